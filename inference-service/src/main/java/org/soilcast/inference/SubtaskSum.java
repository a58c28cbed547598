package org.soilcast.inference;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;

/**
 * The sum of a metric over the subtasks of an operator. What the counters of ended subtasks had counted stays in it, so that
 * it does not fall when a job restarts; a gauge without any subtask is unknown, NaN.
 */
final class SubtaskSum {
    private final List<Metric> live = new ArrayList<>();
    private double countedByEnded;

    synchronized void add(Metric metric) {
        live.add(metric);
    }

    synchronized void remove(Metric metric) {
        if (live.remove(metric) && metric instanceof Counter counter) {
            countedByEnded += counter.getCount();
        }
    }

    /** The sum now. */
    synchronized double value() {
        boolean nothingKnown = live.isEmpty() && countedByEnded == 0;
        return nothingKnown
                ? Double.NaN
                : countedByEnded
                        + live.stream().mapToDouble(SubtaskSum::valueOf).sum();
    }

    private static double valueOf(Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        if (metric instanceof Meter meter) {
            return meter.getRate();
        }
        return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }
}
