package org.soilcast.dayline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.ComputedDay;
import org.soilcast.dayline.DayLine;
import org.soilcast.dayline.MadeUpTile;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.TileDay;
import org.soilcast.dayline.TileState;
import org.soilcast.dayline.ensemble.Perturbations;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.dayline.filter.EnsembleFilter;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.physics.Driver;

class ForecastRunsTest {
    private static final int CELLS = 20;
    private static final int ISSUE = 25;
    private static final int DAYS = 28;
    private static final long SEED = 31;

    private final DayLine dayLine = new DayLine(new LandKernel(Lanes.SCALAR));
    private final ForecastRuns runs = new ForecastRuns(new LandKernel(Lanes.SCALAR));
    private final MadeUpTile tile = new MadeUpTile(SEED, CELLS);

    private TileDay issueDay() {
        float[] state = tile.firstState();
        for (int day = 0; day < ISSUE; day++) {
            state = dayLine.compute(tile.day(day, state)).state();
        }
        return tile.day(ISSUE, state);
    }

    private static IssuedTile issued(TileDay day, float[] state) {
        return new IssuedTile(day.epochDay(), day.cellKeys(), day.model(), state);
    }

    private ForecastWeather later(float[] state, boolean perturbed) {
        return ForecastWeather.given(
                ISSUE + 1,
                DAYS,
                CELLS,
                (day, into, at) -> {
                    float[] drivers = tile.unrounded(day, state).drivers();
                    System.arraycopy(drivers, 0, into, at, drivers.length);
                },
                perturbed);
    }

    /** Perturbed as the days themselves are, a forecast under the later weather is the day line without retrievals. */
    @Test
    void underGivenWeatherAllRunsAreThoseOfTheDayLine() {
        TileDay issue = issueDay();
        float[] state = dayLine.compute(issue).state();
        RunSeries series = runs.of(issued(issue, state), later(state, true));
        float[] moved = state;
        MadeUpTile unseen = tile.withoutRetrievals();
        for (int day = 0; day < DAYS; day++) {
            ComputedDay computed = dayLine.compute(unseen.unrounded(ISSUE + 1 + day, moved));
            moved = computed.state();
            assertThat(series.openLoop(day, 0))
                    .as("seed %s, day %s", SEED, day)
                    .isEqualTo(computed.report().row(Reported.SURFACE_OPEN_LOOP));
            assertThat(series.control(day)).isEqualTo(computed.report().row(Reported.SURFACE_MEAN));
            var mean = new float[CELLS];
            var sd = new float[CELLS];
            EnsembleFilter.moments(series.rootZone(day), mean, sd, CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                sd[cell] = (float) Math.sqrt(sd[cell]);
            }
            assertThat(sd).isEqualTo(computed.report().row(Reported.ROOT_ZONE_SD));
        }
    }

    /** On forecast days members have the rain that they will have when the days come; behind them that of their traces. */
    @Test
    void underForecastWeatherMembersDifferAsOnTheDaysThemselves() {
        TileDay issue = issueDay();
        float[] state = dayLine.compute(issue).state();
        IssuedTile issued = issued(issue, state);
        ForecastWeather known = later(state, false);
        var dry = new ForecastWeather(
                DAYS,
                0,
                Collections.nCopies(Runs.MEMBERS, new float[known.series().get(0).length]),
                true,
                false);
        int aDay = Driver.values().length * CELLS;
        float[] forecast = Arrays.copyOf(known.series().get(0), 3 * aDay);
        ForecastWeather weather = ForecastWeather.forecastThen(issued, forecast, dry);
        assertThat(weather.givenDays()).isEqualTo(3);
        assertThat(weather.fewYears()).isTrue();
        var perturbations = new Perturbations();
        perturbations.of(issue.model().seed(), issue.cellKeys());
        float[] memory = state.clone();
        for (int member = 0; member < Runs.MEMBERS; member++) {
            float[] series = weather.series().get(member);
            for (int day = 0; day < 3; day++) {
                var expected = new float[aDay];
                perturbations.force(
                        issue.model().filter().orElseThrow().spread(),
                        member,
                        issued.epochDay() + 1 + day,
                        memory,
                        TileState.rememberedAt(member, CELLS),
                        tile.unrounded(ISSUE + 1 + day, state).drivers(),
                        expected,
                        0,
                        CELLS);
                assertThat(Arrays.copyOfRange(series, day * aDay, (day + 1) * aDay))
                        .as("seed %s, member %s, day %s", SEED, member, day)
                        .isEqualTo(expected);
            }
            assertThat(Arrays.copyOfRange(series, 3 * aDay, series.length)).containsOnly(0);
        }
        assertThatThrownBy(() ->
                        ForecastWeather.forecastThen(issued, known.series().get(0), dry))
                .hasMessageContaining("forecast weather");
    }

