package org.soilcast.inference.operators;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what an operator refuses, by reason: one counter a reason, with the reason as its label. */
final class Refusals {
    private final MetricGroup metrics;
    private final String name;
    private final Map<String, Counter> counters = new HashMap<>();

    /** Counters of one name in an operator's group. */
    Refusals(MetricGroup metrics, String name) {
        this.metrics = metrics;
        this.name = name;
    }

    /** Counts one more; reasons come from a fixed set. */
    void count(String reason) {
        counters.computeIfAbsent(
                        reason, label -> metrics.addGroup("reason", label).counter(name))
                .inc();
    }
}
