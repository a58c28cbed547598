package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.inference.operators.SignedBundles.KEYS;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.soilcast.inference.operators.SignedBundles.Part;
import org.soilcast.inference.tile.RejectedInput;

class BundleGateTest {
    private static final Map<Integer, String> TILES_1 = Map.of(0, "01".repeat(32), 1, "02".repeat(32));
    private static final Map<Integer, String> TILES_2 = Map.of(0, "03".repeat(32), 1, "04".repeat(32));
    private static final BundleInput FIRST = SignedBundles.input(1, TILES_1);
    private static final BundleInput SECOND = SignedBundles.input(2, TILES_2);
    private static final BundleInput THIRD = SignedBundles.input(3, TILES_1);
    private static final KeyPair OTHER_KEYS = SignedBundles.keys();

    private static OneInputStreamOperatorTestHarness<BundleInput, BundleInput> harness() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new BundleGate(KEYS.getPublic())));
    }

    @Test
    void bundlesThatFollowEachOtherPassOnceAndUnchanged() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (BundleInput input : List.of(FIRST, FIRST, SECOND, FIRST, SECOND, THIRD)) {
                harness.processElement(input, 0);
            }
            assertPassed(harness, FIRST, SECOND, THIRD);
            assertThat(reasons(harness)).isEmpty();
        }
    }

    @Test
    void aRefusalSaysWhyAndWhere() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(new BundleInput(7, 1, Arrays.copyOf(FIRST.bundle(), 3000)), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            RejectedInput rejected =
                    harness.getSideOutput(BundleGate.REJECTED).element().getValue();
            assertThat(rejected.topic()).isEqualTo("soilcast.model-bundles.v1");
            assertThat(rejected.offset()).isEqualTo(7);
            assertThat(rejected.reason()).isEqualTo("bundle-malformed");
            assertThat(rejected.detail()).contains("truncated");
            assertThat(rejected.excerpt()).hasSize(1024);
        }
    }

    @Test
    void whatIsInForceOutlivesARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(FIRST, 0);
            harness.processElement(SECOND, 0);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement(FIRST, 0);
            harness.processElement(replaced(SECOND, "0303", "0304"), 0);
            harness.processElement(THIRD, 0);
            assertPassed(harness, THIRD);
            assertThat(reasons(harness)).containsExactly("bundle-malformed");
        }
    }

    @Test
    void aThousandTamperingsAreRefusedAndWhatIsInForceStays() throws Exception {
        var kinds = new TreeSet<String>();
        try (var harness = harness()) {
            harness.open();
            harness.processElement(FIRST, 0);
            harness.processElement(SECOND, 0);
            for (long seed = 1; seed <= 1000; seed++) {
                BundleInput tampered = tampered(new Random(seed));
                harness.processElement(tampered, 0);
                assertThat(harness.extractOutputValues())
                        .as("let in, seed %d", seed)
                        .hasSize(2);
                assertThat(harness.getSideOutput(BundleGate.REJECTED))
                        .as("refused, seed %d", seed)
                        .hasSize((int) seed);
            }
            kinds.addAll(reasons(harness));
            harness.processElement(THIRD, 0);
            assertPassed(harness, FIRST, SECOND, THIRD);
        }
        assertThat(kinds)
                .as("each kind of tampering is met by its own check")
                .containsExactly(
                        "bundle-malformed",
                        "bundle-not-newer",
                        "bundle-parent",
                        "bundle-signature",
                        "bundle-tiles",
                        "bundle-unsigned",
                        "bundle-version");
    }

    /** One of the things that could happen to the third bundle on its way, or that one could try instead of it. */
    private static BundleInput tampered(Random random) {
        byte[] third = THIRD.bundle();
        byte[] manifest = SignedBundles.part(third, Part.MANIFEST);
        byte[] tensors = SignedBundles.part(third, Part.TENSORS);
        byte[] signature = SignedBundles.part(third, Part.SIGNATURE);
        byte[] bytes;
        int version = 3;
        switch (random.nextInt(14)) {
            case 0 -> bytes = flipped(third, random);
            case 1 -> bytes = Arrays.copyOf(third, random.nextInt(third.length));
            case 2 -> bytes = Arrays.copyOf(third, third.length + 1 + random.nextInt(100));
            case 3 -> bytes = SignedBundles.sealed(flipped(manifest, random), tensors, signature);
            case 4 -> bytes = SignedBundles.sealed(manifest, flipped(tensors, random), signature);
            case 5 -> bytes = SignedBundles.sealed(manifest, tensors, flipped(signature, random));
            case 6 -> bytes = SignedBundles.sealed(manifest, tensors, new byte[0]);
            case 7 -> bytes = SignedBundles.signed(SignedBundles.unsigned(3, TILES_1), OTHER_KEYS);
            case 8 ->
                bytes = SignedBundles.sealed(manifest, tensors, SignedBundles.part(SECOND.bundle(), Part.SIGNATURE));
            case 9 ->
                bytes = SignedBundles.sealed(SignedBundles.part(SECOND.bundle(), Part.MANIFEST), tensors, signature);
            case 10 -> { // an older version in another form, properly signed
                version = 1 + random.nextInt(2);
                bytes = SignedBundles.signed(
                        SignedBundles.unsigned(version, Map.of(0, digest(random), 1, digest(random))), KEYS);
            }
            case 11 -> { // a proper bundle under the name of another version
                version = 4 + random.nextInt(1000);
                bytes = random.nextBoolean() ? third : FIRST.bundle();
            }
            case 12 -> { // a later one whose parent is not in force, or the third with a tile more or less
                version = 3 + random.nextInt(2);
                bytes = SignedBundles.signed(
                        SignedBundles.unsigned(version, Map.of(random.nextInt(9), digest(random))), KEYS);
            }
            default -> // a file name where a name belongs, sealed again
                bytes = SignedBundles.sealed(
                        text(manifest).replace("archive", "../../etc/x").getBytes(StandardCharsets.UTF_8),
                        tensors,
                        signature);
        }
        return new BundleInput(2, version, bytes);
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static String digest(Random random) {
        return "%02x".formatted(random.nextInt(256)).repeat(32);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static BundleInput replaced(BundleInput input, String there, String instead) {
        String bytes = new String(input.bundle(), StandardCharsets.ISO_8859_1);
        return new BundleInput(
                input.offset(), input.version(), bytes.replace(there, instead).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertPassed(
            OneInputStreamOperatorTestHarness<BundleInput, BundleInput> harness, BundleInput... expected) {
        assertThat(harness.extractOutputValues())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(expected);
    }

    private static List<String> reasons(OneInputStreamOperatorTestHarness<BundleInput, BundleInput> harness) {
        var rejected = harness.getSideOutput(BundleGate.REJECTED);
        return rejected == null
                ? List.of()
                : new ArrayList<>(rejected.stream()
                        .map(record -> record.getValue().reason())
                        .toList());
    }
}
