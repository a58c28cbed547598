package org.soilcast.ops;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real {@code soilcast} process, started as the shell command starts it, whose lines a test can wait for. */
final class SoilcastProcess implements AutoCloseable {
    private static final String END = "\u0000";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private SoilcastProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "soilcast-output");
        reader.setDaemon(true);
        reader.start();
    }

    static SoilcastProcess start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("jvm.options").toAbsolutePath());
        command.add("-cp");
        command.add(Path.of("target", "classes").toAbsolutePath()
                + File.pathSeparator
                + Files.readString(Path.of("target", "classpath.txt")).strip());
        command.add(Soilcast.class.getName());
        command.addAll(List.of(arguments));
        return new SoilcastProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Waits for a line, and fails when the process ends or the deadline passes before it comes. */
    String await(Predicate<String> wanted, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError((line == null ? "no such line within " + within : "the process ended first")
                        + "; it printed:\n" + String.join("\n", seen));
            }
            seen.add(line);
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    /** Waits for the end of the process and gives its exit code. */
    int awaitExit(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + within + "; it printed:\n" + output());
        }
        return process.exitValue();
    }

    /** kill -9. Whether the process was alive until then. */
    boolean kill() throws InterruptedException {
        boolean alive = process.isAlive();
        process.destroyForcibly().waitFor();
        return alive;
    }

    /** Everything printed so far. */
    String output() {
        lines.removeIf(line -> line.equals(END) || seen.add(line));
        return String.join("\n", seen);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private void read() {
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        } finally {
            lines.add(END);
        }
    }
}
