package org.soilcast.dayline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.DayLine;
import org.soilcast.dayline.MadeUpTile;
import org.soilcast.dayline.TileDay;
import org.soilcast.dayline.TileModel;
import org.soilcast.dayline.TileState;
import org.soilcast.dayline.correction.CellMemory;
import org.soilcast.dayline.correction.MemoryRow;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.ClimatologyFit;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.dayline.filter.EnsembleFilter;
import org.soilcast.dayline.forecast.TileForecast.Value;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;

class ForecastLineTest {
    private static final int CELLS = 6;
    private static final int ISSUE = 20;
    private static final int DAYS = 28;
    private static final long SEED = 41;

    private final MadeUpTile tile = new MadeUpTile(SEED, CELLS);
    private final ForecastLine line = new ForecastLine(new LandKernel(Lanes.SCALAR));

    private IssuedTile issued(Optional<Climatology> climatology) {
        try (var dayLine = new DayLine(new LandKernel(Lanes.SCALAR))) {
            float[] state = tile.firstState();
            for (int day = 0; day <= ISSUE; day++) {
                state = dayLine.compute(tile.day(day, state)).state();
            }
            TileDay last = tile.day(ISSUE, state);
            TileModel model = last.model();
            var ranked = new TileModel(
                    model.seed(),
                    model.observation(),
                    model.parameters(),
                    model.filter(),
                    model.correction(),
                    climatology);
            return new IssuedTile(last.epochDay(), last.cellKeys(), ranked, state);
        }
    }

    private ForecastWeather traces() {
        float[] state = tile.firstState();
        ForecastWeather.Past past = (day, into, at) -> {
            float[] drivers = tile.unrounded(day, state).drivers();
            System.arraycopy(drivers, 0, into, at, drivers.length);
        };
        var dates = new TraceDates(
                IntStream.range(0, Runs.MEMBERS)
                        .mapToObj(member -> 100 + 7 * member)
                        .toList(),
                3);
        return ForecastWeather.of(dates, DAYS, CELLS, past);
    }

    /** Mean .1 + .5·open loop, variance .0004 + .25·innovations, retrieval error .01. */
    private static ForecastNumbers numbers() {
        var one = new SpanNumbers(new float[] {0.1f, 0.5f, 0, 0, 0, 0, 0}, new float[] {4e-4f, 0, 0.25f});
        List<SpanNumbers> all = Collections.nCopies(ForecastSpan.of(DAYS).size(), one);
        return new ForecastNumbers(all, all, 0.01f);
    }

    @Test
    void aCalibratedSurfaceIsTheNormalDistributionOfItsNumbers() {
        IssuedTile issued = issued(Optional.empty());
        ForecastWeather weather = traces();
        TileForecast forecast = line.of(issued, weather, Optional.of(numbers()));
        CellMemory memory = TileState.memory(issued.state().clone(), CELLS);
        RunSeries series = new ForecastRuns(new LandKernel(Lanes.SCALAR)).of(issued, weather);
        assertThat(forecast.isCalibrated()).isTrue();
        assertThat(forecast.isOfFewYears()).isTrue();
        for (int span = 0; span < forecast.spans().size(); span++) {
            ForecastSpan leads = forecast.spans().get(span);
            for (int cell = 0; cell < CELLS; cell++) {
                double openLoop = 0;
                for (int day = leads.firstLead() - 1; day < leads.lastLead(); day++) {
                    for (int trace = 0; trace < Runs.MEMBERS; trace++) {
                        openLoop += series.openLoop(day, trace)[cell] / Runs.MEMBERS / leads.days();
                    }
                }
                double mean = 0.1 + 0.5 * openLoop;
                double sd = Math.sqrt(4e-4 + 0.25 * memory.get(MemoryRow.INNOVATION_SQUARE, cell) - 1e-4);
                String where = "span " + leads.label() + " cell " + cell;
                assertThat(forecast.get(Depth.SURFACE, span, Value.MEAN, cell))
                        .as(where)
                        .isCloseTo((float) mean, within(1e-5f));
                assertThat(forecast.get(Depth.SURFACE, span, Value.SD, cell))
                        .as(where)
                        .isCloseTo((float) sd, within(1e-5f));
                assertThat(forecast.get(Depth.SURFACE, span, Value.QUANTILE_95, cell))
                        .as(where)
                        .isCloseTo((float) (mean + 1.644854 * sd), within(1e-5f));
                assertThat(forecast.get(Depth.SURFACE, span, Value.QUANTILE_25, cell))
                        .as(where)
                        .isCloseTo((float) (mean - 0.6744898 * sd), within(1e-5f));
            }
        }
    }

