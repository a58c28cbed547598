package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.inference.operators.LandOperatorScene.FIRST_DAY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.tile.TileStates;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/** The batching operator against {@link LandOperator}: each tile's results, refusals and state, byte for byte. */
class BatchingLandOperatorTest {
    private static final int[] CELLS = {3, 32, 100, 128, 1};
    private static final int DAYS = 45;
    private static final byte[] FILTER = new DayNumbers(Optional.of(FilterNumbers.PLANNED), Optional.empty())
            .into(BundleSections.none())
            .bytes();
    private static final long SECOND_FROM = FIRST_DAY + 30;

    private record Outcome(Map<Integer, List<String>> results, List<String> refused, Map<Integer, byte[]> states) {}

    private static TwoInputStreamOperator<TileDayInput, TileParameters, TileResult> batching(int mostInputs) {
        return new BatchingLandOperator(() -> new LandKernel(Lanes.SCALAR), mostInputs);
    }

    private static TwoInputStreamOperator<TileDayInput, TileParameters, TileResult> oneByOne() {
        return new KeyedCoProcessOperator<>(new LandOperator());
    }

    private static KeyedTwoInputStreamOperatorTestHarness<Integer, TileDayInput, TileParameters, TileResult> harness(
            TwoInputStreamOperator<TileDayInput, TileParameters, TileResult> operator) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                operator, TileDayInput::tile, TileParameters::tile, Types.INT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesTheSameBytesAsTileByTile(long seed) throws Exception {
        List<Record> inputs = inputs(new Random(seed));
        Outcome expected = run(inputs, new Random(0), random -> oneByOne(), 0);
        Outcome found = run(inputs, new Random(seed), random -> batching(1 + random.nextInt(150)), 40);
        assertSame(expected, found, "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void eitherGoesOnFromTheOthersCheckpoint(long seed) throws Exception {
        List<Record> inputs = inputs(new Random(seed));
        Outcome expected = run(inputs, new Random(0), random -> oneByOne(), 0);
        Outcome found = run(
                inputs,
                new Random(seed),
                random -> random.nextBoolean() ? oneByOne() : batching(1 + random.nextInt(99)),
                15);
        assertSame(expected, found, "seed " + seed);
    }

    @Test
    void nothingIsHeldBackLongerThanTheTimer() throws Exception {
        try (var harness = harness(batching(BatchingLandOperator.MOST_INPUTS))) {
            harness.open();
            harness.processElement2(model(0, 1, FIRST_DAY, .4), 5);
            harness.processElement1(day(0, FIRST_DAY, 1), 7);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.setProcessingTime(BatchingLandOperator.LONGEST_WAIT_MS);
            assertThat(harness.extractOutputStreamRecords())
                    .singleElement()
                    .satisfies(record -> assertThat(record.getTimestamp()).isEqualTo(7));
            harness.processElement1(day(0, FIRST_DAY + 1, 1), 8);
            harness.getOperator().finish();
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
    }

    /** Days of all tiles in order of date and mixed, with late changes, repetitions, and days that come too late. */
    private static List<Record> inputs(Random random) {
        Map<Double, Record> order = new TreeMap<>();
        for (int tile = 0; tile < CELLS.length; tile++) {
            order.put(4 * random.nextDouble(), model(tile, 1, FIRST_DAY, .2 + .1 * tile));
            order.put(20 + 30 * random.nextDouble(), model(tile, 2, SECOND_FROM, .7));
            for (int i = 0; i < DAYS; i++) {
                order.put(i + 2 * random.nextDouble(), day(tile, FIRST_DAY + i, 1));
                if (random.nextInt(3) == 0) {
                    order.put(i + 2 + 12 * random.nextDouble(), day(tile, FIRST_DAY + i, 2));
                }
                if (random.nextInt(8) == 0) {
                    order.put(i + 26 + random.nextDouble(), day(tile, FIRST_DAY + i, 3));
                }
            }
        }
        return new ArrayList<>(order.values());
    }

    private interface Operators {
        TwoInputStreamOperator<TileDayInput, TileParameters, TileResult> draw(Random random);
    }

    /** Runs the inputs; from time to time the timers fire, or a checkpoint is taken and another operator goes on from it. */
    private static Outcome run(List<Record> inputs, Random random, Operators operators, int restartEvery)
            throws Exception {
        var outcome = new Outcome(new TreeMap<>(), new ArrayList<>(), new TreeMap<>());
        Optional<OperatorSubtaskState> snapshot = Optional.empty();
        int next = 0;
        while (next < inputs.size()) {
            try (var harness = harness(operators.draw(random))) {
                if (snapshot.isPresent()) {
                    harness.initializeState(snapshot.get());
                }
                harness.open();
                int end = restartEvery == 0
                        ? inputs.size()
                        : Math.min(inputs.size(), next + random.nextInt(4 * restartEvery));
                for (; next < end; next++) {
                    if (inputs.get(next) instanceof TileDayInput day) {
                        harness.processElement1(day, next);
                    } else if (inputs.get(next) instanceof TileParameters model) {
                        harness.processElement2(model, next);
                    }
                    if (random.nextInt(60) == 0) {
                        harness.setProcessingTime(harness.getProcessingTime() + BatchingLandOperator.LONGEST_WAIT_MS);
                    }
                }
                harness.getOperator().prepareSnapshotPreBarrier(next);
                snapshot = Optional.of(harness.snapshot(next, next));
                collect(harness, outcome);
            }
        }
        return outcome;
    }

    private static void collect(
            KeyedTwoInputStreamOperatorTestHarness<Integer, TileDayInput, TileParameters, TileResult> harness,
            Outcome outcome)
            throws Exception {
        harness.extractOutputStreamRecords()
                .forEach(record -> outcome.results
                        .computeIfAbsent(record.getValue().tile(), tile -> new ArrayList<>())
                        .add(record.getTimestamp() + " " + text(record.getValue())));
        var refused = harness.getSideOutput(LandOperator.REJECTED);
        if (refused != null) { // the harness knows a side output from its first record on
            refused.forEach(record -> outcome.refused.add(
                    record.getTimestamp() + " " + record.getValue().detail()));
        }
        KeyedStateBackend<Integer> backend = ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend();
        for (int tile = 0; tile < CELLS.length; tile++) {
            outcome.states.put(tile, TileStates.bytes(backend, tile));
        }
    }

    private static String text(TileResult result) {
        return result.epochDay() + " " + result.modelVersion() + " " + result.revision() + " " + result.issue() + " "
                + Arrays.toString(result.values()) + Arrays.toString(result.quality());
    }

    private static void assertSame(Outcome expected, Outcome found, String because) {
        assertThat(found.results).as(because).isEqualTo(expected.results);
        assertThat(found.refused).as(because).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected.refused);
        assertThat(found.states.keySet()).as(because).isEqualTo(expected.states.keySet());
        expected.states.forEach((tile, bytes) ->
                assertThat(found.states.get(tile)).as(because + " tile " + tile).isEqualTo(bytes));
    }

    private static TileParameters model(int tile, int version, long effectiveFrom, double unit) {
        int cells = CELLS[tile];
        var parameters = new float[Parameter.values().length * cells];
        var start = new float[State.values().length * cells];
        for (int cell = 0; cell < cells; cell++) {
            for (Parameter parameter : Parameter.values()) {
                parameters[parameter.ordinal() * cells + cell] = (float) parameter.fromUnit(unit + .002 * cell);
            }
            start[State.LAYER_1_WATER_MM.ordinal() * cells + cell] = 10;
            start[State.LAYER_2_WATER_MM.ordinal() * cells + cell] = 50;
            start[State.LAYER_3_WATER_MM.ordinal() * cells + cell] = 140;
        }
        TileParameters openLoop =
                TileParameters.openLoop(tile, version, effectiveFrom, version == 2, parameters, start);
        return version == 1 && tile == 0 ? openLoop : openLoop.withNumbers(FILTER);
    }

    private static TileDayInput day(int tile, long epochDay, int revision) {
        int cells = CELLS[tile];
        var random = new Random((epochDay * 31 + revision) * 31 + tile);
        var precipitation = new float[cells];
        var temperature = new float[cells];
        var pet = new float[cells];
        var observed = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            precipitation[cell] = random.nextDouble() < .3 ? 20 * random.nextFloat() : 0;
            temperature[cell] = 5 + 10 * (float) random.nextGaussian();
            pet[cell] = 4 * random.nextFloat();
            observed[cell] = random.nextBoolean() ? .1f + .2f * random.nextFloat() : Float.NaN;
        }
        TileDayInput day =
                TileDayInput.of(tile, epochDay, revision, precipitation, temperature, pet, observed, new int[cells]);
        return epochDay < SECOND_FROM ? day : day.requiring(2, SECOND_FROM);
    }
}
