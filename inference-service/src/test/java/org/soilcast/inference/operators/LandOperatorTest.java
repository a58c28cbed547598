package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.inference.operators.LandOperatorScene.CELLS;
import static org.soilcast.inference.operators.LandOperatorScene.FIRST_DAY;
import static org.soilcast.inference.operators.LandOperatorScene.assertSame;
import static org.soilcast.inference.operators.LandOperatorScene.day;
import static org.soilcast.inference.operators.LandOperatorScene.harness;
import static org.soilcast.inference.operators.LandOperatorScene.latest;
import static org.soilcast.inference.operators.LandOperatorScene.model;
import static org.soilcast.inference.operators.LandOperatorScene.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.schemas.LateWindow;
import org.soilcast.schemas.ResultColumn;

class LandOperatorTest {
    @Test
    void computesEachDayOnceInDateOrder() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 40; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            assertThat(harness.extractOutputValues())
                    .extracting(TileResult::epochDay)
                    .isEqualTo(java.util.stream.LongStream.range(FIRST_DAY, FIRST_DAY + 40)
                            .boxed()
                            .toList());
            assertThat(harness.extractOutputValues())
                    .extracting(TileResult::issue)
                    .containsOnly(1);
            assertThat(harness.extractOutputValues())
                    .allSatisfy(result -> assertThat(result.row(ResultColumn.SURFACE_OPEN_LOOP))
                            .hasSize(CELLS));
        }
    }

    @Test
    void daysWaitForTheFirstModel() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(day(FIRST_DAY, 1), 0);
            harness.processElement1(day(FIRST_DAY + 1, 1), 0);
            assertThat(harness.extractOutputValues()).isEmpty();

            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void aDayWaitsForTheDaysBeforeIt() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            harness.processElement1(day(FIRST_DAY + 1, 1), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processElement1(day(FIRST_DAY, 1), 0);
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void theSameDayAgainChangesNothing() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            harness.processElement1(day(FIRST_DAY, 1), 0);
            harness.processElement1(day(FIRST_DAY, 1), 0);
            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void theLastRecordOfADayCountsWhateverItsRevision() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            harness.processElement1(day(FIRST_DAY, 2), 0);
            harness.processElement1(day(FIRST_DAY, 1), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(TileResult::revision)
                    .containsExactly(2, 1);
        }
    }

    @Test
    void aChangedDayIsComputedAgainWithAllLaterOnes() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 20; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            harness.processElement1(day(FIRST_DAY + 15, 2), 0);
            List<TileResult> again = harness.extractOutputValues().subList(20, 25);
            assertThat(harness.extractOutputValues()).hasSize(25);
            assertThat(again).extracting(TileResult::issue).containsOnly(2);
            assertThat(again.get(0).revision()).isEqualTo(2);
            assertThat(again.get(1).revision()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void lateInputEndsAsIfItHadComeInTime(long seed) throws Exception {
        int days = 60;
        var random = new Random(seed);
        var revisions = new int[days];
        for (int i = 0; i < days; i++) {
            revisions[i] = random.nextInt(3) == 0 ? 2 : 1;
        }
        Map<Long, TileResult> inTime = latest(replay(days, i -> List.of(day(FIRST_DAY + i, revisions[i]))));
        var late = new ArrayList<List<TileDayInput>>();
        for (int i = 0; i < days + LateWindow.DAYS; i++) {
            late.add(new ArrayList<>());
        }
        for (int i = 0; i < days; i++) {
            late.get(i).add(day(FIRST_DAY + i, 1));
            if (revisions[i] == 2) {
                int at = Math.min(days - 1, i + random.nextInt(LateWindow.DAYS));
                late.get(at).add(day(FIRST_DAY + i, 2));
                if (random.nextBoolean()) {
                    late.get(at).add(day(FIRST_DAY + i, 2));
                }
            }
        }
        assertSame(inTime, latest(replay(days, late::get)), "seed " + seed);
    }

    @Test
    void goesOnFromASnapshotAsIfNothingHadHappened() throws Exception {
        Map<Long, TileResult> undisturbed = latest(replay(50, i -> List.of(day(FIRST_DAY + i, 1))));
        var results = new ArrayList<TileResult>();
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 30; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            snapshot = harness.snapshot(1, 1);
            results.addAll(harness.extractOutputValues());
            harness.processElement1(day(FIRST_DAY + 30, 2), 0); // after the snapshot: must leave no trace
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            for (int i = 30; i < 50; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            results.addAll(harness.extractOutputValues());
        }
        assertSame(undisturbed, latest(results), "restored");
    }

    @Test
    void whatCanNoLongerBeComputedAgainIsRejected() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 60; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            harness.processElement1(day(FIRST_DAY + 2, 2), 0);
            assertThat(harness.getSideOutput(LandOperator.REJECTED))
                    .extracting(record -> record.getValue().reason())
                    .containsExactly("tile-day-too-late");
            assertThat(harness.extractOutputValues()).hasSize(60);
        }
    }

    @Test
    void memoryStaysBounded() throws Exception {
        byte[] values = day(FIRST_DAY, 1).values(); // other values may pack better or worse
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            var sizes = new ArrayList<Long>();
            int elevenYears = 11 * 365; // of ten the weather is kept
            for (int i = 0; i < elevenYears; i++) {
                harness.processElement1(
                        new TileDayInput(
                                TileDayInput.Kind.DAY, 0, FIRST_DAY + i, 1, 1, TileDayInput.FROM_THE_FIRST_DAY, values),
                        0);
                if (i >= elevenYears - 200 && i % 7 == 0) {
                    sizes.add(harness.snapshot(i, i).getStateSize());
                }
            }
            assertThat(Collections.max(sizes)).isEqualTo(Collections.min(sizes));
        }
    }

    @Test
    void manyDaysWaitForTheirModelAndNoneIsLost() throws Exception {
        int days = Backpressure.MOST_WAITING_DAYS + 20;
        try (var harness = harness()) {
            harness.open();
            for (int i = 0; i < days; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            assertThat(harness.extractOutputValues()).hasSize(days);
        }
    }
}