    /** Whether the later weather comes as one series or as every member's own makes no difference to the open loop. */
    @Test
    void tracesThatAreTheLaterWeatherGiveTheOpenLoopOfTheLaterDays() {
        TileDay issue = issueDay();
        float[] state = dayLine.compute(issue).state();
        ForecastWeather given = later(state, false);
        var traces = new ForecastWeather(
                DAYS, 0, Collections.nCopies(Runs.MEMBERS, given.series().get(0)), false, false);
        RunSeries apart = runs.of(issued(issue, state), traces);
        RunSeries together = runs.of(issued(issue, state), given);
        float[] moved = state;
        for (int day = 0; day < DAYS; day++) {
            ComputedDay computed = dayLine.compute(tile.unrounded(ISSUE + 1 + day, moved));
            moved = computed.state();
            for (int trace = 0; trace < Runs.MEMBERS; trace++) {
                assertThat(apart.openLoop(day, trace))
                        .as("seed %s, day %s, trace %s", SEED, day, trace)
                        .isEqualTo(computed.report().row(Reported.SURFACE_OPEN_LOOP));
            }
            assertThat(apart.surface(day)).isEqualTo(together.surface(day));
            assertThat(apart.rootZone(day)).isEqualTo(together.rootZone(day));
        }
    }

    @Test
    void forecastsLeaveTheStateAsItIsAndGiveTheSameBytesAgain() {
        TileDay issue = issueDay();
        float[] state = dayLine.compute(issue).state();
        float[] before = state.clone();
        try (var line = new ForecastLine(new LandKernel(Lanes.SCALAR));
                var other = new ForecastLine(new LandKernel(Lanes.SCALAR))) {
            for (boolean perturbed : List.of(true, false)) {
                ForecastWeather weather = later(state, perturbed);
                TileForecast first = line.of(issued(issue, state), weather, Optional.empty());
                line.of(issued(issue, state), later(state, !perturbed), Optional.empty());
                assertThat(state).isEqualTo(before);
                assertThat(line.of(issued(issue, state), weather, Optional.empty())
                                .all())
                        .isEqualTo(first.all());
                assertThat(other.of(issued(issue, state.clone()), weather, Optional.empty())
                                .all())
                        .isEqualTo(first.all());
            }
        }
    }

    /** A state that knows nothing but the open loop is one whose members are all alike. */
    @Test
    void aPlainStateIsForecastToo() {
        TileDay issue = issueDay();
        float[] state = dayLine.compute(issue).state();
        float[] plain = TileState.run(state, Runs.OPEN_LOOP, CELLS);
        ForecastWeather weather = later(state, false);
        RunSeries series = runs.of(issued(issue, plain), weather);
        assertThat(series.openLoop(DAYS - 1, 0))
                .isEqualTo(runs.of(issued(issue, state), weather).openLoop(DAYS - 1, 0));
    }

    @Test
    void weatherOfOtherCellsIsRefused() {
        TileDay issue = issueDay();
        float[] state = dayLine.compute(issue).state();
        var weather = new ForecastWeather(1, 1, List.of(new float[3]), false, false);
        assertThatThrownBy(() -> runs.of(issued(issue, state), weather))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weather of 1 cells for a tile of 20 cells");
    }
}
