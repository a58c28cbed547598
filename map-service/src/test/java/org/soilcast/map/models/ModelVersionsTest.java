package org.soilcast.map.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelBundle;

class ModelVersionsTest {
    @TempDir
    Path folder;

    @Test
    void aVersionSaysWhereItIsFromAndSinceWhenItIsInForce() throws Exception {
        var models = new ModelVersions();
        models.put(activated(2, "2020-03-01"), true);
        models.put(bundle(2, BundleBytes.of(2, 1, "2016-01-01", "2018-12-31")), 7);
        models.put(bundle(1, BundleBytes.of(1, 0, "", "")), 3);
        assertThat(models.all().iterator().next().path("inForceFrom").asText())
                .as("nobody activates the first")
                .isEqualTo("2016-01-01");
        models.put(activated(1, "2017-01-01"), false);
        assertThat(models.all())
                .extracting(version -> version.path("version").asInt())
                .containsExactly(1, 2);
        ObjectNode first = models.all().iterator().next();
        assertThat(first.path("inForceFrom").asText()).isEqualTo("2017-01-01");
        assertThat(first.has("trainedFrom")).isFalse();
        ObjectNode second = models.all().stream().skip(1).findFirst().orElseThrow();
        assertThat(second.path("parent").asInt()).isEqualTo(1);
        assertThat(second.path("trainedTo").asText()).isEqualTo("2018-12-31");
        assertThat(second.path("askedFrom").asText()).isEqualTo("2020-03-01");
        assertThat(second.has("inForceFrom")).isFalse();
        assertThat(second.path("skill").path("held out").path("rmse_m3_per_m3").asDouble())
                .isEqualTo(0.04);

        var file = new StoredModels(folder);
        assertThat(file.version()).isEqualTo("none");
        file.write(models.bytes());
        assertThat(file.read().bytes()).isEqualTo(models.bytes());
        Files.writeString(folder.resolve("models").resolve("versions.json"), "[{\"version\": 1");
        assertThat(file.read().all()).isEmpty();
    }

    @Test
    void aRefusalIsOfTheBundleAtItsPlaceWhicheverIsReadFirst() {
        var models = new ModelVersions();
        models.refuse(8, "bundle-signature", "not signed");
        models.put(bundle(1, BundleBytes.of(1, 0, "", "")), 8);
        assertThat(models.all().iterator().next().path("refused").path("reason").asText())
                .isEqualTo("bundle-signature");
        models.put(bundle(1, BundleBytes.of(1, 0, "", "")), 9);
        assertThat(models.all().iterator().next().has("refused"))
                .as("a good one after it")
                .isFalse();
        models.refuse(9, "bundle-version", "too old");
        assertThat(models.all().iterator().next().path("refused").path("reason").asText())
                .isEqualTo("bundle-version");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bytesThatAreNoBundleAreRefused(long seed) {
        var random = new Random(seed);
        byte[] bytes = BundleBytes.of(1, 0, "", "");
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        for (byte[] bad : new byte[][] {bytes, {}, new byte[100]}) {
            assertThatThrownBy(() -> new ModelVersions().put(bundle(1, bad), 0))
                    .as("seed %d, byte %d", seed, at)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new ModelVersions().put(bundle(2, BundleBytes.of(1, 0, "", "")), 0))
                .hasMessage("expected a bundle of version 2, found 1");
    }

    private static ModelBundle bundle(int version, byte[] bytes) {
        return new ModelBundle(version, ByteBuffer.wrap(bytes));
    }

    private static ModelActivated activated(int version, String from) {
        return new ModelActivated("test", version, LocalDate.parse(from), 0L);
    }
}
