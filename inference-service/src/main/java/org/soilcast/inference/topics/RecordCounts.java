package org.soilcast.inference.topics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.soilcast.service.ServiceMetric;

/** Flink's counters of the metrics that have a label; {@code RegistryReporter} finds the label in the group's variables. */
final class RecordCounts {
    private RecordCounts() {}

    /** The counter of a metric with one label, in the group of an operator. */
    static Counter of(MetricGroup operator, ServiceMetric metric, String value) {
        return operator.addGroup(metric.labels().get(0), value).counter(metric.scopedName());
    }
}
