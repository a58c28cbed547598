package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.SoilcastRuns;

/**
 * The cluster form: each service a process of its own around one broker gives the results of the standalone run, with
 * the job in the inference process and on a Flink session cluster, one after the other on the same input, and though one
 * of the processes that align is killed. The map process serves them.
 */
@Tag("starts")
class SeparateProcessesTest {
    @TempDir
    static Path folder;

    @Test
    void eachFormHasTheResultsOfTheStandaloneRun() throws Exception {
        Map<String, String> standalone = standalone();
        Path state = folder.resolve("processes");
        try (var services = new SeparateServices(state)) {
            services.killAligner();
            ServedPage page = services.serve();
            JavaProcess inference =
                    services.start("inference", org.soilcast.inference.Main.class, services.inference("own"));
            services.awaitEnd();
            assertThat(services.results()).isEqualTo(standalone);
            services.awaitOn(page);
            services.end(inference);
            services.forgetResults();
            try (var flink = new FlinkSession(state.resolve("flink-session"), TestLaunch.likeTheShellCommand())) {
                int exitCode = flink.run(
                        inferenceJar(), org.soilcast.inference.Main.class.getName(), services.inference("session"));
                assertThat(exitCode).as(flink.output()).isZero();
                services.awaitEnd();
            }
            assertThat(services.results()).isEqualTo(standalone);
        }
    }

    /** Results of a run of the whole system in one process. */
    private static Map<String, String> standalone() throws Exception {
        var runs = new SoilcastRuns(
                TestLaunch.likeTheShellCommand(), List.of("--to", SeparateServices.LAST.toString()), folder);
        assertThat(runs.finish("standalone").ofAll()).isEqualTo(SeparateServices.DAYS);
        try (var broker = EmbeddedBroker.start(folder.resolve("standalone").resolve("kafka"))) {
            return SeparateServices.results(broker.connection());
        }
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
