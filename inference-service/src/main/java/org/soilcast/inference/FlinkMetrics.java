package org.soilcast.inference;

import org.apache.flink.configuration.Configuration;

/** The reporters of Flink's metrics. */
final class FlinkMetrics {
    private FlinkMetrics() {}

    /** Into Micrometer's global registry, for a cluster in this process. */
    static void reportToRegistry(Configuration settings) {
        settings.setString("metrics.reporter.registry.factory.class", RegistryReporterFactory.class.getName());
    }

    /** Flink's own Prometheus reporter, without the labels that grow with every restart. */
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
