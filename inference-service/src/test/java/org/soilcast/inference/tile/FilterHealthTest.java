package org.soilcast.inference.tile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.soilcast.inference.operators.LandOperatorScene.CELLS;
import static org.soilcast.inference.operators.LandOperatorScene.day;
import static org.soilcast.inference.operators.LandOperatorScene.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.inference.tile.TilePlanner.PlannedDay;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;

class FilterHealthTest {
    private static final int DAYS = 60;
    private static final TileParameters MODEL = model(1, 0, 0.4);

    private final Map<String, Gauge<?>> gauges = new HashMap<>();
    private final FilterHealth health = new FilterHealth(new UnregisteredMetricsGroup() {
        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(name, gauge);
            return gauge;
        }
    });

    private double sum(HealthSum of) {
        return (Double) requireNonNull(gauges.get(of.scopedName())).getValue();
    }

    @Test
    void sumsAreThoseOfWhatIsPublishedAndADayCountsOnce() {
        List<List<Double>> standardised = new ArrayList<>();
        List<Double> analysisErrors = new ArrayList<>();
        double incrementMm = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            standardised.add(new ArrayList<>());
        }
        float[] state = MODEL.startState();
        try (DayStep step =
                DayStep.onProcessor(version -> new DayNumbers(Optional.of(FilterNumbers.PLANNED), Optional.empty()))) {
            for (int i = 0; i < DAYS; i++) {
                DayStep.ComputedDay computed =
                        step.compute(new PlannedDay(new KeptDay(day(16_526 + i, 1), 0), MODEL, MODEL, state));
                state = computed.endOfDay();
                TileResult result = computed.result(1);
                health.add(computed, result);
                health.add(computed, computed.result(2));
                for (int cell = 0; cell < CELLS; cell++) {
                    if ((result.quality()[cell] & QualityFlags.RETRIEVAL_ASSIMILATED) != 0) {
                        double observed = result.row(ResultColumn.OBSERVED)[cell];
                        standardised
                                .get(cell)
                                .add((observed - result.row(ResultColumn.SURFACE_FORECAST)[cell])
                                        / result.row(ResultColumn.SURFACE_FORECAST_SD)[cell]);
                        analysisErrors.add(observed - computed.report().get(Reported.FILTER_ANALYSIS, cell));
                    }
                    incrementMm += result.row(ResultColumn.INCREMENT)[cell];
                }
            }
        }
        double squares = 0;
        double lagged = 0;
        for (List<Double> ofCell : standardised) {
            for (int i = 0; i < ofCell.size(); i++) {
                squares += ofCell.get(i) * ofCell.get(i);
                lagged += i == 0 ? 0 : ofCell.get(i) * ofCell.get(i - 1);
            }
        }

        assertThat(analysisErrors).as("retrievals used").hasSizeGreaterThan(DAYS / 2);
        assertThat(sum(HealthSum.RETRIEVALS)).isEqualTo(analysisErrors.size());
        assertThat(sum(HealthSum.PAIRS)).isEqualTo(analysisErrors.size() - CELLS);
        assertThat(sum(HealthSum.STANDARDISED_SQUARED)).isCloseTo(squares, within(1e-5 * squares));
        assertThat(sum(HealthSum.LAGGED_PRODUCT)).isCloseTo(lagged, within(1e-5 * squares));
        assertThat(sum(HealthSum.ANALYSIS_ERROR))
                .isCloseTo(analysisErrors.stream().mapToDouble(error -> error).sum(), within(1e-5));
        assertThat(sum(HealthSum.CELL_DAYS)).isEqualTo(CELLS * DAYS);
        assertThat(sum(HealthSum.INCREMENT_MM)).isCloseTo(incrementMm, within(1e-4));
    }
}
