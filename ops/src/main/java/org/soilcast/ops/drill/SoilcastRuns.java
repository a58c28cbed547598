package org.soilcast.ops.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.soilcast.ops.CommandFailure;
import org.soilcast.ops.FreePort;
import org.soilcast.ops.Soilcast;

/**
 * Runs {@code soilcast} in processes of its own, always on the same input.
 *
 * @param launch how a process is started
 * @param input arguments of {@code soilcast run} that say what is run
 * @param folder where state folders and exports are
 */
public record SoilcastRuns(JavaProcess.Launch launch, List<String> input, Path folder) {
    /** A run or an export that takes longer hangs. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    public SoilcastRuns {
        input = List.copyOf(input);
    }

    /** Starts {@code soilcast run --once} on a state folder of this name. */
    public JavaProcess start(String state, String... more) {
        var once = new ArrayList<>(List.of("--once"));
        once.addAll(List.of(more));
        return follow(state, once.toArray(String[]::new));
    }

    /** Starts {@code soilcast run} on a state folder of this name, which waits for more input. */
    public JavaProcess follow(String state, String... more) {
        var arguments = new ArrayList<>(List.of(
                "run", "--state", folder.resolve(state).toString(), "--port", Integer.toString(FreePort.one())));
        arguments.addAll(input);
        arguments.addAll(List.of(more));
        return JavaProcess.start(launch, Soilcast.class.getName(), arguments);
    }

    /**
     * Runs to the end.
     *
     * @return the last progress
     * @throws CommandFailure when the run fails
     */
    public RunProgress finish(String state, String... more) throws InterruptedException {
        try (JavaProcess run = start(state, more)) {
            int exitCode = run.awaitExit(LONGEST);
            if (exitCode != 0) {
                throw new CommandFailure("the run on " + state + " ended with exit code " + exitCode + ": "
                        + run.output().lines().reduce((first, last) -> last).orElse("no output"));
            }
            return RunProgress.last(run.output())
                    .orElseThrow(() -> new CommandFailure("the run on " + state + " printed no progress"));
        }
    }

    /**
     * Exports the results on a state folder.
     *
     * @throws CommandFailure when the export fails
     */
    public Path export(String state) throws InterruptedException {
        Path csv = folder.resolve(state + ".csv");
        List<String> arguments =
                List.of("export", "--state", folder.resolve(state).toString(), "--csv", csv.toString());
        try (JavaProcess export = JavaProcess.start(launch, Soilcast.class.getName(), arguments)) {
            if (export.awaitExit(LONGEST) != 0) {
                throw new CommandFailure("the export of " + state + " failed: " + export.output());
            }
            return csv;
        }
    }
}
