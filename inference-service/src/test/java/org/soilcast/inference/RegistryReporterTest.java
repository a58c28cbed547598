package org.soilcast.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.soilcast.inference.tile.HealthSum;

class RegistryReporterTest {
    private static final Instant NOW = Instant.parse("2016-01-01T00:00:10Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RegistryReporter reporter = new RegistryReporter(registry, Clock.fixed(NOW, ZoneOffset.UTC));

    private static MetricGroup group(Map<String, String> variables) {
        return new UnregisteredMetricsGroup() {
            @Override
            public Map<String, String> getAllVariables() {
                return variables;
            }
        };
    }

    private static SimpleCounter counter(long count) {
        var counter = new SimpleCounter();
        counter.inc(count);
        return counter;
    }

    @Test
    void countersAreSummedOverSubtasksAndDoNotFallWhenOneEnds() {
        MetricGroup first = group(Map.of("<reason>", "undecodable", "<subtask_index>", "0"));
        MetricGroup second = group(Map.of("<reason>", "undecodable", "<subtask_index>", "1"));
        var ending = counter(2);
        reporter.notifyOfAddedMetric(ending, "records_rejected", first);
        reporter.notifyOfAddedMetric(counter(3), "records_rejected", second);
        assertThat(rejected()).isEqualTo(5);
        reporter.notifyOfRemovedMetric(ending, "records_rejected", first);
        reporter.notifyOfAddedMetric(counter(1), "records_rejected", first);
        assertThat(rejected()).isEqualTo(6);
        assertThat(registry.getMeters()).as("no series a subtask").hasSize(1);
    }

    private double rejected() {
        return registry.get("soilcast.records.rejected")
                .tags("service", "inference", "reason", "undecodable")
                .functionCounter()
                .count();
    }

    @Test
    void aGaugeWithoutSubtaskIsUnknown() {
        Gauge<Integer> version = () -> 7;
        reporter.notifyOfAddedMetric(version, "bundle_version", group(Map.of()));
        assertThat(gauge("soilcast.bundle.version")).isEqualTo(7);
        reporter.notifyOfRemovedMetric(version, "bundle_version", group(Map.of()));
        assertThat(gauge("soilcast.bundle.version")).isNaN();
    }

    @Test
    void theAgeOfTheLastCheckpointIsInSeconds() {
        long[] completed = {-1};
        Gauge<Long> timestamp = () -> completed[0];
        reporter.notifyOfAddedMetric(timestamp, "lastCheckpointCompletedTimestamp", group(Map.of()));
        assertThat(gauge("soilcast.checkpoint.age")).as("before the first").isNaN();
        completed[0] = NOW.toEpochMilli() - 2_500;
        assertThat(gauge("soilcast.checkpoint.age")).isEqualTo(2.5);
        reporter.notifyOfRemovedMetric(timestamp, "lastCheckpointCompletedTimestamp", group(Map.of()));
        assertThat(gauge("soilcast.checkpoint.age")).isNaN();
    }

    @Test
    void theLagIsThatOfASourceAndForeignMetricsStayOut() {
        Gauge<Long> pending = () -> 12L;
        reporter.notifyOfAddedMetric(
                pending, "pendingRecords", group(Map.of("<operator_name>", "Source: soilcast.tile-days.v1")));
        reporter.notifyOfAddedMetric(pending, "pendingRecords", group(Map.of("<operator_name>", "land model")));
        reporter.notifyOfAddedMetric(counter(1), "numRecordsIn", group(Map.of()));
        assertThat(registry.getMeters()).hasSize(1);
        assertThat(registry.get("soilcast.lag")
                        .tag("topic", "soilcast.tile-days.v1")
                        .gauge()
                        .value())
                .isEqualTo(12);
        reporter.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    /** Innovations of 1, 1, 1, -1, -1, -1 in a cell of one subtask, of 1, -1 in a cell of another. */
    @Test
    void theFiltersHealthIsThatOfAllSubtasksTogether() {
        addHealth(Map.of(
                HealthSum.RETRIEVALS, 6.0,
                HealthSum.STANDARDISED, 0.0,
                HealthSum.STANDARDISED_SQUARED, 6.0,
                HealthSum.PAIRS, 5.0,
                HealthSum.LAGGED_PRODUCT, 3.0,
                HealthSum.FORECAST_ERROR, 0.05,
                HealthSum.FORECAST_ERROR_SQUARED, 0.0108,
                HealthSum.ANALYSIS_ERROR_SQUARED, 0.007,
                HealthSum.CELL_DAYS, 100.0,
                HealthSum.INCREMENT_MM, 1.5));
        addHealth(Map.of(
                HealthSum.RETRIEVALS, 2.0,
                HealthSum.STANDARDISED_SQUARED, 2.0,
                HealthSum.PAIRS, 1.0,
                HealthSum.LAGGED_PRODUCT, -1.0,
                HealthSum.FORECAST_ERROR, 0.03,
                HealthSum.FORECAST_ERROR_SQUARED, 0.01,
                HealthSum.ANALYSIS_ERROR_SQUARED, 0.0002,
                HealthSum.CELL_DAYS, 20.0,
                HealthSum.INCREMENT_MM, -0.3));

        assertThat(gauge("soilcast.innovation.mean")).isZero();
        assertThat(gauge("soilcast.innovation.sd")).isEqualTo(1);
        assertThat(gauge("soilcast.innovation.autocorrelation")).isCloseTo(2.0 / 6, within(1e-12));
        assertThat(gauge("soilcast.forecast.error.sd")).isCloseTo(0.05, within(1e-12));
        assertThat(gauge("soilcast.analysis.error.sd")).isCloseTo(0.03, within(1e-12));
        assertThat(gauge("soilcast.monthly.increment")).isCloseTo(0.01 * 365.25 / 12, within(1e-12));
        assertThat(registry.getMeters()).hasSize(6);
    }

    private void addHealth(Map<HealthSum, Double> sums) {
        for (HealthSum sum : HealthSum.values()) {
            Gauge<Double> gauge = () -> sums.getOrDefault(sum, 0.0);
            reporter.notifyOfAddedMetric(gauge, sum.scopedName(), group(Map.of()));
        }
    }

    private double gauge(String name) {
        return registry.get(name).tag("service", "inference").gauge().value();
    }
}
