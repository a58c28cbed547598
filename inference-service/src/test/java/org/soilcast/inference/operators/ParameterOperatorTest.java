package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.soilcast.inference.operators.SignedBundles.FIRST_DAY;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

class ParameterOperatorTest {
    private static final int CELLS = 2;
    private static final String TRUE_DIGEST = "0a".repeat(32);
    private static final String FALSE_DIGEST = "0b".repeat(32);
    private static final BundleInput FIRST = SignedBundles.input(1, Map.of(0, TRUE_DIGEST));
    private static final BundleInput SECOND = SignedBundles.input(2, Map.of(0, TRUE_DIGEST));

    private static KeyedTwoInputStreamOperatorTestHarness<Integer, TileModelInput, BundleInput, TileParameters>
            harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new ParameterOperator(), List.of(ParameterOperator.BUNDLES)),
                TileModelInput::tile,
                bundle -> 0,
                Types.INT);
    }

    private static TileModelInput model(int tile, int version, String sha256, float sandPercent) {
        long effectiveFrom = FIRST_DAY.toEpochDay() + 20L * (version - 1);
        return model(tile, version, sha256, sandPercent, effectiveFrom);
    }

    private static TileModelInput model(int tile, int version, String sha256, float sandPercent, long effectiveFrom) {
        var inputs = new float[SignedBundles.INPUTS.size() * CELLS];
        Arrays.fill(inputs, 0, CELLS, sandPercent);
        Arrays.fill(inputs, CELLS, 2 * CELLS, 20);
        String[] names = SignedBundles.INPUTS.toArray(String[]::new);
        var states = new float[State.values().length * CELLS];
        return new TileModelInput(
                42, sha256, tile, version, effectiveFrom, false, names, inputs, states, new long[0], 0, new short[0]);
    }

    @Test
    void bundleAndTileModelMeetInEitherOrder() throws Exception {
        try (var modelFirst = harness();
                var bundleFirst = harness()) {
            modelFirst.open();
            bundleFirst.open();
            modelFirst.processElement1(model(0, 1, TRUE_DIGEST, 40), 0);
            assertThat(modelFirst.extractOutputValues()).isEmpty();
            modelFirst.processElement2(FIRST, 0);
            bundleFirst.processElement2(FIRST, 0);
            bundleFirst.processElement1(model(0, 1, TRUE_DIGEST, 40), 0);

            TileParameters one = only(modelFirst);
            TileParameters other = only(bundleFirst);
            assertThat(one.parameters())
                    .hasSize(Parameter.values().length * CELLS)
                    .isEqualTo(other.parameters());
            assertThat(one.effectiveFromEpochDay()).isEqualTo(FIRST_DAY.toEpochDay());
        }
    }

    @Test
    void aFalseTileModelIsRefusedAndTheTrueOneTakenInWhateverOrderTheyCome() throws Exception {
        TileModelInput meant = model(0, 1, TRUE_DIGEST, 40);
        TileModelInput forged = model(0, 1, FALSE_DIGEST, 80);
        for (List<Object> order : List.<List<Object>>of(
                List.of(meant, forged, FIRST), List.of(forged, meant, FIRST), List.of(FIRST, meant, forged))) {
            try (var harness = harness()) {
                harness.open();
                for (Object input : order) {
                    process(harness, input);
                }
                assertThat(harness.extractOutputValues().get(0).isRefused()).isFalse();
                assertThat(harness.extractOutputValues().stream().filter(taken -> !taken.isRefused()))
                        .hasSize(1);
                RejectedInput rejected = harness.getSideOutput(ParameterOperator.REJECTED)
                        .element()
                        .getValue();
                assertThat(rejected.reason()).isEqualTo("tile-model-digest");
                assertThat(rejected.topic()).isEqualTo("soilcast.tile-models.v1");
                assertThat(rejected.offset()).isEqualTo(42);
                assertThat(rejected.detail()).contains(TRUE_DIGEST).contains(FALSE_DIGEST);
            }
        }
    }

    @Test
    void theTileHearsThatItsTileModelWasRefused() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(model(0, 1, FALSE_DIGEST, 80), 0);
            harness.processElement2(FIRST, 0);
            assertThat(only(harness).isRefused()).isTrue();
            assertThat(only(harness).version()).isEqualTo(1);
            harness.processElement1(model(7, 1, TRUE_DIGEST, 40), 0);
            assertThat(harness.extractOutputValues())
                    .as("no word to a tile that the bundle does not know")
                    .hasSize(1);
            assertThat(harness.getSideOutput(ParameterOperator.REJECTED)).hasSize(2);
        }
    }

    @Test
    void aTileModelThatBeginsOnAnotherDateThanItsBundleIsRefused() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(SECOND, 0);
            harness.processElement1(model(0, 2, TRUE_DIGEST, 40, FIRST_DAY.toEpochDay()), 0);
            assertThat(only(harness).isRefused()).isTrue();
            assertThat(harness.getSideOutput(ParameterOperator.REJECTED)
                            .element()
                            .getValue()
                            .reason())
                    .isEqualTo("tile-model-effective-from");
        }
    }

    @Test
    void tileModelsWhoseBundleNeverCameDoNotWaitForEver() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(model(0, 1, FALSE_DIGEST, 80), 0);
            harness.processElement1(model(0, 2, TRUE_DIGEST, 40), 0);
            harness.processElement2(SECOND, 0);
            assertThat(only(harness).isRefused()).isFalse();
            assertThat(harness.getSideOutput(ParameterOperator.REJECTED)
                            .element()
                            .getValue()
                            .reason())
                    .isEqualTo("tile-model-without-bundle");
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "states", "inputs", "infinite", "keys", "climatology"})
    void aSignedTileModelThatCannotBeComputedWithIsRefusedAndTheJobGoesOn(String fault) throws Exception {
        TileModelInput good = model(0, 1, TRUE_DIGEST, 40);
        float[] inputs = good.inputs().clone();
        float[] states = good.startState().clone();
        long[] keys = good.cellKeys();
        short[] climatology = good.climatology();
        switch (fault) {
            case "state" -> states[3] = Float.NaN;
            case "states" -> states = new float[5];
            case "keys" -> keys = new long[CELLS + 1];
            case "climatology" -> climatology = new short[91];
            case "inputs" -> inputs = new float[3];
            default -> inputs[1] = Float.NEGATIVE_INFINITY;
        }
        var bad = new TileModelInput(
                42,
                TRUE_DIGEST,
                0,
                1,
                good.effectiveFromEpochDay(),
                false,
                good.inputNames(),
                inputs,
                states,
                keys,
                3,
                climatology);
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(bad, 0);
            harness.processElement2(FIRST, 0);
            harness.processElement1(bad, 0);
            assertThat(harness.extractOutputValues())
                    .extracting(TileParameters::isRefused)
                    .containsExactly(true, true);
            assertThat(harness.getSideOutput(ParameterOperator.REJECTED))
                    .extracting(record -> record.getValue().reason())
                    .containsExactly("tile-model-malformed", "tile-model-malformed");
        }
    }

    @Test
    void networksOfOlderBundlesAreClosedAndOpenedAgainWhenNeeded() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (int version = 1; version <= 4; version++) {
                harness.processElement2(SignedBundles.input(version, Map.of(0, TRUE_DIGEST)), 0);
                harness.processElement1(model(0, version, TRUE_DIGEST, 40), 0);
            }
            harness.processElement1(model(0, 1, TRUE_DIGEST, 40), 0);
            List<TileParameters> found = harness.extractOutputValues();
            assertThat(found).extracting(TileParameters::version).containsExactly(1, 2, 3, 4, 1);
            assertThat(found.get(4).parameters()).isEqualTo(found.get(0).parameters());
        }
    }

    @Test
    void whatWaitsAndWhatIsInForceOutlivesARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(FIRST, 0);
            harness.processElement1(model(0, 2, FALSE_DIGEST, 80), 0);
            harness.processElement1(model(0, 2, TRUE_DIGEST, 40), 0);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement1(model(0, 1, TRUE_DIGEST, 40), 0);
            harness.processElement2(SECOND, 0);
            assertThat(harness.extractOutputValues())
                    .extracting(TileParameters::version, TileParameters::isRefused)
                    .containsExactly(tuple(1, false), tuple(2, false));
        }
    }

    private static void process(
            KeyedTwoInputStreamOperatorTestHarness<Integer, TileModelInput, BundleInput, TileParameters> harness,
            Object input)
            throws Exception {
        if (input instanceof BundleInput bundle) {
            harness.processElement2(bundle, 0);
        } else {
            harness.processElement1((TileModelInput) input, 0);
        }
    }

    private static TileParameters only(
            KeyedTwoInputStreamOperatorTestHarness<Integer, TileModelInput, BundleInput, TileParameters> harness) {
        assertThat(harness.extractOutputValues()).hasSize(1);
        return harness.extractOutputValues().get(0);
    }
}
