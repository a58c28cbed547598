package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.inference.AnalysedDays;
import org.soilcast.inference.InferenceConfig;
import org.soilcast.ingest.align.IngestTopology;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.schemas.CommittedOffsets;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;

/** Broker, one that publishes, two that align, and retrain, each a process. */
final class SeparateServices implements AutoCloseable {
    static final LocalDate FIRST = LocalDate.of(2017, 1, 1);
    static final LocalDate LAST = LocalDate.of(2017, 2, 28);
    static final int DAYS = (int) ChronoUnit.DAYS.between(FIRST, LAST) + 1;

    private static final String DOMAIN = "sample";
    private static final int BY_SIGTERM = 128 + 15;
    private static final Duration WITHIN = Duration.ofMinutes(3);

    private final Path state;
    private final KafkaConnection kafka;
    private final List<JavaProcess> processes = new ArrayList<>();
    private final JavaProcess aligner;

    SeparateServices(Path state) throws InterruptedException {
        this.state = state;
        int port = FreePort.one();
        BundleKeys.inFolder(state.resolve("keys"));
        start(
                        "broker",
                        Soilcast.class,
                        List.of("broker", "--state", state.toString(), "--port", Integer.toString(port)))
                .await(line -> line.startsWith("services reach it by "), WITHIN);
        this.kafka = BrokerAddress.read(state.resolve("kafka")).orElseThrow();
        startIngest("publish", "publish");
        startIngest("align-1", "align");
        aligner = startIngest("align-2", "align");
        start(
                "retrain",
                org.soilcast.retrain.Main.class,
                List.of(
                        broker(),
                        "archive.folder=" + state.resolve("archive"),
                        "bundle.private.key=" + state.resolve("keys").resolve(BundleKeys.PRIVATE_FILE),
                        "bundle.public.key=" + state.resolve("keys").resolve(BundleKeys.PUBLIC_FILE),
                        "input.last.date=" + LAST));
    }

    private String broker() {
        return "config=" + BrokerAddress.file(state.resolve("kafka"));
    }

    private JavaProcess startIngest(String name, String role) {
        return start(
                name,
                org.soilcast.ingest.Main.class,
                List.of(
                        broker(),
                        "domain=" + DOMAIN,
                        "state.dir=" + state.resolve("streams-" + name),
                        "to=" + LAST,
                        "role=" + role));
    }

    /** Ends one of the two that align, in the midst of it. */
    void killAligner() throws InterruptedException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!TopicCreation.isComplete(kafka) || isEmpty(Topics.TILE_DAYS)) {
            checkTime(deadline, "no tile-day");
        }
        aligner.kill();
        processes.remove(aligner);
        aligner.close();
    }

    /** Starts the one that stores and serves results; the topics must be there. */
    ServedPage serve() throws InterruptedException {
        JavaProcess map = start(
                "map",
                org.soilcast.map.Main.class,
                List.of(broker(), "results.dir=" + state.resolve("results"), "page.port=0"));
        return ServedPage.told(map.await(line -> line.startsWith("page on "), WITHIN));
    }

    /** Waits until a page has the results of the last day. */
    void awaitOn(ServedPage page) throws Exception {
        page.awaitResults(kafka, LAST, WITHIN);
    }

    private boolean isEmpty(Topics topic) {
        return TopicReader.dataEnds(kafka, topic).values().stream().allMatch(end -> end == 0);
    }

    List<String> inference(String name) {
        return List.of(
                broker(),
                "domain=" + DOMAIN,
                "bundle.public.key=" + state.resolve("keys").resolve(BundleKeys.PUBLIC_FILE),
                "state.dir=" + state.resolve("flink-" + name),
                "checkpoint.interval.ms=1000",
                "parallelism=2");
    }

    JavaProcess start(String name, Class<?> mainClass, List<String> arguments) {
        var launch =
                TestLaunch.likeTheShellCommand().withOption("-Dsoilcast.log.folder=" + state.resolve("log-" + name));
        JavaProcess process = JavaProcess.start(launch, mainClass.getName(), arguments);
        processes.add(process);
        return process;
    }

    /** Waits until every day has its results and no group has records left. */
    void awaitEnd() {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        int tiles = 0;
        while (tiles == 0) {
            tiles = TopicCreation.isComplete(kafka) ? tiles() : 0;
            checkTime(deadline, "no tiles");
        }
        try (var aligned = new CommittedOffsets(kafka, IngestTopology.applicationId(DOMAIN));
                var taken = new CommittedOffsets(kafka, InferenceConfig.GROUP_ID);
                var done = new AnalysedDays(kafka, tiles, FIRST, LAST, Map::of)) {
            while (done.days() < DAYS
                    || !aligned.coverAll(List.of(Topics.FORCING, Topics.RETRIEVALS))
                    || !taken.coverAll(List.of(Topics.TILE_DAYS))) {
                done.update(Duration.ofMillis(100));
                checkTime(deadline, done.days() + " of " + DAYS + " days done");
            }
        }
    }

    private void checkTime(long deadline, String situation) {
        assertThat(System.nanoTime() < deadline)
                .as(situation + " after " + WITHIN + "\n"
                        + String.join(
                                "\n",
                                processes.stream().map(JavaProcess::output).toList()))
                .isTrue();
    }

    /** How many tiles the domain has; 0 before the first of them can be read. */
    private int tiles() {
        var tiles = new AtomicInteger();
        TopicReader.readAll(
                kafka,
                Topics.TILES,
                record -> tiles.set(
                        SingleObject.decode(record.value(), Tile.class).getTiles()));
        return tiles.get();
    }

    /** What is on the topic of results. */
    Map<String, String> results() {
        return results(kafka);
    }

    /** Empties the topic of results, so that another job has to make them. */
    void forgetResults() throws Exception {
        try (Admin admin = Admin.create(kafka.admin())) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            TopicReader.dataEnds(kafka, Topics.SOIL_MOISTURE)
                    .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(-1)));
            admin.deleteRecords(all).all().get();
        }
        assertThat(results()).isEmpty();
    }

    /** Asks a process to end and waits until it has. */
    void end(JavaProcess process) throws InterruptedException {
        processes.remove(process);
        try (process) {
            process.terminate();
            assertThat(process.awaitExit(WITHIN))
                    .as("ran until it was asked to end\n" + process.output())
                    .isEqualTo(BY_SIGTERM);
        }
    }

    /** Ends all, the broker last. */
    @Override
    public void close() throws InterruptedException {
        while (!processes.isEmpty()) {
            end(processes.get(processes.size() - 1));
        }
    }

    /** The last record of each tile and date, but for how often the day was sent, which is nobody's result. */
    static Map<String, String> results(KafkaConnection kafka) {
        Map<String, String> results = new TreeMap<>();
        TopicReader.readAll(kafka, Topics.SOIL_MOISTURE, record -> {
            SoilMoisture result = SingleObject.decode(record.value(), SoilMoisture.class);
            SoilMoisture unsent = SoilMoisture.newBuilder(result).setIssue(0).build();
            results.put(record.key(), HexFormat.of().formatHex(SingleObject.encode(unsent)));
        });
        return results;
    }
}
