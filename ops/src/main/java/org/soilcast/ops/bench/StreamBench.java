package org.soilcast.ops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.soilcast.dayline.forecast.ForecastSpan;
import org.soilcast.inference.AnalysedDays;
import org.soilcast.inference.CheckpointFolder;
import org.soilcast.inference.InferenceConfig;
import org.soilcast.inference.InferenceService;
import org.soilcast.ingest.IngestConfig;
import org.soilcast.ingest.IngestService;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.cuda.DeviceChoice;
import org.soilcast.ops.CommandFailure;
import org.soilcast.ops.EmbeddedBroker;
import org.soilcast.ops.LogFile;
import org.soilcast.retrain.RetrainService;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.service.Service;
import org.soilcast.service.ServiceMeters;

/**
 * The stream's parts one after the other, each alone with the broker in this process: ingest of all days, from the input in
 * memory to tile-days on the topic; a first model, which is not measured; analysis of all days, from the tile-days to results
 * on the topic; forecasts of one more day. The services are those of a run.
 */
final class StreamBench implements AutoCloseable {
    /** Subtasks of the analysis. */
    static final int SUBTASKS = 2;
    /** The first seconds of the analysis are also measured alone: they have what Java has not compiled yet. */
    static final int EARLY_SECONDS = 10;
    /** With fewer days there is no earlier weather to forecast with. */
    static final int FEWEST_DAYS_TO_FORECAST = 60;
    /** Fewest days of which a first model is made. */
    static final int FEWEST_DAYS = 30;

    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofHours(2);

    private final CopiedDays input;
    private final int days;
    private final Path folder;
    private final EmbeddedBroker broker;

    private StreamBench(CopiedDays input, int days, Path folder) {
        this.input = input;
        this.days = days;
        this.folder = folder;
        this.broker = EmbeddedBroker.start(folder.resolve("kafka"));
        TopicCreation.createMissing(kafka(), EmbeddedBroker.PARTITIONS, (short) 1);
    }

    /**
     * Measures both parts, in a temporary folder that is gone afterwards.
     *
     * @param rows told each row when it is there
     */
    static void run(CopiedDays input, int days, Consumer<StreamRow> rows) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("soilcast-bench-stream-");
        LogFile.in(folder);
        try (var bench = new StreamBench(input, days, folder)) {
            rows.accept(bench.ingest());
            bench.firstModel();
            rows.accept(bench.analysis());
            if (days >= FEWEST_DAYS_TO_FORECAST) {
                rows.accept(bench.forecast());
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private KafkaConnection kafka() {
        return broker.connection();
    }

    private LocalDate lastDate() {
        return input.firstDate().plusDays(days - 1L);
    }

    private StreamRow ingest() throws InterruptedException {
        try (var meters = new ServiceMeters("bench")) {
            Cost before = Cost.soFar();
            try (IngestService ingest = startIngest(lastDate(), meters)) {
                await(ingest, ingest::isDrained);
                return row("stream.ingest", days, Cost.since(before), OptionalLong.empty(), OptionalLong.empty());
            }
        }
    }

    private IngestService startIngest(LocalDate to, ServiceMeters meters) {
        var config = IngestConfig.oneMachine(
                input.domain().name(),
                Optional.empty(),
                folder.resolve("streams"),
                Optional.empty(),
                Optional.of(to),
                false,
                1);
        return IngestService.start(kafka(), config, input.input(), meters.registry());
    }

    private void firstModel() throws InterruptedException {
        KeyPair keys = BundleKeys.inFolder(keys());
        try (var meters = new ServiceMeters("bench");
                RetrainService retrain = RetrainService.start(
                        kafka(),
                        folder.resolve("archive"),
                        keys,
                        meters.registry(),
                        () -> true,
                        Optional.empty(),
                        Optional.empty())) {
            await(retrain, retrain::isReady);
        }
    }

    private Path keys() {
        return folder.resolve("keys");
    }

    private InferenceService startInference(CheckpointFolder checkpoints, ServiceMeters meters) {
        var config = new InferenceConfig(
                kafka(),
                input.domain().name(),
                keys().resolve(BundleKeys.PUBLIC_FILE),
                SUBTASKS,
                CHECKPOINT_INTERVAL,
                Optional.empty(),
                DeviceChoice.of("cpu").decide());
        return InferenceService.start(config, checkpoints, EmbeddedBroker.PARTITIONS, meters.registry());
    }

    private CheckpointFolder checkpoints() {
        return new CheckpointFolder(folder.resolve("flink"));
    }

    /** Another day of a system that is up to date: from the first request for a forecast to the last forecast on the topic. */
    private StreamRow forecast() throws InterruptedException {
        LocalDate date = lastDate().plusDays(1);
        try (var meters = new ServiceMeters("bench");
                InferenceService inference = startInference(checkpoints(), meters);
                var issued = new IssuedForecasts(kafka(), date)) {
            await(inference, inference::isReady);
            try (IngestService ingest = startIngest(date, meters)) {
                await(ingest, () -> issued.update(POLL).requests() > 0);
                Cost before = Cost.soFar();
                await(
                        inference,
                        () -> issued.update(POLL).tiles() == input.domain().tiles());
                long days = ForecastSpan.WHOLE_DAYS;
                return row("stream.forecast", days, Cost.since(before), OptionalLong.empty(), OptionalLong.empty());
            }
        }
    }

    /** From the first day that the job computes to the last result on the topic; then a checkpoint is waited for. */
    private StreamRow analysis() throws InterruptedException {
        CheckpointFolder checkpoints = checkpoints();
        try (var meters = new ServiceMeters("bench");
                InferenceService inference = startInference(checkpoints, meters);
                var analysed =
                        new AnalysedDays(kafka(), input.domain().tiles(), input.firstDate(), lastDate(), Map::of)) {
            await(inference, () -> computed(meters) > 0);
            Cost before = Cost.soFar();
            long already = computed(meters);
            var early = new OptionalLong[] {OptionalLong.empty()};
            await(inference, () -> {
                analysed.update(POLL);
                if (early[0].isEmpty() && Cost.since(before).seconds() >= EARLY_SECONDS) {
                    early[0] = OptionalLong.of(computed(meters) - already);
                }
                return analysed.days() >= days;
            });
            Cost cost = Cost.since(before);
            inference.finish();
            await(inference, inference::isDrained);
            return row("stream.analysis", days, cost, early[0], OptionalLong.of(bytes(checkpoints)));
        }
    }

    private static long computed(ServiceMeters meters) {
        return meters.registry().find("soilcast.cell.days").functionCounters().stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }

    private StreamRow row(String name, long daysOfCells, Cost cost, OptionalLong early, OptionalLong checkpointBytes) {
        int cells = input.domain().cells().size();
        return new StreamRow(name, cells, cells * daysOfCells, cost, early, Cost.residentBytes(), checkpointBytes);
    }

    private static long bytes(CheckpointFolder checkpoints) {
        Path newest = checkpoints.newest().orElseThrow(() -> new CommandFailure("the job made no checkpoint"));
        try (Stream<Path> files = Files.walk(newest)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException e) {
            throw new CommandFailure("cannot measure the checkpoint " + newest + ": " + e.getMessage());
        }
    }

    private static void await(Service service, BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!done.getAsBoolean()) {
            service.failure().ifPresent(cause -> {
                throw new CommandFailure("a service failed: " + cause.getMessage());
            });
            if (System.nanoTime() > deadline) {
                throw new CommandFailure("the benchmark did not end within " + LONGEST.toHours() + " hours");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
