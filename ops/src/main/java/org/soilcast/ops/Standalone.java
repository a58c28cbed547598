package org.soilcast.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.alerts.AlertService;
import org.soilcast.inference.AnalysedDays;
import org.soilcast.inference.CheckpointFolder;
import org.soilcast.inference.InferenceConfig;
import org.soilcast.inference.InferenceService;
import org.soilcast.ingest.IngestOptions;
import org.soilcast.ingest.IngestService;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.map.forecast.Forecasts;
import org.soilcast.map.postgres.PostgresSink;
import org.soilcast.map.query.LatestResults;
import org.soilcast.map.query.Results;
import org.soilcast.map.server.MapServer;
import org.soilcast.map.store.ResultFollower;
import org.soilcast.ops.progress.ProgressReport;
import org.soilcast.ops.results.RunSummary;
import org.soilcast.retrain.RetrainPlan;
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
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(30);
    /** A run that is to end when all is done learns it from a checkpoint, and should not wait for it. */
    private static final Duration CHECKPOINT_INTERVAL_ONCE = Duration.ofSeconds(1);

    /** Stored results that stay in each partition of their topic: some 6 MB of tiles of 128 cells. */
    private static final long HOT_RECORDS = 1_000;

    private static final Duration POLL = Duration.ofMillis(100);

    private final RunOptions options;
    private final PrintWriter out;
    private final KafkaConnection kafka;
    private final Path storedResults;
    private final ServiceMeters meters = new ServiceMeters(ServiceMetric.STANDALONE);
    private final IngestService ingest;
    private final RetrainService retrain;
    private final InferenceService inference;
    private final AnalysedDays analysed;
    private final ProgressReport progress;
    private final TelemetryServer telemetry;
    private final ResultFollower results;
    private final Optional<AlertService> alerts;
    private final MapServer page;
    private final Optional<PostgresSink> postgres;

    private Standalone(RunOptions options, PrintWriter out, StateFolder state, KafkaConnection kafka) {
        this.options = options;
        this.out = out;
        this.kafka = kafka;
        this.storedResults = state.results();
        KeyPair keys = BundleKeys.inFolder(state.keys());
        this.ingest = IngestService.start(
                kafka,
                options.input().config(state.streams()),
                new IngestOptions(options.watch().areas(), options.retrain().map(RetrainPlan::schedule)),
                meters.registry());
        this.retrain = RetrainService.start(
                kafka,
                state.archive(),
                keys,
                meters.registry(),
                ingest::isDrained,
                options.learned(),
                options.retrain());
        var job = new InferenceConfig(
                kafka,
                options.domain(),
                state.keys().resolve(BundleKeys.PUBLIC_FILE),
                Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), ingest.tiles())),
                options.once() ? CHECKPOINT_INTERVAL_ONCE : CHECKPOINT_INTERVAL,
                options.paceDaysPerSecond(),
                options.device(),
                options.watch().alerts(ingest.lastDate()));
        this.inference = InferenceService.start(
                job, new CheckpointFolder(state.flink()), EmbeddedBroker.PARTITIONS, meters.registry());
        this.analysed = new AnalysedDays(
                kafka, ingest.tiles(), ingest.firstDate(), ingest.lastDate(), () -> newestDates(storedResults));
        this.progress = new ProgressReport(out, Boolean.getBoolean("soilcast.terminal"), ingest.cells(), ingest.days());
        ServiceMetric.DAYS_ANALYSED.gauge(meters.registry(), analysed::days, ServiceMetric.STANDALONE);
        this.telemetry = TelemetryServer.on(
                options.outlets().page().listen(),
                options.port(),
                meters.registry(),
                HealthChecks.of(Map.of("services", () -> failure().isEmpty())),
                HealthChecks.of(Map.of("services", () -> failure().isEmpty(), "inference", inference::isReady)));
        this.results = ResultFollower.start(kafka, storedResults, OptionalLong.of(HOT_RECORDS));
        this.page = options.outlets().page().serve(storedResults);
        this.postgres = options.outlets().follow(kafka);
        this.alerts = options.watch()
                .sinks()
                .map(sinks -> AlertService.start(kafka, sinks, state.alerts(), meters.registry()));
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
        tell((ingest.synthetic() ? "synthetic " : "") + "domain " + options.domain() + ", " + ingest.cells()
                + " cells in "
                + ingest.tiles() + " tiles, " + ingest.days() + " days; state in " + options.state()
                + "; metrics on http://127.0.0.1:" + options.port() + "/metrics");
        tell("page on " + page.url());
        ingest.notices().forEach(this::tell);
        boolean waiting = false;
        boolean modelTold = false;
        while (ending.getCount() > 0) {
            analysed.update(POLL);
            throwFailure();
            if (!modelTold && inference.isSubmitted()) {
                modelTold = true;
                retrain.modelLimit().ifPresent(this::tell);
            }
            long now = System.nanoTime();
            boolean everyDay = ingest.isDrained()
                    && retrain.isDrained()
                    && inference.isSubmitted()
                    && analysed.days() >= ingest.days();
            if (options.once() && everyDay) {
                inference.finish();
                if (inference.isDrained()) {
                    progress.last(now, phase());
                    postgres.ifPresent(PostgresSink::close);
                    results.close(); // has all of them then, and takes them off their topic
                    throwFailure();
                    RunSummary.print(out, storedResults, new Forecasts(kafka), ingest, options.state());
                    return 0;
                }
            }
            if (everyDay && !options.once() && !waiting) {
                waiting = true;
                progress.last(now, phase());
                tell("all days of the input are analysed; waits for more, ends with Ctrl-C");
            }
            if (!waiting) {
                progress.tick(now, phase());
            }
        }
        return 0;
    }

    private static Map<Integer, LocalDate> newestDates(Path results) {
        try {
            return new LatestResults(results).ask(Results::newestDates);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the results in " + results + ": " + e.getMessage(), e);
        }
    }

    private void throwFailure() {
        failure().ifPresent(cause -> {
            LOG.error("a service failed", cause);
            throw new CommandFailure(
                    "a service failed: " + cause.getMessage() + "; see soilcast.log in " + options.state());
        });
    }

    private void tell(String line) {
        out.println("soilcast: " + line);
        out.flush();
    }

    private ProgressReport.Phase phase() {
        return inference.isSubmitted()
                ? new ProgressReport.Phase.Analyse(analysed.days(), ingest.daysClosed())
                : new ProgressReport.Phase.Prepare(ingest.progress(), retrain.progress());
    }

    private Optional<Throwable> failure() {
        return ingest.failure()
                .or(retrain::failure)
                .or(inference::failure)
                .or(results::failure)
                .or(() -> postgres.flatMap(PostgresSink::failure))
                .or(() -> alerts.flatMap(AlertService::failure));
    }

    @Override
    public void close() {
        inference.close();
        alerts.ifPresent(AlertService::close); // has all that the job has told then
        postgres.ifPresent(PostgresSink::close); // before results leave their topic
        results.close();
        page.close();
        telemetry.close();
        analysed.close();
        retrain.close();
        ingest.close();
        meters.close();
    }
}