    /** Without numbers the surface is the open loop with its faded errors, spread as the members are. */
    @Test
    void anUncalibratedSurfaceIsMovedAndTheRootZoneIsTheMembers() {
        IssuedTile issued = issued(Optional.empty());
        ForecastWeather weather = traces();
        TileForecast forecast = line.of(issued, weather, Optional.empty());
        RunSeries series = new ForecastRuns(new LandKernel(Lanes.SCALAR)).of(issued, weather);
        Predictors predictors = Predictors.of(issued, weather, series);
        var mean = new float[CELLS];
        var variance = new float[CELLS];
        for (int span = 0; span < ForecastSpan.DAILY_LEADS; span++) {
            EnsembleFilter.moments(series.rootZone(span), mean, variance, CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                float expected = predictors.mean(span, Predictors.OfMean.OPEN_LOOP, cell)
                        + predictors.mean(span, Predictors.OfMean.SLOW_ERROR, cell)
                        + predictors.mean(span, Predictors.OfMean.FAST_ERROR, cell);
                assertThat(forecast.get(Depth.SURFACE, span, Value.MEAN, cell)).isCloseTo(expected, within(2e-3f));
                assertThat(forecast.get(Depth.ROOT_ZONE, span, Value.MEAN, cell))
                        .isEqualTo(mean[cell]);
                assertThat(forecast.get(Depth.ROOT_ZONE, span, Value.SD, cell))
                        .isEqualTo((float) Math.sqrt(variance[cell]));
                assertThat(forecast.get(Depth.ROOT_ZONE, span, Value.QUANTILE_5, cell))
                        .isLessThanOrEqualTo(forecast.get(Depth.ROOT_ZONE, span, Value.QUANTILE_50, cell));
            }
        }
        assertThat(forecast.get(Depth.SURFACE, 0, Value.PERCENTILE, 0)).isNaN();
        assertThat(forecast.probability(Depth.ROOT_ZONE, 0, DroughtClass.D1, 0)).isNaN();
    }

    /** In a climate far above the forecast all members are in the driest class, far below it in the wettest. */
    @Test
    void classesAreRanksOfMembersInTheClimatology() {
        for (boolean wet : new boolean[] {true, false}) {
            int days = 2 * 366;
            var values = new float[days * CELLS];
            for (int i = 0; i < values.length; i++) {
                values[i] = (wet ? 0.9f : 0) + 1e-3f * (i / CELLS % 10);
            }
            Climatology climatology = new ClimatologyFit(15_000, days, CELLS).of(values, values);
            TileForecast forecast = line.of(issued(Optional.of(climatology)), traces(), Optional.empty());
            for (Depth depth : Depth.values()) {
                for (int span = 0; span < forecast.spans().size(); span++) {
                    DroughtClass expected = wet ? DroughtClass.D4 : DroughtClass.W4;
                    assertThat(forecast.probability(depth, span, expected, 2)).isEqualTo(1);
                    assertThat(forecast.probabilityUpTo(depth, span, DroughtClass.D1, 2))
                            .isEqualTo(wet ? 1 : 0);
                    float percentile = forecast.get(depth, span, Value.PERCENTILE, 2);
                    assertThat(percentile).isBetween(wet ? 0f : 98f, wet ? 2f : 100f);
                }
            }
        }
    }

    @Test
    void quantilesAreLinearBetweenOrderStatistics() {
        float[] sorted = {1, 2, 3, 4, 5};
        assertThat(ForecastLine.quantile(sorted, 0.05f)).isCloseTo(1.2f, within(1e-6f));
        assertThat(ForecastLine.quantile(sorted, 0.5f)).isEqualTo(3);
        assertThat(ForecastLine.quantile(sorted, 1)).isEqualTo(5);
    }
}
