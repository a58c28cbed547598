package org.soilcast.ops.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A Java process that drills and tests start, watch line by line, and kill. */
public final class JavaProcess implements AutoCloseable {
    private static final String END = "\u0000";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    /**
     * How the virtual machine is started.
     *
     * @param options of the virtual machine
     * @param classPath class path
     * @param environment variables added to those of this process
     */
    public record Launch(List<String> options, String classPath, Map<String, String> environment) {
        public Launch {
            options = List.copyOf(options);
            environment = Map.copyOf(environment);
        }

        /** As this process was started, but for writing progress to a terminal. */
        public static Launch likeThisProcess() {
            var options = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
            options.add("-Dsoilcast.terminal=false");
            return new Launch(options, System.getProperty("java.class.path"), Map.of());
        }

        /** The same with one more option. */
        public Launch withOption(String option) {
            var more = new ArrayList<>(options);
            more.add(option);
            return new Launch(more, classPath, environment);
        }
    }

    private JavaProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a class's main method; its errors come with its output. */
    public static JavaProcess start(Launch launch, String mainClass, List<String> arguments) {
        return start(command(launch, mainClass, arguments), launch.environment());
    }

    private static List<String> command(Launch launch, String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(launch.options());
        command.add("-cp");
        command.add(launch.classPath());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** The same behind another command, which becomes the process. */
    public static JavaProcess startBehind(
            List<String> prefix, Launch launch, String mainClass, List<String> arguments) {
        var command = new ArrayList<>(prefix);
        command.addAll(command(launch, mainClass, arguments));
        return start(command, launch.environment());
    }

    private static JavaProcess start(List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** Number of the process. */
    public long pid() {
        return process.pid();
    }

    /**
     * Waits for a line.
     *
     * @throws IllegalStateException when the process ends or the deadline passes before it comes
     */
    public String await(Predicate<String> wanted, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new IllegalStateException(
                        (line == null ? "no such line within " + within : "the process ended first") + "; it printed:\n"
                                + String.join("\n", seen));
            }
            seen.add(line);
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    /** Waits so long for the end of the process; its exit code, empty when it goes on. */
    public OptionalInt exitCode(Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /**
     * Waits for the end of the process and gives its exit code.
     *
     * @throws IllegalStateException when it still runs at the deadline
     */
    public int awaitExit(Duration within) throws InterruptedException {
        return exitCode(within)
                .orElseThrow(() ->
                        new IllegalStateException("still running after " + within + "; it printed:\n" + output()));
    }

    /** Asks the process to end, as {@code kill} does. */
    public void terminate() {
        process.destroy();
    }

    /** kill -9. Whether the process was alive until then. */
    public boolean kill() throws InterruptedException {
        boolean alive = process.isAlive();
        process.destroyForcibly().waitFor();
        return alive;
    }

    /** Everything printed so far. */
    public String output() {
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
