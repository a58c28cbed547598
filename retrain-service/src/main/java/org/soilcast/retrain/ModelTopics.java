package org.soilcast.retrain;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.BundleChain;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleSignature;
import org.soilcast.land.bundle.BundleVerdict;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.ModelDecision;
import org.soilcast.schemas.avro.TileModel;

/**
 * The only writer of tile-models and bundles. Its transactional id shuts out an earlier process that still hangs, and
 * ends a transaction that it left open, so that a bundle is there with all its tile-models or not at all. It judges
 * bundles as the inference job does ({@link BundleChain}): what that would refuse is not counted and not published.
 */
public final class ModelTopics implements AutoCloseable {
    /** Whoever has written with it last is the one writer. */
    public static final String TRANSACTIONAL_ID = "soilcast-retrain-models";

    /** A request has no place among the activations that took effect. */
    private static final long ASKED = 0;

    private static final Logger LOG = LoggerFactory.getLogger(ModelTopics.class);

    private final KafkaConnection kafka;
    private final KeyPair keys;
    private final KafkaProducer<String, byte[]> producer;
    private BundleChain chain;
    private final SortedMap<Integer, ParameterBundle> taken = new TreeMap<>();

    /**
     * Connects, becomes the one writer, and reads what is in force.
     *
     * @param kafka the broker
     * @param keys signs the bundles published here and verifies those on the topic
     */
    public ModelTopics(KafkaConnection kafka, KeyPair keys) {
        this.kafka = kafka;
        this.keys = keys;
        this.chain = new BundleChain(keys.getPublic(), List.of());
        producer = new KafkaProducer<>(kafka.producer(Optional.of(TRANSACTIONAL_ID)));
        try {
            producer.initTransactions();
            TopicReader.readAll(kafka, Topics.MODEL_BUNDLES, record -> {
                if (record.value() != null) {
                    take(record.value());
                }
            });
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    /** The newest version in force; empty for a cold domain. */
    public OptionalInt newestVersion() {
        return chain.newest().stream().mapToInt(BundleChain.Link::version).findFirst();
    }

    /** Whether any version has the network of this bundle: one that was replaced is not to come back by itself. */
    public boolean knowsNetworkOf(ParameterBundle bundle) {
        return taken.values().stream().anyMatch(found -> found.hasNetworkOf(bundle));
    }

    /** All versions that have been taken, by number. */
    public SortedMap<Integer, ParameterBundle> versions() {
        return Collections.unmodifiableSortedMap(taken);
    }

    /** The tile-models of a version, by tile. */
    public SortedMap<Integer, TileModel> tileModels(int version) {
        var models = new TreeMap<Integer, TileModel>();
        TopicReader.readAll(
                kafka,
                Topics.TILE_MODELS,
                record -> decoded(record.value())
                        .filter(model -> model.getVersion() == version)
                        .ifPresent(model -> models.put(model.getTile(), model)));
        return models;
    }

    /** The days that the newest version's start states are in equilibrium with; empty for a cold domain. */
    public Optional<DaySpan> spinUp() {
        List<DaySpan> found = new ArrayList<>();
        newestVersion()
                .ifPresent(version -> TopicReader.readUntil(kafka, Topics.TILE_MODELS, record -> {
                    decoded(record.value())
                            .filter(model -> model.getVersion() == version)
                            .map(model -> DaySpan.of(model.getSpinUpFrom(), model.getSpinUpTo()))
                            .ifPresent(found::add);
                    return !found.isEmpty();
                }));
        return found.stream().findFirst();
    }

    /** SHA-256 of each tile-model as it is published, hexadecimal, by tile number: what the manifest must name. */
    public static SortedMap<Integer, String> digests(List<TileModel> tileModels) {
        var digests = new TreeMap<Integer, String>();
        tileModels.forEach(model -> digests.put(model.getTile(), BundleCodec.sha256(SingleObject.encode(model))));
        return digests;
    }

    /**
     * Signs a bundle, and publishes its tile-models, then the bundle, in one transaction. With one that replaces another
     * goes the request to bring it into force, from the date in its manifest or, where that is out already, from the next
     * one: ingest decides, since it knows what is out. The first of a domain is in force from its first day.
     *
     * @param tileModels one for each tile of the domain
     * @param bundle to replace the newest version; names the {@link #digests} of the tile-models
     * @throws IllegalArgumentException if the manifest does not name these tile-models, or the inference job would
     *     refuse the bundle; nothing is published then
     */
    public void publish(List<TileModel> tileModels, ParameterBundle bundle) {
        publish(tileModels, bundle, Optional.empty());
    }

    /** The same with the decision that led to it, in the same transaction. */
    public void publish(List<TileModel> tileModels, ParameterBundle bundle, Optional<ModelDecision> decision) {
        int version = bundle.manifest().version();
        if (!digests(tileModels).equals(bundle.manifest().tileModelDigests())) {
            throw new IllegalArgumentException("the manifest of bundle " + version + " names other tile-models");
        }
        byte[] bytes = BundleCodec.encode(BundleSignature.sign(bundle, keys.getPrivate()));
        if (chain.judge(version, bytes) instanceof BundleVerdict.Accepted accepted) {
            inTransaction(() -> {
                send(tileModels, new ModelBundle(version, ByteBuffer.wrap(bytes)));
                decision.ifPresent(this::send);
            });
            take(accepted);
        } else {
            throw new IllegalArgumentException("bundle " + version + " would not be taken: "
                    + chain.judge(version, bytes) + "; the newest is " + newestVersion());
        }
    }

    /** Publishes a decision that no version follows from. */
    public void publish(ModelDecision decision) {
        inTransaction(() -> send(decision));
    }

    private void inTransaction(Runnable sends) {
        producer.beginTransaction();
        try {
            sends.run();
            producer.commitTransaction();
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    private void send(ModelDecision decision) {
        String trigger = decision.getTrigger().name().toLowerCase(Locale.ROOT);
        producer.send(new ProducerRecord<>(
                Topics.MODEL_DECISIONS.topic(),
                Topics.decisionKey(trigger, decision.getCut(), decision.getChampion()),
                SingleObject.encode(decision)));
    }

    private void send(List<TileModel> tileModels, ModelBundle bundle) {
        int partitions = producer.partitionsFor(Topics.TILE_MODELS.topic()).size();
        Optional<TileModel> any = Optional.empty();
        for (TileModel model : tileModels) {
            any = Optional.of(model);
            producer.send(new ProducerRecord<>(
                    Topics.TILE_MODELS.topic(),
                    Topics.partition(model.getTile(), partitions),
                    Topics.tileVersionKey(model.getTile(), model.getVersion()),
                    SingleObject.encode(model)));
        }
        producer.send(new ProducerRecord<>(
                Topics.MODEL_BUNDLES.topic(), Integer.toString(bundle.getVersion()), SingleObject.encode(bundle)));
        request(any.filter(model -> newestVersion().isPresent()));
    }

    /** Asks for a version that follows another to come into force, by any of its tile-models. */
    private void request(Optional<TileModel> model) {
        model.map(any -> new ModelActivated(any.getDomain(), any.getVersion(), any.getEffectiveFrom(), ASKED))
                .ifPresent(asked -> producer.send(new ProducerRecord<>(
                        Topics.MODEL_ACTIVATIONS.topic(),
                        Topics.askedKey(asked.getVersion()),
                        SingleObject.encode(asked))));
    }

    @Override
    public void close() {
        producer.close();
    }

    private void take(byte[] record) {
        try {
            ModelBundle bundle = SingleObject.decode(record, ModelBundle.class);
            var bytes = new byte[bundle.getBundle().remaining()];
            bundle.getBundle().duplicate().get(bytes);
            BundleVerdict verdict = chain.judge(bundle.getVersion(), bytes);
            if (verdict instanceof BundleVerdict.Accepted accepted) {
                take(accepted);
            } else if (verdict instanceof BundleVerdict.Refused) {
                LOG.warn("bundle {} on the topic is not in force: {}", bundle.getVersion(), verdict);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("a record of the bundle topic is not a bundle: {}", e.getMessage());
        }
    }

    private void take(BundleVerdict.Accepted accepted) {
        chain = accepted.chain();
        taken.put(accepted.bundle().manifest().version(), accepted.bundle());
    }

    /** A tile-model; empty if the record is none. */
    private static Optional<TileModel> decoded(byte[] record) {
        try {
            return Optional.of(SingleObject.decode(record == null ? new byte[0] : record, TileModel.class));
        } catch (IllegalArgumentException e) {
            LOG.warn("a record of the tile-model topic is not a tile-model: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) { // the next process ends the transaction; the cause is what matters
            cause.addSuppressed(e);
        }
    }
}
