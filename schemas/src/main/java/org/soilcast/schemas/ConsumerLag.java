package org.soilcast.schemas;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How far a consumer is behind, as its client knows: the broker is not asked. */
public final class ConsumerLag {
    private ConsumerLag() {}

    /**
     * Records of a topic that are committed and not yet read, over the partitions that have been read from.
     *
     * @param metrics of a Kafka client, or of a Streams application with all of its clients
     */
    public static double records(Map<MetricName, ? extends Metric> metrics, Topics topic) {
        return metrics.entrySet().stream()
                .filter(metric -> isLagOf(metric.getKey(), topic.topic()))
                .map(metric -> metric.getValue().metricValue())
                .mapToDouble(value -> value instanceof Number number ? number.doubleValue() : Double.NaN)
                .filter(records -> !Double.isNaN(records))
                .sum();
    }

    private static boolean isLagOf(MetricName name, String topic) {
        return name.name().equals("records-lag") && topic.equals(name.tags().get("topic"));
    }
}
