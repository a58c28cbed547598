package org.soilcast.inference;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.soilcast.inference.tile.HealthSum;
import org.soilcast.service.ServiceMetric;

/**
 * Carries the job's metrics from Flink into a registry, so that they stand on the process's own {@code /metrics} beside
 * those of the other services: all that bear the name of a {@link ServiceMetric}, summed over subtasks, the filter's health
 * of its sums over them, and of Flink's own the records that sources have not read yet and the time of the last checkpoint.
 */
final class RegistryReporter implements MetricReporter {
    private static final String PENDING = "pendingRecords";
    private static final String CHECKPOINT_COMPLETED = "lastCheckpointCompletedTimestamp";
    private static final String OPERATOR_NAME = "<operator_name>";
    private static final String SOURCE = "Source: ";

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Series, SubtaskSum> sums = new HashMap<>();
    private final HealthGauges health = new HealthGauges();
    private final List<Meter> meters = new ArrayList<>();
    private boolean healthIsShown;

    private record Series(ServiceMetric metric, List<String> labels) {}

    /**
     * A reporter.
     *
     * @param registry where the meters are registered
     * @param clock says how old a checkpoint is
     */
    RegistryReporter(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public void open(MetricConfig config) {
        // All there is to know comes with the metrics.
    }

    /** Takes the meters out of the registry, so that those of a later cluster find their names free. */
    @Override
    public synchronized void close() {
        meters.forEach(registry::remove);
        meters.clear();
        sums.clear();
        healthIsShown = false;
    }

    @Override
    public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        series(name, group.getAllVariables())
                .ifPresent(
                        series -> sums.computeIfAbsent(series, this::register).add(shown(metric, name)));
        HealthSum.of(name).ifPresent(sum -> {
            if (!healthIsShown) {
                meters.addAll(health.register(registry));
                healthIsShown = true;
            }
            health.add(sum, metric);
        });
    }

    @Override
    public synchronized void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        series(name, group.getAllVariables())
                .flatMap(series -> Optional.ofNullable(sums.get(series)))
                .ifPresent(sum -> sum.remove(shown(metric, name)));
        HealthSum.of(name).ifPresent(sum -> health.remove(sum, metric));
    }

    private SubtaskSum register(Series series) {
        var sum = new SubtaskSum();
        String[] labels = series.labels().toArray(String[]::new);
        meters.add(
                series.metric().isCounter()
                        ? series.metric().counter(registry, sum, SubtaskSum::value, ServiceMetric.INFERENCE, labels)
                        : series.metric().gauge(registry, sum::value, ServiceMetric.INFERENCE, labels));
        return sum;
    }

    private static Optional<Series> series(String name, Map<String, String> variables) {
        if (name.equals(PENDING)) {
            return Optional.ofNullable(variables.get(OPERATOR_NAME))
                    .filter(operator -> operator.startsWith(SOURCE))
                    .map(operator -> new Series(ServiceMetric.LAG, List.of(operator.substring(SOURCE.length()))));
        }
        if (name.equals(CHECKPOINT_COMPLETED)) {
            return Optional.of(new Series(ServiceMetric.CHECKPOINT_AGE, List.of()));
        }
        return Arrays.stream(ServiceMetric.values())
                .filter(metric -> metric.scopedName().equals(name))
                .findAny()
                .map(metric -> new Series(
                        metric,
                        metric.labels().stream()
                                .map(label -> Objects.requireNonNull(variables.get("<" + label + ">"), label))
                                .toList()));
    }

    /** The metric as it is summed; equal again when it is removed. */
    private Metric shown(Metric metric, String name) {
        return name.equals(CHECKPOINT_COMPLETED) && metric instanceof Gauge<?> completed
                ? new Age(completed, clock)
                : metric;
    }

    /** Seconds since a time in milliseconds since 1970; unknown before there is one. */
    private record Age(Gauge<?> epochMs, Clock clock) implements Gauge<Double> {
        @Override
        public Double getValue() {
            return epochMs.getValue() instanceof Long ms && ms > 0 ? (clock.millis() - ms) / 1000.0 : Double.NaN;
        }
    }
}
