package org.soilcast.ops.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.soilcast.service.ServiceMetric;

/**
 * A panel of a dashboard: one query over time.
 *
 * @param title what it shows, in one line
 * @param query in Prometheus' language, with Grafana's variables
 * @param legend how each series is called
 * @param unit by Grafana's name
 */
public record Panel(String title, String query, String legend, String unit) {
    private static final String OF_INSTANCE = "{instance=~\"$instance\"}";

    /** Of a metric: a counter by its rate, a duration by its mean. */
    static Panel of(ServiceMetric metric) {
        var by = new ArrayList<>(List.of(ServiceMetric.SERVICE));
        by.addAll(metric.labels());
        String legend = by.stream().map(label -> "{{" + label + "}}").collect(Collectors.joining(" "));
        String name = metric.prometheusName();
        if (metric.isCounter()) {
            String query =
                    "sum by (" + String.join(", ", by) + ") (rate(" + name + OF_INSTANCE + "[$__rate_interval]))";
            return new Panel(metric.description() + ", a second", query, legend, "short");
        }
        if (metric.isTimer()) {
            return new Panel(
                    metric.description(),
                    name + "_sum" + OF_INSTANCE + " / " + name + "_count" + OF_INSTANCE,
                    legend,
                    "s");
        }
        return new Panel(metric.description(), name + OF_INSTANCE, legend, name.endsWith("_seconds") ? "s" : "short");
    }

    /** The same, and before them whether the process is up and what it takes of the machine. */
    static List<Panel> withProcess(List<Panel> panels) {
        var all = new ArrayList<>(List.of(
                new Panel(
                        "Processes that answer",
                        "up{job=\"soilcast\", instance=~\"$instance\"}",
                        "{{instance}}",
                        "short"),
                new Panel(
                        "Heap in use",
                        "sum by (instance) (jvm_memory_used_bytes{area=\"heap\", instance=~\"$instance\"})",
                        "{{instance}}",
                        "bytes"),
                new Panel(
                        "Processors in use",
                        "process_cpu_usage" + OF_INSTANCE + " * system_cpu_count" + OF_INSTANCE,
                        "{{instance}}",
                        "short")));
        all.addAll(panels);
        return all;
    }
}
