package org.soilcast.inference;

import org.apache.flink.configuration.Configuration;

/** Flink's own Prometheus reporter, without the labels that grow with every restart. */
final class FlinkMetrics {
    private FlinkMetrics() {}

    static void report(Configuration settings, int port) {
        settings.setString(
                "metrics.reporter.prometheus.factory.class",
                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        settings.setString("metrics.reporter.prometheus.port", Integer.toString(port));
        // A reason is then the same text on the rejected topic and in a label.
        settings.setString("metrics.reporter.prometheus.filterLabelValueCharacters", "false");
        settings.setString(
                "metrics.reporter.prometheus.scope.variables.excludes", "task_attempt_id;task_attempt_num;tm_id");
    }
}
