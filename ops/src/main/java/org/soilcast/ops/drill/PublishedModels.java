package org.soilcast.ops.drill;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.soilcast.inference.ModelsInForce;
import org.soilcast.land.bundle.BundleChain;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.Decoded;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.retrain.ModelDecisions;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.ModelDecision;
import org.soilcast.schemas.avro.TileModel;

/**
 * All versions and decisions on a broker's topics.
 *
 * @param versions SHA-256 of each bundle that is in force, manifest, weights and sections, but for the moment it was made at
 *     and the signature of that; the manifest names the digests of the tile-models
 * @param decisions by their days
 * @param halves what is there in part: bundles in force without all their tile-models or the decision for them, tile-models
 *     without their bundle, and decisions for a version that is not in force
 */
record PublishedModels(SortedMap<Integer, String> versions, List<ModelDecision> decisions, List<String> halves) {
    PublishedModels {
        decisions = List.copyOf(decisions);
        halves = List.copyOf(halves);
    }

    /**
     * Reads what is committed.
     *
     * @param key of the one whose bundles are taken
     */
    static PublishedModels read(KafkaConnection kafka, PublicKey key) {
        List<ModelDecision> decisions = ModelDecisions.read(kafka).stream()
                .sorted(Comparator.comparing(ModelDecision::getCut))
                .toList();
        Map<Integer, ParameterBundle> bundles = bundles(kafka);
        Map<Integer, SortedMap<Integer, String>> tileModels = tileModels(kafka);
        var versions = new TreeMap<Integer, String>();
        var halves = new ArrayList<String>();
        Optional<Integer> first = Optional.empty();
        for (BundleChain.Link link : ModelsInForce.read(kafka, key)) {
            int version = link.version();
            first = first.or(() -> Optional.of(version));
            ParameterBundle bundle = bundles.get(version);
            if (bundle == null || !bundle.manifest().tileModelDigests().equals(tileModels.get(version))) {
                halves.add("version " + version + " is in force without its tile-models");
            } else {
                versions.put(version, sha256(bundle));
            }
            if (!first.equals(Optional.of(version))
                    && decisions.stream().noneMatch(one -> one.getVersion() == version)) {
                halves.add("version " + version + " is in force without a decision");
            }
        }
        tileModels.keySet().stream()
                .filter(version -> !versions.containsKey(version))
                .forEach(version -> halves.add("version " + version + " has tile-models and is not in force"));
        for (ModelDecision decision : decisions) {
            if (decision.getVersion() > 0 && !versions.containsKey(decision.getVersion())) {
                halves.add("the decision of " + decision.getCut() + " is for a version that is not in force");
            }
        }
        return new PublishedModels(versions, decisions, halves);
    }

    /** Whether the same versions and decisions are there, byte for byte. */
    boolean isSameAs(PublishedModels other) {
        return versions.equals(other.versions) && decisions.equals(other.decisions);
    }

    private static String sha256(ParameterBundle bundle) {
        BundleManifest manifest = bundle.manifest();
        var undated = new BundleManifest(
                manifest.version(),
                manifest.parent(),
                Instant.EPOCH,
                manifest.effectiveFrom(),
                manifest.training(),
                manifest.dataDigests(),
                manifest.skill(),
                manifest.tileModelDigests());
        return BundleCodec.sha256(BundleCodec.encode(
                new ParameterBundle(undated, bundle.scaling(), bundle.weights()).withSections(bundle.sections())));
    }

    private static Map<Integer, ParameterBundle> bundles(KafkaConnection kafka) {
        var bundles = new HashMap<Integer, ParameterBundle>();
        TopicReader.readAll(kafka, Topics.MODEL_BUNDLES, record -> {
            ModelBundle bundle = SingleObject.decode(record.value(), ModelBundle.class);
            ByteBuffer buffer = bundle.getBundle().duplicate();
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            if (BundleCodec.decode(bytes) instanceof Decoded.Accepted accepted) {
                bundles.put(bundle.getVersion(), accepted.bundle());
            }
        });
        return bundles;
    }

    /** Digests by version and tile. */
    private static Map<Integer, SortedMap<Integer, String>> tileModels(KafkaConnection kafka) {
        var digests = new HashMap<Integer, SortedMap<Integer, String>>();
        TopicReader.readAll(kafka, Topics.TILE_MODELS, record -> {
            TileModel model = SingleObject.decode(record.value(), TileModel.class);
            digests.computeIfAbsent(model.getVersion(), any -> new TreeMap<>())
                    .put(model.getTile(), BundleCodec.sha256(record.value()));
        });
        return digests;
    }
}
