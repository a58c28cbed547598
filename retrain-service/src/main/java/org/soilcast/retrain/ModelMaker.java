package org.soilcast.retrain;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.avro.Tile;

/** Computes models of a domain from its archive and publishes them, unless another process has been faster. */
final class ModelMaker {
    private static final Logger LOG = LoggerFactory.getLogger(ModelMaker.class);

    private final KafkaConnection kafka;
    private final KeyPair keys;
    private final RetrainMeters meters;

    ModelMaker(KafkaConnection kafka, KeyPair keys, RetrainMeters meters) {
        this.kafka = kafka;
        this.keys = keys;
        this.meters = meters;
    }

    /**
     * Makes the first model.
     *
     * @param learned network that it has; empty for an untrained one
     * @return the version in force
     */
    int first(SortedMap<Integer, Tile> tiles, TileDayArchive archive, DaySpan span, Optional<ParameterBundle> learned)
            throws InterruptedException {
        LOG.info("cold start: {} tiles, {} to {}", tiles.size(), span.first(), span.last());
        long startNanos = System.nanoTime();
        ColdStart.DomainModel first = ColdStart.compute(tiles, archive, span, Instant.now(), learned);
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        meters.spinUpTimer().record(took);
        meters.spinUp(first.spinUpCycles(), first.unsettledCells());
        try (var models = new ModelTopics(kafka, keys)) {
            OptionalInt newest = models.newestVersion();
            if (newest.isPresent()) {
                return newest.getAsInt();
            }
            publish(models, first, took);
            return ColdStart.VERSION;
        }
    }

    /**
     * Makes the model that follows the one in force.
     *
     * @param learned network that it has
     * @param inForce version that it follows
     * @return the version in force
     */
    int next(SortedMap<Integer, Tile> tiles, TileDayArchive archive, DaySpan span, ParameterBundle learned, int inForce)
            throws InterruptedException {
        long startNanos = System.nanoTime();
        ColdStart.DomainModel next = ColdStart.successor(
                tiles,
                archive,
                span,
                Instant.now(),
                learned,
                inForce,
                span.last().plusDays(1));
        try (var models = new ModelTopics(kafka, keys)) {
            int newest = models.newestVersion().orElseThrow();
            if (newest != inForce) {
                return newest;
            }
            publish(models, next, Duration.ofNanos(System.nanoTime() - startNanos));
            return inForce + 1;
        }
    }

    private void publish(ModelTopics models, ColdStart.DomainModel model, Duration took) {
        models.publish(model.tileModels(), model.bundle());
        meters.published(model.tileModels().size());
        LOG.info(
                "published model bundle {} after {} cycles, {} ms, {} cells not settled",
                model.bundle().manifest().version(),
                model.spinUpCycles(),
                took.toMillis(),
                model.unsettledCells());
    }
}
