package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.bundle.BundleSignature;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.TileModel;

/** A second, different bundle on a real broker and in the real job: parameters and state change on its date. */
@Tag("starts")
class LaterBundleTest {
    private static final int DAYS = 40; // version 2 begins on day 20

    @TempDir
    Path folder;

    @Test
    void itMakesNoDifferenceWhetherItWasThereAtSubmissionOrDaysWaitedForIt() throws Exception {
        Map<String, String> broadcast;
        try (var scene = new InferenceScene(folder.resolve("broadcast"))) {
            scene.publishModel(1);
            scene.startKillable();
            scene.sendDays(0, 15);
            scene.awaitDays(15);
            scene.activate(2);
            scene.sendDays(15, DAYS);
            scene.awaitDays(20);
            scene.publishModel(2);
            scene.awaitDays(DAYS);
            assertAsComputed(scene);
            broadcast = bytes(scene);
        }
        try (var scene = new InferenceScene(folder.resolve("submission"))) {
            scene.publishModel(1);
            scene.publishModel(2);
            scene.activate(2);
            scene.sendDays(0, DAYS);
            scene.startKillable();
            scene.awaitDays(DAYS);
            assertAsComputed(scene);
            assertThat(bytes(scene)).isEqualTo(broadcast);
        }
    }

    @Test
    void itMakesNoDifferenceWhenItComesLateAndTheJobIsKilledAroundIt() throws Exception {
        try (var scene = new InferenceScene(folder)) {
            scene.publishModel(1);
            scene.startKillable();
            scene.sendDays(0, 10);
            scene.awaitDays(10);
            scene.awaitCheckpoint();
            scene.activate(2);
            scene.sendDays(10, 30);
            scene.awaitResults(1, 10 * SmallDomain.TILES + 1);
            scene.kill();
            scene.startKillable();
            scene.awaitDays(20);
            scene.awaitCheckpoint();

            scene.publishModel(2); // ten days wait for it
            scene.awaitResults(2, 1);
            scene.kill();
            scene.sendDays(30, 35);
            scene.startKillable();
            scene.awaitDays(35);
            scene.awaitCheckpoint();
            scene.kill();
            scene.startKillable();
            scene.sendDays(35, DAYS);
            scene.awaitDays(DAYS);
            assertAsComputed(scene);
            assertThat(scene.rejected()).isEmpty();
        }
    }

    @Test
    void whatIsRefusedLeavesItsReasonAndChangesNothing() throws Exception {
        try (var scene = new InferenceScene(folder)) {
            scene.publishModel(1);
            scene.startService();
            scene.sendDays(0, 15);
            scene.awaitDays(15);

            List<TileModel> tileModels = SmallDomain.tileModels(2);
            ParameterBundle second = SmallDomain.bundle(2, tileModels);
            PrivateKey otherKey =
                    BundleKeys.inFolder(folder.resolve("other-keys")).getPrivate();
            byte[] damaged = BundleCodec.encode(BundleSignature.sign(second, scene.keys.getPrivate()));
            damaged[damaged.length / 2] ^= 4;
            send(scene, 2, damaged);
            send(scene, 2, BundleCodec.encode(second));
            send(scene, 2, BundleCodec.encode(BundleSignature.sign(second, otherKey)));
            send(scene, 3, BundleCodec.encode(BundleSignature.sign(second, scene.keys.getPrivate())));
            ParameterBundle firstOnceMore = SmallDomain.bundle(1, tileModels);
            send(scene, 1, BundleCodec.encode(BundleSignature.sign(firstOnceMore, scene.keys.getPrivate())));
            scene.send(Topics.MODEL_BUNDLES, 0, "4", new byte[] {1, 2, 3});
            sendForged(scene, 1);
            sendForged(scene, 2);
            scene.awaitRejected(7);
            assertThat(reasons(scene))
                    .as("reasons before the true bundle 2; the false tile-model of version 2 still waits for it")
                    .containsExactlyInAnyOrder(
                            "bundle-malformed",
                            "bundle-unsigned",
                            "bundle-signature",
                            "bundle-version",
                            "bundle-not-newer",
                            "undecodable",
                            "tile-model-digest");

            scene.sendDays(15, 20);
            scene.awaitDays(20);
            assertThat(scene.results().values())
                    .extracting(SoilMoisture::getModelVersion)
                    .containsOnly(1);
            scene.publishModel(2);
            scene.activate(2);
            scene.sendDays(20, 30);
            scene.awaitResults(2, 10 * SmallDomain.TILES);
            scene.sendDays(30, DAYS);
            scene.awaitDays(DAYS);
            assertAsComputed(scene);
            scene.awaitRejected(8);
            assertThat(reasons(scene)).hasSize(8).endsWith("tile-model-digest");
            assertThat(scene.rejected())
                    .extracting(Rejected::getFile)
                    .containsOnly(Topics.MODEL_BUNDLES.topic(), Topics.TILE_MODELS.topic());

            for (String reason : reasons(scene)) {
                long count = reasons(scene).stream().filter(reason::equals).count();
                assertThat(scene.registry()
                                .get("soilcast.records.rejected")
                                .tag("reason", reason)
                                .functionCounter()
                                .count())
                        .as(reason)
                        .isEqualTo((double) count);
            }
            assertThat(scene.registry().get("soilcast.bundle.version").gauge().value())
                    .isEqualTo(2);
        }
    }

    private static void assertAsComputed(InferenceScene scene) {
        Map<String, SmallDomain.Expected> found = new TreeMap<>();
        scene.results().forEach((key, result) -> found.put(key, SmallDomain.of(result)));
        assertThat(found).isEqualTo(SmallDomain.expected(DAYS, 2));
    }

    private static Map<String, String> bytes(InferenceScene scene) {
        Map<String, String> bytes = new TreeMap<>();
        for (Map.Entry<String, SoilMoisture> result : scene.results().entrySet()) {
            bytes.put(result.getKey(), HexFormat.of().formatHex(SingleObject.encode(result.getValue())));
        }
        return bytes;
    }

    private static void send(InferenceScene scene, int version, byte[] bundle) {
        scene.send(
                Topics.MODEL_BUNDLES,
                0,
                Integer.toString(version),
                SingleObject.encode(new ModelBundle(version, ByteBuffer.wrap(bundle))));
    }

    /** A tile-model that no manifest names, with the start state of another version. */
    private static void sendForged(InferenceScene scene, int version) {
        TileModel forged = TileModel.newBuilder(SmallDomain.tileModel(0, version))
                .setStartState(SmallDomain.tileModel(0, 5).getStartState())
                .build();
        scene.send(Topics.TILE_MODELS, 0, Topics.tileVersionKey(0, version), SingleObject.encode(forged));
    }

    private static List<String> reasons(InferenceScene scene) {
        return scene.rejected().stream().map(Rejected::getReason).toList();
    }
}
