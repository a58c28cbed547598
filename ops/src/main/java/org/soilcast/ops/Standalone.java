package org.soilcast.ops;

import java.io.PrintWriter;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.inference.CheckpointFolder;
import org.soilcast.inference.InferenceConfig;
import org.soilcast.inference.InferenceService;
import org.soilcast.inference.ModelsInForce;
import org.soilcast.ingest.IngestService;
import org.soilcast.land.bundle.BundleChain;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.ops.progress.DaysDone;
import org.soilcast.ops.progress.DrainWatch;
import org.soilcast.ops.progress.ProgressReport;
import org.soilcast.ops.results.RunSummary;
import org.soilcast.retrain.RetrainService;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.service.HealthChecks;
import org.soilcast.service.ServiceMeters;
import org.soilcast.service.ServiceMetric;
import org.soilcast.service.TelemetryServer;

/**
 * All services in one JVM, around one broker: the same classes as in separate processes, wired by constructors. Killed
 * at any moment and started again on the same folder, it goes on: the broker keeps what was committed, Streams and the
 * readers write in transactions, and the Flink job continues from its newest checkpoint.
 */
final class Standalone implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private final RunOptions options;
    private final PrintWriter out;
    private final KafkaConnection kafka;
    private final ServiceMeters meters = new ServiceMeters(ServiceMetric.STANDALONE);
    private final IngestService ingest;
    private final RetrainService retrain;
    private final DaysDone daysDone;
    private final ProgressReport progress;
    private final TelemetryServer telemetry;
    private final StateFolder state;
    private final KeyPair keys;
    private final DrainWatch drain;
    private volatile Optional<InferenceService> inference = Optional.empty();
    private volatile int days;

    private Standalone(RunOptions options, PrintWriter out, StateFolder state, KafkaConnection kafka) {
        this.options = options;
        this.out = out;
        this.state = state;
        this.kafka = kafka;
        this.ingest = IngestService.start(kafka, options.input().config(state.streams()), meters.registry());
        this.keys = BundleKeys.inFolder(state.keys());
        this.drain = new DrainWatch(
                kafka,
                ingest.applicationId(),
                ingest::readersDone,
                () -> days >= ingest.days() && inference.isPresent());
        this.retrain = RetrainService.start(
                kafka, state.archive(), keys, meters.registry(), drain::aligned, options.learned());
        this.daysDone = new DaysDone(kafka, ingest.tiles());
        this.progress = new ProgressReport(out, Boolean.getBoolean("soilcast.terminal"), ingest.cells(), ingest.days());
        ServiceMetric.DAYS_ANALYSED.gauge(meters.registry(), () -> days, ServiceMetric.STANDALONE);
        this.telemetry = TelemetryServer.onLoopback(
                options.port(),
                meters.registry(),
                HealthChecks.of(Map.of("services", () -> failure().isEmpty())),
                HealthChecks.of(
                        Map.of("services", () -> failure().isEmpty(), "inference", () -> inference.isPresent())));
    }

    /** Runs until all input is worked off ({@code --once}), a service fails, or the process is asked to end. */
    static int run(RunOptions options, PrintWriter out) throws Exception {
        var ending = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try (StateFolder state = StateFolder.take(options.state())) {
            LogFile.in(options.state());
            LOG.info("run domain {}, {}", options.domain(), options.state());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endGracefully(ending, ended), "shutdown"));
            try (EmbeddedBroker broker = EmbeddedBroker.start(state.kafka())) {
                TopicCreation.createMissing(broker.connection(), EmbeddedBroker.PARTITIONS, (short) 1);
                try (var standalone = new Standalone(options, out, state, broker.connection())) {
                    return standalone.untilDone(ending);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    /** Asks the run to end and waits for it, so that a signal leaves a savepoint and a clean broker. */
    private static void endGracefully(CountDownLatch ending, CountDownLatch ended) {
        ending.countDown();
        try {
            if (!ended.await(90, TimeUnit.SECONDS)) {
                LOG.warn("did not end within 90 s; the next run goes on from the last checkpoint");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int untilDone(CountDownLatch ending) throws Exception {
        out.println("soilcast: " + (ingest.synthetic() ? "synthetic " : "") + "domain " + options.domain() + ", "
                + ingest.cells() + " cells in " + ingest.tiles()
                + " tiles, " + ingest.days() + " days; state in " + options.state() + "; metrics on http://127.0.0.1:"
                + options.port() + "/metrics");
        ingest.notices().forEach(notice -> out.println("soilcast: " + notice));
        out.flush();
        while (ending.getCount() > 0) {
            daysDone.update(POLL);
            days = daysDone.days();
            failure().ifPresent(cause -> {
                LOG.error("a service failed", cause);
                throw new CommandFailure(
                        "a service failed: " + cause.getMessage() + "; see soilcast.log in " + options.state());
            });
            if (inference.isEmpty()) {
                startInferenceWhenThereIsAModel();
            }
            long now = System.nanoTime();
            if (options.once() && drain.analysed()) {
                progress.last(now, phase(), days, ingest.daysClosed());
                RunSummary.print(out, kafka, ingest, options.state());
                return 0;
            }
            progress.tick(now, phase(), days, ingest.daysClosed());
        }
        return 0;
    }

    private void startInferenceWhenThereIsAModel() {
        OptionalInt version = retrain.bundleVersion();
        if (version.isEmpty()) {
            return;
        }
        List<BundleChain.Link> models = ModelsInForce.read(kafka, keys.getPublic());
        if (models.stream().noneMatch(model -> model.version() == version.getAsInt())) {
            return; // a commit that has returned to its producer may take a moment to be readable
        }
        var config = new InferenceConfig(
                kafka,
                options.domain(),
                state.keys().resolve(BundleKeys.PUBLIC_FILE),
                Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), ingest.tiles())),
                CHECKPOINT_INTERVAL,
                options.paceDaysPerSecond(),
                options.device());
        inference = Optional.of(InferenceService.start(
                config, new CheckpointFolder(state.flink()), EmbeddedBroker.PARTITIONS, meters.registry()));
    }

    private String phase() {
        return inference.isPresent() ? "analyse" : "prepare";
    }

    private Optional<Throwable> failure() {
        return ingest.failure()
                .or(retrain::failure)
                .or(drain::failure)
                .or(() -> inference.flatMap(InferenceService::failure));
    }

    @Override
    public void close() {
        drain.close();
        inference.ifPresent(InferenceService::close);
        telemetry.close();
        daysDone.close();
        retrain.close();
        ingest.close();
        meters.close();
    }
}
