package org.soilcast.ops.monitoring;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.soilcast.service.ServiceMetric;

/** The dashboards. A new metric is on the first of them, unless another one names it. */
public enum Dashboard {
    /** How input becomes results. */
    PIPELINE("soilcast: pipeline", Set.of()),
    /** Whether the filter expects what it sees. */
    FILTER(
            "soilcast: health of the filter",
            EnumSet.of(
                    ServiceMetric.INNOVATION_MEAN,
                    ServiceMetric.INNOVATION_SD,
                    ServiceMetric.INNOVATION_AUTOCORRELATION,
                    ServiceMetric.FORECAST_ERROR_SD,
                    ServiceMetric.ANALYSIS_ERROR_SD,
                    ServiceMetric.MONTHLY_INCREMENT)),
    /** Whether the model in force still fits, and what became of others. */
    SKILL(
            "soilcast: skill and drift",
            EnumSet.of(
                    ServiceMetric.MODEL_DECISIONS,
                    ServiceMetric.DRIFT_MEAN,
                    ServiceMetric.DRIFT_SD,
                    ServiceMetric.BUNDLE_VERSION)),
    /** Whether receivers are told of droughts. */
    ALERTS(
            "soilcast: delivery of alerts",
            EnumSet.of(
                    ServiceMetric.ALERTS_SENT,
                    ServiceMetric.ALERTS_FAILED,
                    ServiceMetric.ALERTS_DEAD,
                    ServiceMetric.ALERTS_WAITING,
                    ServiceMetric.ALERTS_WAITING_AGE));

    private final String title;
    private final Set<ServiceMetric> named;

    Dashboard(String title, Set<ServiceMetric> named) {
        this.title = title;
        this.named = named;
    }

    /** The name that people see. */
    public String title() {
        return title;
    }

    /** Its own name, for addresses and files. */
    public String uid() {
        return "soilcast-" + name().toLowerCase(Locale.ROOT);
    }

    /** What it shows of each metric, in the order of their declaration. */
    public List<Panel> panels() {
        List<Panel> panels = Arrays.stream(ServiceMetric.values())
                .filter(this::shows)
                .map(Panel::of)
                .toList();
        return this == PIPELINE ? Panel.withProcess(panels) : panels;
    }

    private boolean shows(ServiceMetric metric) {
        return this == PIPELINE
                ? Arrays.stream(values()).noneMatch(other -> other.named.contains(metric))
                : named.contains(metric);
    }
}
