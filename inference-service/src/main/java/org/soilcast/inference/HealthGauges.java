package org.soilcast.inference;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.flink.metrics.Metric;
import org.soilcast.inference.tile.HealthSum;
import org.soilcast.service.ServiceMetric;

/**
 * The health of the filter over the whole domain, of the sums that the subtasks keep: means, standard deviations and the
 * autocorrelation of successive innovations of a cell, by the overall mean and variance. Unknown, NaN, while there is
 * nothing to divide by.
 */
final class HealthGauges {
    private static final double DAYS_PER_MONTH = 365.25 / 12;

    private final Map<HealthSum, SubtaskSum> sums = new EnumMap<>(HealthSum.class);

    /** Of no subtask yet. */
    HealthGauges() {
        for (HealthSum sum : HealthSum.values()) {
            sums.put(sum, new SubtaskSum());
        }
    }

    void add(HealthSum sum, Metric ofSubtask) {
        sum(sum).add(ofSubtask);
    }

    void remove(HealthSum sum, Metric ofSubtask) {
        sum(sum).remove(ofSubtask);
    }

    /** Shows them in a registry. */
    List<Meter> register(MeterRegistry registry) {
        return List.of(
                gauge(registry, ServiceMetric.INNOVATION_MEAN, () -> mean(HealthSum.STANDARDISED)),
                gauge(
                        registry,
                        ServiceMetric.INNOVATION_SD,
                        () -> Math.sqrt(variance(HealthSum.STANDARDISED, HealthSum.STANDARDISED_SQUARED))),
                gauge(registry, ServiceMetric.INNOVATION_AUTOCORRELATION, this::autocorrelation),
                gauge(
                        registry,
                        ServiceMetric.FORECAST_ERROR_SD,
                        () -> Math.sqrt(variance(HealthSum.FORECAST_ERROR, HealthSum.FORECAST_ERROR_SQUARED))),
                gauge(
                        registry,
                        ServiceMetric.ANALYSIS_ERROR_SD,
                        () -> Math.sqrt(variance(HealthSum.ANALYSIS_ERROR, HealthSum.ANALYSIS_ERROR_SQUARED))),
                gauge(
                        registry,
                        ServiceMetric.MONTHLY_INCREMENT,
                        () -> DAYS_PER_MONTH * value(HealthSum.INCREMENT_MM) / value(HealthSum.CELL_DAYS)));
    }

    private static Meter gauge(MeterRegistry registry, ServiceMetric metric, Supplier<Number> value) {
        return metric.gauge(registry, value, ServiceMetric.INFERENCE);
    }

    private double autocorrelation() {
        double mean = mean(HealthSum.STANDARDISED);
        return (value(HealthSum.LAGGED_PRODUCT) / value(HealthSum.PAIRS) - mean * mean)
                / variance(HealthSum.STANDARDISED, HealthSum.STANDARDISED_SQUARED);
    }

    private double mean(HealthSum of) {
        return value(of) / value(HealthSum.RETRIEVALS);
    }

    private double variance(HealthSum of, HealthSum squared) {
        double mean = mean(of);
        return Math.max(0, value(squared) / value(HealthSum.RETRIEVALS) - mean * mean);
    }

    private double value(HealthSum sum) {
        return sum(sum).value();
    }

    private SubtaskSum sum(HealthSum sum) {
        return Objects.requireNonNull(sums.get(sum));
    }
}
