package org.soilcast.land.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.land.bundle.BundleBytes.FIRST;
import static org.soilcast.land.bundle.BundleBytes.digest;
import static org.soilcast.land.bundle.BundleBytes.manifestOf;
import static org.soilcast.land.bundle.BundleBytes.refused;
import static org.soilcast.land.bundle.BundleBytes.sealed;
import static org.soilcast.land.bundle.BundleBytes.tensorsOf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.network.Networks;

/** Containers whose own digest is right and whose content is not. */
class BundleCodecContentTest {
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
            "training":[]               | "training":["2015-04-01"]   | two dates
            "training":[]               | "training":["2016-04-01","2015-04-01"]                | is empty
            "training":[]               | "training":["2015-04-01","2015-04-02","a","AQ=="] | no zlib stream
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

    /** As it was before bundles said which cells they learned from; signed, it must stay what it is. */
    @Test
    void aTrainingWithoutCellsIsStillReadAndWrittenAlike() throws Exception {
        byte[] bytes = BundleCodec.encode(FIRST);
        String manifest = manifestOf(bytes).replace("\"training\":[]", "\"training\":[\"2015-04-01\",\"2016-03-31\"]");
        byte[] old = sealed(manifest, tensorsOf(bytes), new byte[64]);

        ParameterBundle read = ((Decoded.Accepted) BundleCodec.decode(old)).bundle();

        assertThat(read.manifest().training().orElseThrow().cells()).isEmpty();
        assertThat(BundleCodec.encode(read)).containsExactly(old);
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
}
