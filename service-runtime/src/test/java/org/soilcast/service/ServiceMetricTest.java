package org.soilcast.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceMetricTest {
    /** Labels whose values a program or its operator lists, sinks for one. Cells, tiles and dates are none. */
    private static final Set<String> OF_FEW_VALUES = Set.of("service", "topic", "reason", "kind", "sink", "outcome");

    @ParameterizedTest
    @EnumSource
    void noLabelCanNameACellOrTile(ServiceMetric metric) {
        assertThat(metric.labels()).isSubsetOf(OF_FEW_VALUES);
    }

    @Test
    void undeclaredMetricsAndLabelsAreRefused() {
        try (var meters = new ServiceMeters("test")) {
            MeterRegistry registry = meters.registry();
            assertThatThrownBy(() -> registry.counter("soilcast.surprise"))
                    .hasMessage("undeclared metric soilcast.surprise");
            assertThatThrownBy(() -> registry.counter("soilcast.cell.days", "cell", "17"))
                    .hasMessageContaining("soilcast.cell.days: expected the labels [service], found")
                    .hasMessageContaining("cell");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RECORDS_IN, soilcast_records_in_total",
        "LAG, soilcast_lag_records",
        "CELL_DAY_RATE, soilcast_cell_days_per_second",
        "BUNDLE_VERSION, soilcast_bundle_version",
        "CHECKPOINT_AGE, soilcast_checkpoint_age_seconds",
        "COLD_START, soilcast_cold_start_seconds"
    })
    void namesEndInUnitAndTotal(ServiceMetric metric, String name) {
        assertThat(metric.prometheusName()).isEqualTo(name);
    }

    @Test
    void namesAreDifferent() {
        assertThat(Arrays.stream(ServiceMetric.values()).map(ServiceMetric::prometheusName))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("soilcast(_[a-z][a-z0-9]*)+"));
    }

    @Test
    void labelsNeedTheirValuesAndMetricsTheirKind() {
        var registry = new SimpleMeterRegistry();
        assertThatThrownBy(() -> ServiceMetric.RECORDS_IN.counter(registry, "ingest"))
                .hasMessageContaining("expected values of [topic], found []");
        assertThatThrownBy(() -> ServiceMetric.LAG.counter(registry, "ingest", "tiles"))
                .hasMessageContaining("soilcast.lag is a GAUGE, not a COUNTER");
    }
}
