package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

class LandOperatorTest {
    private static final int CELLS = 3;
    private static final long FIRST_DAY = 16_526;
    private static final List<ModelInForce> VERSION_1 = List.of(new ModelInForce(1, FIRST_DAY));

    private static KeyedTwoInputStreamOperatorTestHarness<Integer, TileDayInput, TileParameters, TileResult> harness(
            List<ModelInForce> modelsInForce) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new LandOperator(modelsInForce)),
                TileDayInput::tile,
                TileParameters::tile,
                Types.INT);
    }

    private static TileParameters model(int version, long effectiveFrom, double unit) {
        var parameters = new float[Parameter.values().length * CELLS];
        for (Parameter parameter : Parameter.values()) {
            Arrays.fill(parameters, parameter.ordinal() * CELLS, (parameter.ordinal() + 1) * CELLS, (float)
                    parameter.fromUnit(unit));
        }
        var start = new float[State.values().length * CELLS];
        Arrays.fill(start, 0, CELLS, 10f);
        Arrays.fill(start, CELLS, 2 * CELLS, 50f);
        Arrays.fill(start, 2 * CELLS, 3 * CELLS, 140f);
        return new TileParameters(0, version, effectiveFrom, false, parameters, start);
    }

    /** A day whose values follow from its date and revision alone. */
    private static TileDayInput day(long epochDay, int revision) {
        var random = new Random(epochDay * 31 + revision);
        var precipitation = new float[CELLS];
        var temperature = new float[CELLS];
        var pet = new float[CELLS];
        var observed = new float[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            precipitation[cell] = random.nextDouble() < 0.3 ? 20 * random.nextFloat() : 0;
            temperature[cell] = 10 + 10 * (float) random.nextGaussian();
            pet[cell] = 4 * random.nextFloat();
            observed[cell] = random.nextBoolean() ? 0.3f * random.nextFloat() : Float.NaN;
        }
        return new TileDayInput(0, epochDay, revision, precipitation, temperature, pet, observed, new int[CELLS]);
    }

    private static Map<Long, TileResult> latest(List<TileResult> results) {
        var latest = new TreeMap<Long, TileResult>();
        results.forEach(result -> latest.put(result.epochDay(), result));
        return latest;
    }

    private static void assertSame(Map<Long, TileResult> expected, Map<Long, TileResult> actual, String because) {
        assertThat(actual.keySet()).as(because).isEqualTo(expected.keySet());
        expected.forEach((epochDay, result) -> {
            TileResult other = actual.get(epochDay);
            assertThat(other.surfaceOpenLoopM3PerM3())
                    .as(because + ", surface, day " + epochDay)
                    .isEqualTo(result.surfaceOpenLoopM3PerM3());
            assertThat(other.rootZoneOpenLoopM3PerM3())
                    .as(because + ", root zone, day " + epochDay)
                    .isEqualTo(result.rootZoneOpenLoopM3PerM3());
            assertThat(other.revision()).as(because).isEqualTo(result.revision());
            assertThat(other.modelVersion()).as(because).isEqualTo(result.modelVersion());
        });
    }

    @Test
    void computesEachDayOnceInDateOrder() throws Exception {
        try (var harness = harness(VERSION_1)) {
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
                    .allSatisfy(result ->
                            assertThat(result.surfaceOpenLoopM3PerM3()).hasSize(CELLS));
        }
    }

    @Test
    void daysWaitForTheModelInForce() throws Exception {
        try (var harness = harness(VERSION_1)) {
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
        try (var harness = harness(VERSION_1)) {
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
        try (var harness = harness(VERSION_1)) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            harness.processElement1(day(FIRST_DAY, 1), 0);
            harness.processElement1(day(FIRST_DAY, 1), 0);
            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void theLastRecordOfADayCountsWhateverItsRevision() throws Exception {
        try (var harness = harness(VERSION_1)) {
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
        try (var harness = harness(VERSION_1)) {
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
        for (int i = 0; i < days + TileMemory.REWIND_DAYS; i++) {
            late.add(new ArrayList<>());
        }
        for (int i = 0; i < days; i++) {
            late.get(i).add(day(FIRST_DAY + i, 1));
            if (revisions[i] == 2) {
                int at = Math.min(days - 1, i + random.nextInt(TileMemory.REWIND_DAYS));
                late.get(at).add(day(FIRST_DAY + i, 2));
                if (random.nextBoolean()) {
                    late.get(at).add(day(FIRST_DAY + i, 2));
                }
            }
        }
        assertSame(inTime, latest(replay(days, late::get)), "seed " + seed);
    }

    private interface Arrivals {
        List<TileDayInput> on(int i);
    }

    private static List<TileResult> replay(int days, Arrivals arrivals) throws Exception {
        try (var harness = harness(VERSION_1)) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < days; i++) {
                for (TileDayInput day : arrivals.on(i)) {
                    harness.processElement1(day, 0);
                }
            }
            return harness.extractOutputValues();
        }
    }

    @Test
    void goesOnFromASnapshotAsIfNothingHadHappened() throws Exception {
        Map<Long, TileResult> undisturbed = latest(replay(50, i -> List.of(day(FIRST_DAY + i, 1))));
        var results = new ArrayList<TileResult>();
        OperatorSubtaskState snapshot;
        try (var harness = harness(VERSION_1)) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 30; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            snapshot = harness.snapshot(1, 1);
            results.addAll(harness.extractOutputValues());
            harness.processElement1(day(FIRST_DAY + 30, 2), 0); // after the snapshot: must leave no trace
        }
        try (var harness = harness(VERSION_1)) {
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
    void whatCanNoLongerBeComputedAgainIsRejected() throws Exception {
        try (var harness = harness(VERSION_1)) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 60; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            harness.processElement1(day(FIRST_DAY + 2, 2), 0);
            harness.processElement2(model(2, FIRST_DAY + 3, 0.6), 0);
            assertThat(harness.getSideOutput(LandOperator.REJECTED))
                    .extracting(record -> record.getValue().reason())
                    .containsExactly("tile-day-too-late", "tile-model-too-late");
            assertThat(harness.extractOutputValues()).hasSize(60);
        }
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

    @Test
    void memoryStaysBounded() throws Exception {
        try (var harness = harness(VERSION_1)) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            var sizes = new ArrayList<Long>();
            for (int i = 0; i < 400; i++) {
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
                if (i >= 100 && i % 7 == 0) {
                    sizes.add(harness.snapshot(i, i).getStateSize());
                }
            }
            assertThat(Collections.max(sizes)).isEqualTo(Collections.min(sizes));
        }
    }
}
