package org.soilcast.ops.drill;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.soilcast.ingest.IngestConfig;
import org.soilcast.ingest.IngestOptions;
import org.soilcast.ingest.IngestService;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.ops.BrokerAddress;
import org.soilcast.ops.EmbeddedBroker;
import org.soilcast.retrain.Main;
import org.soilcast.retrain.ModelTopics;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.TopicCreation;

/**
 * A twin whose model is learned anew once, with a shadow stage: broker and ingest here, the retrain service a process of its
 * own. The days end with one that waits for the first look at the version that follows where the challenger is proved better.
 */
final class RetrainSystem implements AutoCloseable {
    private static final int EVERY_DAYS = 90;
    private static final LocalDate LAST =
            TwinExperiment.DEFAULT_FIRST_DATE.plusDays(RetrainSchedule.FIRST_DAYS + EVERY_DAYS);

    private final JavaProcess.Launch launch;
    private final Path folder;
    private final Path keys;
    private final PublicKey key;
    private final int steps;
    private final EmbeddedBroker broker;
    private final IngestService ingest;

    /**
     * Starts broker and ingest.
     *
     * @param launch how the retrain service is started
     * @param folder of this system alone
     * @param keys folder of the key pair that signs; made when missing
     * @param cells of the twin
     * @param steps of the training
     */
    RetrainSystem(JavaProcess.Launch launch, Path folder, Path keys, int cells, int steps) {
        this.launch = launch.withOption("-Dsoilcast.log.folder=" + folder.toAbsolutePath());
        this.folder = folder;
        this.keys = keys;
        this.key = BundleKeys.inFolder(keys).getPublic();
        this.steps = steps;
        this.broker = EmbeddedBroker.start(folder.resolve("kafka"));
        TopicCreation.createMissing(broker.connection(), EmbeddedBroker.PARTITIONS, (short) 1);
        var config = IngestConfig.oneMachine(
                TwinExperiment.NAME,
                Optional.empty(),
                folder.resolve("streams"),
                Optional.empty(),
                Optional.of(LAST),
                false,
                cells);
        var options = new IngestOptions(Optional.empty(), Optional.of(RetrainSchedule.every(EVERY_DAYS, false)));
        this.ingest = IngestService.start(broker.connection(), config, options, new SimpleMeterRegistry());
    }

    /** Starts the retrain service, or starts it again. */
    JavaProcess retrain() {
        return JavaProcess.start(
                launch,
                Main.class.getName(),
                List.of(
                        "config=" + BrokerAddress.file(folder.resolve("kafka")),
                        "archive.folder=" + folder.resolve("archive"),
                        "bundle.private.key=" + keys.resolve(BundleKeys.PRIVATE_FILE),
                        "bundle.public.key=" + keys.resolve(BundleKeys.PUBLIC_FILE),
                        "retrain.every=" + EVERY_DAYS,
                        "retrain.steps=" + steps));
    }

    /** The log of the retrain service, from now on. */
    GrowingLog log() throws IOException {
        return new GrowingLog(folder.resolve("soilcast.log"));
    }

    /** Whether all days are out, and so the decisions that they wait for. */
    boolean isOver() {
        ingest.failure().ifPresent(cause -> {
            throw new IllegalStateException("ingest has failed: " + cause.getMessage(), cause);
        });
        return ingest.isDrained();
    }

    /** What is published; a writer that still writes shows what it has committed. */
    PublishedModels models() {
        return PublishedModels.read(broker.connection(), key);
    }

    /** Whether the retrain service has begun to write and neither committed nor aborted it. */
    boolean hasOpenTransaction() throws InterruptedException {
        KafkaConnection kafka = broker.connection();
        try (Admin admin = Admin.create(kafka.admin())) {
            return admin.listTransactions().all().get().stream()
                    .anyMatch(one -> one.transactionalId().equals(ModelTopics.TRANSACTIONAL_ID)
                            && one.state() == TransactionState.ONGOING);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot ask for open transactions", e.getCause());
        }
    }

    @Override
    public void close() {
        ingest.close();
        broker.close();
    }
}
