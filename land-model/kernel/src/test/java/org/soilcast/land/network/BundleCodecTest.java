package org.soilcast.land.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleCodecTest {
    private static final int MANIFEST_AT = 48;
    private static final ParameterBundle FIRST = ParameterBundle.untrained(Networks.scaling(), Networks.manifest());

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

    /** Damage that a thorough forger would seal again: the container's digest matches, the content does not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "version":1                 | "version":0                 | version of at least 1
            "version":1                 | "version":1.5               | expected a 32-bit integer
            "version":1                 | "version":99999999999       | expected a 32-bit integer
            "parent":null               | "parent":7                  | cannot descend
            "version":1                 | "version":1,"run":"rm"      | unknown keys [run]
            "version":1                 | "version":1,"version":1     | Duplicate field
            "members":1,                | ''                          | key members is missing
            "version":1                 | "version": 1                | canonical
            2026-11-21T09:00:00Z        | 2026-11-21T09:00:00.000Z    | canonical
            2026-11-21T09:00:00Z        | yesterday                   | could not be parsed
            "effectiveFrom":"2015-04-01"| "effectiveFrom":"2015-02-30"| could not be parsed
            "training":[]               | "training":["2015-04-01"]   | two dates or none
            "training":[]               | "training":{}               | expected an array
            "skill":{}                  | "skill":{"a":{"b":1e999}}   | skill
            "skill":{}                  | "skill":{"a":3}             | expected an object
            "tileModelDigests":{"0"     | "tileModelDigests":{"-1"    | negative
            "tileModelDigests":{"0"     | "tileModelDigests":{"00"    | canonical
            "tileModelDigests":{"0"     | "tileModelDigests":{"x"     | malformed
            "hiddenWidths":[64,64]      | "hiddenWidths":[64,63]      | bytes of tensors
            "hiddenWidths":[64,64]      | "hiddenWidths":[64,99999]   | hidden width
            "hiddenWidths":[64,64]      | "hiddenWidths":[]           | hidden layers
            "members":1                 | "members":2                 | tensors
            "members":1                 | "members":-1                | members
            "dimensions":[14,64]        | "dimensions":[64,14]        | expected tensor
            "lower":0.3                 | "lower":0.31                | not this release's
            "ndvi_mean"                 | "sand_percent"              | comes twice
            {"version"                  | ["version"                  | malformed
            """)
    void refusesAManifestThatIsNotRight(String there, String instead, String reason) throws Exception {
        byte[] bytes = BundleCodec.encode(FIRST);
        assertThat(manifestOf(bytes)).contains(there);
        int at = manifestOf(bytes).indexOf(there);
        String manifest =
                manifestOf(bytes).substring(0, at) + instead + manifestOf(bytes).substring(at + there.length());
        assertThat(refused(sealed(manifest, tensorsOf(bytes), new byte[0]))).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesWeightsThatAreNotFinite(float value) throws Exception {
        byte[] bytes = BundleCodec.encode(FIRST);
        ByteBuffer tensors = ByteBuffer.wrap(tensorsOf(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        int firstWeightAt = 2 * 4 * Networks.NAMES.size();
        int weightBytes = 4 * 14 * 64;
        String before = digest(Arrays.copyOfRange(tensors.array(), firstWeightAt, firstWeightAt + weightBytes));
        tensors.putFloat(firstWeightAt + 4 * 5, value);
        String after = digest(Arrays.copyOfRange(tensors.array(), firstWeightAt, firstWeightAt + weightBytes));
        String manifest = manifestOf(bytes).replace(before, after);
        assertThat(refused(sealed(manifest, tensors.array(), new byte[0]))).contains("member0.hidden0.weight holds");
    }

    @Test
    void refusesATensorThatItsDigestDoesNotCover() throws Exception {
        byte[] bytes = BundleCodec.encode(FIRST);
        byte[] tensors = tensorsOf(bytes);
        tensors[tensors.length - 3] ^= 1;
        assertThat(refused(sealed(manifestOf(bytes), tensors, new byte[0])))
                .contains("digest of tensor member0.output.bias");
    }

    @Test
    void refusesASignatureOfAnotherLength() throws Exception {
        byte[] bytes = BundleCodec.encode(FIRST);
        assertThat(refused(sealed(manifestOf(bytes), tensorsOf(bytes), new byte[63])))
                .contains("signature of 64 bytes");
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

    @ParameterizedTest
    @ValueSource(longs = {121, 122})
    void noiseIsRefused(long seed) throws Exception {
        Random random = new Random(seed);
        for (int trial = 0; trial < 200; trial++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThat(BundleCodec.decode(noise)).isInstanceOf(Decoded.Refused.class);
            String manifest = new String(noise, StandardCharsets.ISO_8859_1);
            assertThat(BundleCodec.decode(sealed(manifest, noise, new byte[0])))
                    .as("seed %d, trial %d", seed, trial)
                    .isInstanceOf(Decoded.Refused.class);
        }
    }

    @Test
    void deeplyNestedJsonIsRefused() throws Exception {
        assertThat(refused(sealed("[".repeat(1_000_000), new byte[0], new byte[0])))
                .contains("malformed");
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
                Optional.of(new BundleManifest.Span(LocalDate.parse("2015-04-01"), LocalDate.parse("2016-03-31"))),
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

    private static String refused(byte[] bytes) {
        Decoded decoded = BundleCodec.decode(bytes);
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        return ((Decoded.Refused) decoded).reason();
    }

    private static String manifestOf(byte[] bytes) {
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        return new String(bytes, MANIFEST_AT, length, StandardCharsets.UTF_8);
    }

    private static byte[] tensorsOf(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = MANIFEST_AT + buffer.getInt(4);
        return Arrays.copyOfRange(bytes, at, at + buffer.getInt(8));
    }

    private static byte[] sealed(String manifest, byte[] tensors, byte[] signature) throws Exception {
        byte[] json = manifest.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(MANIFEST_AT + json.length + tensors.length + signature.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put("SCB1".getBytes(StandardCharsets.US_ASCII));
        buffer.putInt(json.length).putInt(tensors.length).putInt(signature.length);
        buffer.position(MANIFEST_AT).put(json).put(tensors).put(signature);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(buffer.array(), 0, 16);
        digest.update(buffer.array(), MANIFEST_AT, buffer.capacity() - MANIFEST_AT);
        buffer.position(16).put(digest.digest());
        return buffer.array();
    }

    private static String digest(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
