package org.soilcast.ops.monitoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Prometheus, Alertmanager and their tools as they are installed; tests are skipped where they are not. */
public final class MonitoringProgram implements AutoCloseable {
    /** Our files, seen from this module. */
    public static final Path FILES = Path.of("monitoring").toAbsolutePath();

    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final String url;

    private MonitoringProgram(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Prometheus with a file. */
    public static MonitoringProgram prometheus(Path config, Path data, int port) throws Exception {
        return start(
                data,
                "http://127.0.0.1:" + port,
                path("prometheus"),
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--web.listen-address=127.0.0.1:" + port);
    }

    /** Alertmanager with a file. */
    public static MonitoringProgram alertmanager(Path config, Path data, int port) throws Exception {
        return start(
                data,
                "http://127.0.0.1:" + port,
                path("prometheus-alertmanager", "alertmanager"),
                "--config.file=" + config,
                "--storage.path=" + data,
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port);
    }

    /** Runs a tool to its end; what it prints, with its exit code in front. */
    public static String output(String name, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(path(name)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + text;
    }

    private static String path(String... names) {
        Optional<String> found = Arrays.stream(names)
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        assumeTrue(found.isPresent(), names[0] + " is not installed");
        return found.orElseThrow();
    }

    private static MonitoringProgram start(Path data, String url, String... command) throws Exception {
        Files.createDirectories(data);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("output.txt").toFile())
                .start();
        var program = new MonitoringProgram(process, url);
        try {
            program.awaitReady(data.resolve("output.txt"));
            return program;
        } catch (Exception | Error e) {
            program.close();
            throw e;
        }
    }

    private void awaitReady(Path output) throws Exception {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError(url + " is not ready; it printed:\n" + Files.readString(output));
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return answer("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it answers. */
    public String url() {
        return url;
    }

    /** What it answers to a query of its API. */
    public JsonNode get(String path) throws Exception {
        return new ObjectMapper().readTree(answer(path).body());
    }

    /** The series that a query of Prometheus' language has now. */
    public JsonNode query(String query) throws Exception {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(query + ": " + answer);
        }
        return answer.path("data").path("result");
    }

    private HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
