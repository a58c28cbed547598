package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.inference.InferenceConfig;
import org.soilcast.ingest.align.IngestTopology;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.SoilcastRuns;
import org.soilcast.ops.progress.DaysDone;
import org.soilcast.ops.progress.Lag;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Tile;

/** The cluster form: each service a process of its own around one broker gives the bytes of the standalone run. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class SeparateProcessesTest {
    private static final String DOMAIN = "smap_conus";
    private static final String LAST_DATE = "2015-06-30";
    private static final int BY_SIGTERM = 128 + 15;
    private static final Duration WITHIN = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    private static Path standalone;
    private static int days;

    @BeforeAll
    static void runStandalone() throws Exception {
        var runs = new SoilcastRuns(
                TestLaunch.likeTheShellCommand(), List.of("--domain", DOMAIN, "--to", LAST_DATE), folder);
        days = runs.finish("standalone").ofAll();
        standalone = runs.export("standalone");
    }

    @Test
    void onAFlinkSessionCluster() throws Exception {
        Path state = folder.resolve("session");
        try (var services = new Services(state);
                var flink = new FlinkSession(state.resolve("flink-session"), TestLaunch.likeTheShellCommand())) {
            int exitCode = flink.run(inferenceJar(), org.soilcast.inference.Main.class.getName(), services.inference());
            assertThat(exitCode).as(flink.output()).isZero();
            services.awaitEnd();
        }
        assertThat(Files.mismatch(export(state), standalone))
                .as("first differing byte")
                .isEqualTo(-1);
    }

    @Test
    void withTheJobInTheInferenceProcess() throws Exception {
        Path state = folder.resolve("own");
        try (var services = new Services(state)) {
            services.start("inference", org.soilcast.inference.Main.class, services.inference());
            services.awaitEnd();
        }
        assertThat(Files.mismatch(export(state), standalone))
                .as("first differing byte")
                .isEqualTo(-1);
    }

    /** Broker, ingest and retrain, each a process. */
    private static final class Services implements AutoCloseable {
        private final Path state;
        private final KafkaConnection kafka;
        private final List<JavaProcess> processes = new ArrayList<>();

        Services(Path state) throws InterruptedException {
            this.state = state;
            int port = FreePort.one();
            this.kafka = KafkaConnection.to("127.0.0.1:" + port);
            BundleKeys.inFolder(state.resolve("keys"));
            start(
                            "broker",
                            Soilcast.class,
                            List.of("broker", "--state", state.toString(), "--port", Integer.toString(port)))
                    .await(line -> line.startsWith("broker on "), WITHIN);
            start(
                    "ingest",
                    org.soilcast.ingest.Main.class,
                    List.of(
                            bootstrap(),
                            "domain=" + DOMAIN,
                            "data.dir=" + System.getenv("SOILCAST_DATA"),
                            "state.dir=" + state.resolve("streams"),
                            "to=" + LAST_DATE));
            start(
                    "retrain",
                    org.soilcast.retrain.Main.class,
                    List.of(
                            bootstrap(),
                            "archive.folder=" + state.resolve("archive"),
                            "bundle.private.key=" + state.resolve("keys").resolve(BundleKeys.PRIVATE_FILE),
                            "bundle.public.key=" + state.resolve("keys").resolve(BundleKeys.PUBLIC_FILE),
                            "input.last.date=" + LAST_DATE));
        }

        private String bootstrap() {
            return "kafka.bootstrap.servers=" + kafka.bootstrapServers();
        }

        List<String> inference() {
            return List.of(
                    bootstrap(),
                    "domain=" + DOMAIN,
                    "bundle.public.key=" + state.resolve("keys").resolve(BundleKeys.PUBLIC_FILE),
                    "state.dir=" + state.resolve("flink"),
                    "parallelism=2");
        }

        JavaProcess start(String name, Class<?> mainClass, List<String> arguments) {
            var launch = TestLaunch.likeTheShellCommand()
                    .withOption("-Dsoilcast.log.folder=" + state.resolve("log-" + name));
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
            try (var lag = new Lag(kafka);
                    var done = new DaysDone(kafka, tiles)) {
                while (done.days() < days
                        || !lag.isZero(IngestTopology.applicationId(DOMAIN), List.of(Topics.FORCING, Topics.RETRIEVALS))
                        || !lag.isZero(InferenceConfig.GROUP_ID, List.of(Topics.TILE_DAYS))) {
                    done.update(Duration.ofMillis(100));
                    checkTime(deadline, done.days() + " of " + days + " days done");
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

        /** Asks all to end, the broker last, and waits until they have. */
        @Override
        public void close() throws InterruptedException {
            for (int i = processes.size() - 1; i >= 0; i--) {
                try (JavaProcess process = processes.get(i)) {
                    process.terminate();
                    assertThat(process.awaitExit(WITHIN))
                            .as("ran until it was asked to end\n" + process.output())
                            .isEqualTo(BY_SIGTERM);
                }
            }
        }
    }

    private static Path export(Path state) throws InterruptedException {
        var runs = new SoilcastRuns(TestLaunch.likeTheShellCommand(), List.of(), folder);
        return runs.export(state.getFileName().toString());
    }

    /** The inference service as the jar that {@code flink run} takes: the module's own, or made of its classes. */
    private static Path inferenceJar() throws Exception {
        Path classes = Path.of(org.soilcast.inference.Main.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isRegularFile(classes)) {
            return classes;
        }
        Path jar = folder.resolve("inference.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                var out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(one).toString()));
                Files.copy(one, out);
            }
        }
        return jar;
    }
}
