package org.soilcast.inference.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.soilcast.inference.operators.LandOperatorScene.CELLS;
import static org.soilcast.inference.operators.LandOperatorScene.day;
import static org.soilcast.inference.operators.LandOperatorScene.model;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.inference.tile.TilePlanner.PlannedDay;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.WaterBalance;
import org.soilcast.land.state.SixteenBits;

class DayStepTest {
    private static final long ANCHOR_DAY = 16_527;
    private static final TileParameters FIRST = model(1, 0, 0.4);
    private static final TileParameters SECOND = model(2, 0, 0.7);

    private static PlannedDay planned(long epochDay, TileParameters before, TileParameters model) {
        float[] states = before.startState().clone();
        for (int i = 0; i < states.length; i++) {
            states[i] += 0.1234f * (1 + i);
        }
        return new PlannedDay(new KeptDay(day(epochDay, 1), 0), before, model, states);
    }

    @Test
    void theWaterBalanceOfADayClosesWithWhatWasBooked() {
        for (PlannedDay plan : List.of(
                planned(ANCHOR_DAY - 1, FIRST, FIRST),
                planned(ANCHOR_DAY, FIRST, FIRST),
                planned(ANCHOR_DAY - 1, FIRST, SECOND),
                planned(ANCHOR_DAY, FIRST, SECOND))) {
            DayStep.ComputedDay computed = DayStep.tileByTile().compute(plan);
            float[] fluxes = new float[Flux.values().length * CELLS];
            float[] drivers = computed.values().drivers();
            new LandKernel(Lanes.SCALAR)
                    .step(computed.startOfDay().clone(), plan.model().parameters(), drivers, fluxes, CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                double gainMm = WaterBalance.storageMm(computed.endOfDay(), CELLS, cell)
                        - WaterBalance.storageMm(plan.startOfDay(), CELLS, cell);
                assertThat(gainMm - computed.incrementMm()[cell])
                        .as("storage gained by weather, cell %d of %s", cell, plan)
                        .isCloseTo(WaterBalance.gainMm(drivers, fluxes, CELLS, cell), within(2e-4));
            }
        }
    }

    @Test
    void statesAreRoundedWhereTheTileCanGoBackToAndNowhereElse() {
        float[] end =
                DayStep.tileByTile().compute(planned(ANCHOR_DAY, FIRST, FIRST)).endOfDay();
        assertThat(Anchor.of(1, end).floats()).isEqualTo(end);
        DayStep.ComputedDay between = DayStep.tileByTile().compute(planned(ANCHOR_DAY - 1, FIRST, FIRST));
        assertThat(between.endOfDay()[0]).isNotEqualTo(SixteenBits.rounded(between.endOfDay()[0]));
        assertThat(between.incrementMm()).containsOnly(0);
    }

    @Test
    void manyTilesAtOnceHaveTheBitsOfEachAlone() {
        List<PlannedDay> plans = List.of(
                planned(ANCHOR_DAY, FIRST, SECOND),
                planned(ANCHOR_DAY + 3, SECOND, SECOND),
                planned(ANCHOR_DAY, FIRST, FIRST));
        try (DayStep atOnce = DayStep.atOnce(new LandKernel(Lanes.SCALAR));
                DayStep alone = DayStep.tileByTile()) {
            List<DayStep.ComputedDay> computed = atOnce.compute(plans);
            for (int i = 0; i < plans.size(); i++) {
                DayStep.ComputedDay one = alone.compute(plans.get(i));
                assertThat(computed.get(i).endOfDay()).isEqualTo(one.endOfDay());
                assertThat(computed.get(i).incrementMm()).isEqualTo(one.incrementMm());
            }
        }
    }
}
