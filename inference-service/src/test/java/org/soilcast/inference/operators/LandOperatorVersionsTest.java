package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.inference.operators.LandOperatorScene.FIRST_DAY;
import static org.soilcast.inference.operators.LandOperatorScene.VERSION_1;
import static org.soilcast.inference.operators.LandOperatorScene.assertSame;
import static org.soilcast.inference.operators.LandOperatorScene.day;
import static org.soilcast.inference.operators.LandOperatorScene.harness;
import static org.soilcast.inference.operators.LandOperatorScene.latest;
import static org.soilcast.inference.operators.LandOperatorScene.model;
import static org.soilcast.inference.operators.LandOperatorScene.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class LandOperatorVersionsTest {
    @Test
    void aLaterVersionBringsItsParametersAndStateOnItsDate() throws Exception {
        long change = FIRST_DAY + 20;
        var both = List.of(new ModelInForce(1, FIRST_DAY), new ModelInForce(2, change));
        try (var harness = harness(both)) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 30; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            assertThat(harness.extractOutputValues())
                    .as("days from the change on wait for version 2")
                    .hasSize(20);
            harness.processElement2(model(2, change, 0.6), 0);
            assertThat(harness.extractOutputValues()).hasSize(30);
            assertThat(harness.extractOutputValues().get(19).modelVersion()).isEqualTo(1);
            assertThat(harness.extractOutputValues().get(20).modelVersion()).isEqualTo(2);
        }
        try (var alone = harness(List.of(new ModelInForce(2, change)));
                var joined = harness(both)) {
            alone.open();
            joined.open();
            alone.processElement2(model(2, change, 0.6), 0);
            joined.processElement2(model(2, change, 0.6), 0);
            joined.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 40; i++) {
                joined.processElement1(day(FIRST_DAY + i, 1), 0);
                if (i >= 20) {
                    alone.processElement1(day(FIRST_DAY + i, 1), 0);
                }
            }
            Map<Long, TileResult> fromChange = latest(joined.extractOutputValues());
            fromChange.keySet().removeIf(epochDay -> epochDay < change);
            assertSame(latest(alone.extractOutputValues()), fromChange, "state starts anew with version 2");
        }
    }

    @Test
    void aVersionThatComesAfterItsDateRewindsTheTile() throws Exception {
        long change = FIRST_DAY + 25;
        var results = new ArrayList<Map<Long, TileResult>>();
        for (int arrival : new int[] {0, 30, 38}) {
            try (var harness = harness(VERSION_1)) {
                harness.open();
                harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
                for (int i = 0; i < 40; i++) {
                    if (i == arrival) {
                        harness.processElement2(model(2, change, 0.6), 0);
                    }
                    harness.processElement1(day(FIRST_DAY + i, 1), 0);
                }
                results.add(latest(harness.extractOutputValues()));
            }
        }
        assertSame(results.get(0), results.get(1), "five days late");
        assertSame(results.get(0), results.get(2), "13 days late");
    }

    @Test
    void aTileWhoseTileModelWasRefusedGoesOnWithTheVersionItHas() throws Exception {
        long change = FIRST_DAY + 20;
        var both = List.of(new ModelInForce(1, FIRST_DAY), new ModelInForce(2, change));
        Map<Long, TileResult> alone = latest(replay(40, i -> List.of(day(FIRST_DAY + i, 1))));
        OperatorSubtaskState snapshot;
        try (var harness = harness(both)) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 40; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            assertThat(harness.extractOutputValues()).as("days that wait").hasSize(20);
            harness.processElement2(TileParameters.refused(0, 2, change), 0);
            assertSame(alone, latest(harness.extractOutputValues()), "version 2 refused");
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness(both)) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement1(day(FIRST_DAY + 40, 1), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(TileResult::modelVersion)
                    .containsExactly(1);
            harness.processElement2(model(2, FIRST_DAY + 30, 0.6), 0);
            harness.processElement2(TileParameters.refused(0, 2, FIRST_DAY + 30), 0);
            assertThat(harness.extractOutputValues())
                    .as("the true one comes after all")
                    .last()
                    .extracting(TileResult::modelVersion)
                    .isEqualTo(2);
        }
    }

    @Test
    void aVersionThatCameTooLateDoesNotHoldUpTheTileAfterARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(VERSION_1)) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 60; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            harness.processElement2(model(2, FIRST_DAY + 3, 0.6), 0);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness(List.of(new ModelInForce(1, FIRST_DAY), new ModelInForce(2, FIRST_DAY + 3)))) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement1(day(FIRST_DAY + 60, 1), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(TileResult::modelVersion)
                    .containsExactly(1);
        }
    }
}
