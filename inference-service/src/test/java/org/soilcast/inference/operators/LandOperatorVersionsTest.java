package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.inference.operators.LandOperatorScene.CELLS;
import static org.soilcast.inference.operators.LandOperatorScene.FIRST_DAY;
import static org.soilcast.inference.operators.LandOperatorScene.assertSame;
import static org.soilcast.inference.operators.LandOperatorScene.harness;
import static org.soilcast.inference.operators.LandOperatorScene.latest;
import static org.soilcast.inference.operators.LandOperatorScene.model;
import static org.soilcast.inference.operators.LandOperatorScene.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.schemas.ResultColumn;

class LandOperatorVersionsTest {
    private static final long CHANGE = FIRST_DAY + 20;

    /** A day that requires version 2 from {@link #CHANGE} on. */
    private static TileDayInput day(long epochDay, int revision) {
        TileDayInput day = LandOperatorScene.day(epochDay, revision);
        return epochDay < CHANGE ? day : day.requiring(2, CHANGE);
    }

    @Test
    void aLaterVersionTakesOverTheStateOnItsDate() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 30; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            assertThat(harness.extractOutputValues())
                    .as("days from the change on wait for version 2")
                    .hasSize(20);
            harness.processElement2(model(2, CHANGE, 0.6), 0);
            List<TileResult> results = harness.extractOutputValues();
            assertThat(results).hasSize(30);
            assertThat(results.get(19).modelVersion()).isEqualTo(1);
            assertThat(results.get(20).modelVersion()).isEqualTo(2);
            for (int cell = 0; cell < CELLS; cell++) {
                assertThat(results.get(20).row(ResultColumn.INCREMENT)[cell])
                        .as("larger pores, as full as the smaller ones were")
                        .isGreaterThan(1);
            }
        }
    }

    @Test
    void theSameParametersUnderAnotherVersionChangeNothing() throws Exception {
        Map<Long, TileResult> alone = latest(replay(40, i -> List.of(LandOperatorScene.day(FIRST_DAY + i, 1))));
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(2, CHANGE, 0.4), 0);
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 40; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            latest(harness.extractOutputValues()).forEach((epochDay, result) -> {
                assertThat(result.row(ResultColumn.SURFACE_OPEN_LOOP))
                        .isEqualTo(alone.get(epochDay).row(ResultColumn.SURFACE_OPEN_LOOP));
                assertThat(result.row(ResultColumn.INCREMENT))
                        .isEqualTo(alone.get(epochDay).row(ResultColumn.INCREMENT));
            });
        }
    }

    @Test
    void itMakesNoDifferenceWhenAVersionComesOrThatLateInputGoesBackBeforeIt() throws Exception {
        var results = new ArrayList<Map<Long, TileResult>>();
        for (int arrival : new int[] {0, 19, 25, 38}) {
            try (var harness = harness()) {
                harness.open();
                harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
                for (int i = 0; i < 40; i++) {
                    if (i == arrival) {
                        harness.processElement2(model(2, CHANGE, 0.6), 0);
                    }
                    harness.processElement1(day(FIRST_DAY + i, 1), 0);
                    if (i == 30) {
                        harness.processElement1(day(FIRST_DAY + 17, 2), 0);
                    }
                }
                results.add(latest(harness.extractOutputValues()));
            }
        }
        assertThat(results.get(0)).hasSize(40);
        for (Map<Long, TileResult> other : results) {
            assertSame(results.get(0), other, "another moment");
        }
    }

    @Test
    void aTileWhoseTileModelWasRefusedGoesOnWithTheVersionItHas() throws Exception {
        Map<Long, TileResult> alone = latest(replay(34, i -> List.of(LandOperatorScene.day(FIRST_DAY + i, 1))));
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 34; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            assertThat(harness.extractOutputValues()).as("days that wait").hasSize(20);
            harness.processElement2(TileParameters.refused(0, 2, CHANGE), 0);
            assertSame(alone, latest(harness.extractOutputValues()), "version 2 refused");
            harness.processElement2(model(2, CHANGE, 0.6), 0);
            assertThat(latest(harness.extractOutputValues()).values())
                    .filteredOn(result -> result.epochDay() >= CHANGE)
                    .as("the true one comes after all")
                    .extracting(TileResult::modelVersion)
                    .containsOnly(2);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement2(TileParameters.refused(0, 2, CHANGE), 0);
            harness.processElement1(day(FIRST_DAY + 34, 1), 0);
            assertThat(harness.extractOutputValues())
                    .as("a refusal after it changes nothing")
                    .extracting(TileResult::modelVersion)
                    .containsExactly(2);
        }
    }

    @Test
    void aVersionThatComesTooLongAfterItsRefusalIsRejected() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            harness.processElement2(TileParameters.refused(0, 2, CHANGE), 0);
            for (int i = 0; i < 60; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            harness.processElement2(model(2, CHANGE, 0.6), 0);
            assertThat(harness.getSideOutput(LandOperator.REJECTED))
                    .extracting(record -> record.getValue().reason())
                    .containsExactly("tile-model-too-late");
            harness.processElement1(day(FIRST_DAY + 60, 1), 0);
            assertThat(latest(harness.extractOutputValues()).get(FIRST_DAY + 60).modelVersion())
                    .isEqualTo(1);
        }
    }

    @Test
    void aTileWhoseFirstModelWasRefusedStartsWithTheNextOnItsDate() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(TileParameters.refused(0, 1, FIRST_DAY), 0);
            for (int i = 0; i < 25; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            harness.processElement2(model(2, CHANGE, 0.6), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(TileResult::epochDay)
                    .containsExactly(CHANGE, CHANGE + 1, CHANGE + 2, CHANGE + 3, CHANGE + 4);
        }
    }

    @Test
    void aModelOfAnotherNumberOfCellsIsRefused() throws Exception {
        TileParameters small = model(2, CHANGE, 0.6);
        var other = TileParameters.openLoop(
                0,
                2,
                CHANGE,
                false,
                new float[small.parameters().length / CELLS],
                new float[small.startState().length / CELLS]);
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            harness.processElement2(other, 0);
            for (int i = 0; i < 25; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            assertThat(harness.extractOutputValues())
                    .hasSize(25)
                    .extracting(TileResult::modelVersion)
                    .containsOnly(1);
            assertThat(harness.getSideOutput(LandOperator.REJECTED))
                    .extracting(record -> record.getValue().reason())
                    .containsExactly("tile-model-cells");
        }
    }
}
