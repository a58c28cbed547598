package org.soilcast.inference.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.soilcast.inference.operators.LandOperatorScene.CELLS;
import static org.soilcast.inference.operators.LandOperatorScene.day;
import static org.soilcast.inference.operators.LandOperatorScene.model;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.TileState;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.inference.tile.TilePlanner.PlannedDay;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.WaterBalance;
import org.soilcast.land.state.ParameterChange;
import org.soilcast.land.state.SixteenBits;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;

class DayStepTest {
    private static final long ANCHOR_DAY = 16_527;
    private static final TileParameters FIRST = model(1, 0, 0.4);
    private static final TileParameters SECOND = model(2, 0, 0.7);
    private static final IntFunction<DayNumbers> OPEN_LOOP =
            version -> new DayNumbers(Optional.empty(), Optional.empty());
    private static final IntFunction<DayNumbers> FILTER =
            version -> new DayNumbers(Optional.of(FilterNumbers.PLANNED), Optional.empty());
    /** The second version is the first that has a filter. */
    private static final IntFunction<DayNumbers> FILTER_COMES =
            version -> version == 1 ? OPEN_LOOP.apply(version) : FILTER.apply(version);

    private static PlannedDay planned(long epochDay, TileParameters before, TileParameters model) {
        float[] states = before.startState().clone();
        for (int i = 0; i < states.length; i++) {
            states[i] += 0.1234f * (1 + i);
        }
        return new PlannedDay(new KeptDay(day(epochDay, 1), 0), before, model, states);
    }

    private static DayStep.ComputedDay compute(IntFunction<DayNumbers> numbers, PlannedDay plan) {
        try (DayStep step = DayStep.onProcessor(numbers)) {
            return step.compute(plan);
        }
    }

    private static List<PlannedDay> plans() {
        return List.of(
                planned(ANCHOR_DAY - 1, FIRST, FIRST),
                planned(ANCHOR_DAY, FIRST, FIRST),
                planned(ANCHOR_DAY - 1, FIRST, SECOND),
                planned(ANCHOR_DAY, FIRST, SECOND));
    }

