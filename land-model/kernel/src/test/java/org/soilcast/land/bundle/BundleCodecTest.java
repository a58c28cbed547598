package org.soilcast.land.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.soilcast.land.bundle.BundleBytes.FIRST;
import static org.soilcast.land.bundle.BundleBytes.MANIFEST_AT;
import static org.soilcast.land.bundle.BundleBytes.manifestOf;
import static org.soilcast.land.bundle.BundleBytes.refused;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.land.network.Networks;

class BundleCodecTest {
    @Test
    void aFirstBundleComesBackByteForByte() {
        byte[] bytes = BundleCodec.encode(FIRST);
        ParameterBundle read = accepted(bytes);
        assertThat(BundleCodec.encode(read)).containsExactly(bytes);
        assertThat(read.manifest()).isEqualTo(FIRST.manifest());
        assertThat(read.scaling().names()).isEqualTo(Networks.NAMES);
        assertThat(read.weights().tensors())
                .usingRecursiveComparison()
                .isEqualTo(FIRST.weights().tensors());
    }

    @Test
    void aTrainedAndSignedBundleComesBackByteForByte() {
        ParameterBundle bundle = trained();
        byte[] bytes = BundleCodec.encode(bundle);
        ParameterBundle read = accepted(bytes);
        assertThat(BundleCodec.encode(read)).containsExactly(bytes);
        assertThat(read.manifest()).isEqualTo(bundle.manifest());
        assertThat(read.weights().shape()).isEqualTo(bundle.weights().shape());
        assertThat(read.signature()).containsExactly(bundle.signature());
        assertThat(BundleCodec.signedBytes(read))
                .containsExactly(manifestOf(bytes).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theUntrainedBundleHasTheSameBytesEverywhere() throws Exception {
        InputScaling scaling = new InputScaling(List.of("sand_percent"), new float[] {40}, new float[] {20});
        byte[] bytes = BundleCodec.encode(ParameterBundle.untrained(scaling, Networks.manifest()));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .isEqualTo("b461209831c6563ca85a3b08ec519cf14e56ad1e09fbf9f81bee466e642cdc2a");
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102})
    void everyFlippedBitIsRefused(long seed) {
        byte[] bytes = BundleCodec.encode(seed == 101 ? FIRST : trained());
        Random random = new Random(seed);
        for (int trial = 0; trial < 500; trial++) {
            // Half of the flips in header and manifest, where they could mean something.
            int where = random.nextInt(trial % 2 == 0 ? bytes.length : MANIFEST_AT + 2000);
            byte[] damaged = bytes.clone();
            damaged[where] ^= (byte) (1 << random.nextInt(8));
            assertThat(BundleCodec.decode(damaged))
                    .as("seed %d, trial %d, byte %d", seed, trial, where)
                    .isInstanceOf(Decoded.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {111, 112})
    void everyTruncationOrExtensionIsRefused(long seed) {
        byte[] bytes = BundleCodec.encode(seed == 111 ? FIRST : trained());
        Random random = new Random(seed);
        for (int trial = 0; trial < 500; trial++) {
            int length = trial < 100 ? trial : random.nextInt(bytes.length);
            assertThat(BundleCodec.decode(Arrays.copyOf(bytes, length)))
                    .as("seed %d, trial %d, length %d", seed, trial, length)
                    .isInstanceOf(Decoded.Refused.class);
        }
        assertThat(refused(Arrays.copyOf(bytes, bytes.length + 1))).contains("truncated or extended");
    }

    @Test
    void refusesAnotherMagicWrongLengthsAndTooManyBytes() {
        byte[] magic = BundleCodec.encode(FIRST);
        magic[3] = '2';
        assertThat(refused(magic)).contains("SCB1");
        byte[] negative = BundleCodec.encode(FIRST);
        negative[7] = -1;
        assertThat(refused(negative)).contains("length is beyond");
        assertThat(refused(new byte[BundleCodec.MOST_BYTES + 1])).contains("at most");
        assertThat(refused(new byte[0])).contains("truncated");
    }

    @Test
    void aBundleTooLongForTheTopicIsNotWritten() {
        NetworkShape shape = new NetworkShape(Networks.NAMES.size(), List.of(1024, 1024), 4);
        ParameterBundle large =
                new ParameterBundle(Networks.manifest(), Networks.scaling(), NetworkWeights.untrained(shape));
        assertThatThrownBy(() -> BundleCodec.encode(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most");
    }

    private static ParameterBundle trained() {
        BundleManifest manifest = new BundleManifest(
                7,
                OptionalInt.of(3),
                Instant.parse("2026-11-21T09:00:00.123456789Z"),
                LocalDate.parse("2016-04-01"),
                Optional.of(new BundleManifest.Training(
                        LocalDate.parse("2015-04-01"),
                        LocalDate.parse("2016-03-31"),
                        Optional.of(LearnedCells.of("twin", List.of("c"))))),
                new TreeMap<>(Map.of("archive", "0f".repeat(32))),
                new TreeMap<>(Map.of(
                        "challenger",
                        new TreeMap<>(Map.of("rmse_m3_per_m3", 2.0E-3, "r", 1.1E23, "kge", 5.6843418860808015E-14)))),
                new TreeMap<>(Map.of(0, "01".repeat(32))));
        NetworkShape shape = new NetworkShape(Networks.NAMES.size(), List.of(16, 8), 3);
        byte[] signature = new byte[64];
        new Random(5).nextBytes(signature);
        return new ParameterBundle(manifest, Networks.scaling(), Networks.trained(9, shape)).withSignature(signature);
    }

    private static ParameterBundle accepted(byte[] bytes) {
        Decoded decoded = BundleCodec.decode(bytes);
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted) decoded).bundle();
    }
}