    /** What is booked of the analysis is all that the land model did not bring or take. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theWaterBalanceOfADayClosesWithWhatWasBooked(boolean filter) {
        for (PlannedDay plan : plans()) {
            DayStep.ComputedDay computed = compute(filter ? FILTER : OPEN_LOOP, plan);
            float[] fluxes = new float[Flux.values().length * CELLS];
            float[] drivers = computed.values().drivers();
            float[] start = plan.startOfDay().clone();
            if (plan.model() != plan.before()) {
                ParameterChange.apply(
                        start, plan.before().parameters(), plan.model().parameters(), new float[CELLS], CELLS);
            }
            new LandKernel(Lanes.SCALAR).step(start, plan.model().parameters(), drivers, fluxes, CELLS);
            float[] control = TileState.run(computed.endOfDay(), Runs.CONTROL, CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                double gainMm = WaterBalance.storageMm(control, CELLS, cell)
                        - WaterBalance.storageMm(plan.startOfDay(), CELLS, cell);
                assertThat(gainMm - computed.incrementMm()[cell])
                        .as("storage gained by weather, cell %d of %s", cell, plan)
                        .isCloseTo(WaterBalance.gainMm(drivers, fluxes, CELLS, cell), within(3e-4));
            }
        }
    }

    @Test
    void statesAreRoundedWhereTheTileCanGoBackToAndNowhereElse() {
        for (IntFunction<DayNumbers> numbers : List.of(OPEN_LOOP, FILTER)) {
            float[] end = compute(numbers, planned(ANCHOR_DAY, FIRST, FIRST)).endOfDay();
            assertThat(Anchor.of(1, CELLS, end).floats()).isEqualTo(end);
        }
        DayStep.ComputedDay between = compute(OPEN_LOOP, planned(ANCHOR_DAY - 1, FIRST, FIRST));
        assertThat(between.endOfDay()[0]).isNotEqualTo(SixteenBits.rounded(between.endOfDay()[0]));
        assertThat(between.incrementMm()).containsOnly(0);
    }

    @Test
    void manyTilesAtOnceHaveTheBitsOfEachAlone() {
        List<PlannedDay> plans = List.of(
                planned(ANCHOR_DAY, FIRST, SECOND),
                planned(ANCHOR_DAY + 3, SECOND, SECOND),
                planned(ANCHOR_DAY, FIRST, FIRST));
        try (DayStep atOnce = DayStep.on(new LandKernel(Lanes.SCALAR), FILTER_COMES);
                DayStep alone = DayStep.onProcessor(FILTER_COMES)) {
            List<DayStep.ComputedDay> computed = atOnce.compute(plans);
            for (int i = 0; i < plans.size(); i++) {
                DayStep.ComputedDay one = alone.compute(plans.get(i));
                assertThat(computed.get(i).endOfDay()).isEqualTo(one.endOfDay());
                assertThat(computed.get(i).result(1).values())
                        .isEqualTo(one.result(1).values());
                assertThat(computed.get(i).result(1).quality())
                        .isEqualTo(one.result(1).quality());
            }
        }
    }

    @Test
    void aVersionWithAFilterBeginsAnEnsembleAndOneWithoutEndsIt() {
        DayStep.ComputedDay begun = compute(FILTER_COMES, planned(ANCHOR_DAY, FIRST, SECOND));
        assertThat(TileState.isPlain(begun.endOfDay(), CELLS)).isFalse();
        assertThat(begun.result(1).row(ResultColumn.SURFACE_SD)).doesNotContain(Float.NaN, 0f);
        var back = new PlannedDay(new KeptDay(day(ANCHOR_DAY + 1, 1), 0), SECOND, FIRST, begun.endOfDay());
        DayStep.ComputedDay ended = compute(FILTER_COMES, back);
        assertThat(TileState.isPlain(ended.endOfDay(), CELLS)).isTrue();
        assertThat(ended.result(1).row(ResultColumn.SURFACE_SD)).containsOnly(Float.NaN);
        assertThat(ended.result(1).row(ResultColumn.SURFACE_MEAN))
                .isEqualTo(ended.result(1).row(ResultColumn.SURFACE_OPEN_LOOP));
        for (int quality : ended.result(1).quality()) {
            assertThat(quality & QualityFlags.WITHOUT_FILTER).isNotZero();
        }
    }

    /** What a roll-back promises: the state of its day stays, and from there on the old version makes of it what it makes of any. */
    @Test
    void aVersionThatComesBackUnderANewNumberGoesOnWithTheBytesOfTheOldOne() {
        TileParameters copy = model(3, ANCHOR_DAY, 0.4);
        IntFunction<DayNumbers> numbers = version -> version == 2 ? OPEN_LOOP.apply(version) : FILTER.apply(version);
        float[] end = compute(numbers, planned(ANCHOR_DAY - 1, FIRST, SECOND)).endOfDay();
        float[] old = end.clone();
        float[] back = end.clone();
        for (int day = 0; day < 30; day++) {
            var input = new KeptDay(day(ANCHOR_DAY + day, 1), 0);
            DayStep.ComputedDay never = compute(numbers, new PlannedDay(input, day == 0 ? SECOND : FIRST, FIRST, old));
            DayStep.ComputedDay rolled = compute(numbers, new PlannedDay(input, day == 0 ? SECOND : copy, copy, back));
            assertThat(rolled.endOfDay()).as("state at the end of day " + day).isEqualTo(never.endOfDay());
            assertThat(rolled.result(1).values())
                    .as("results of day " + day)
                    .isEqualTo(never.result(1).values());
            assertThat(rolled.result(1).modelVersion()).isEqualTo(3);
            old = never.endOfDay();
            back = rolled.endOfDay();
        }
    }
}
