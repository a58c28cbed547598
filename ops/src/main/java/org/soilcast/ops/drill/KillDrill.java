package org.soilcast.ops.drill;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.soilcast.ops.CommandFailure;

/**
 * Kills a run with SIGKILL at random moments, starts it again each time, lets it end, and compares its export with that
 * of an undisturbed run. Of five kills, four hit the run some time after it has made new progress, one while it starts.
 * A run that ends before all kills have landed is compared, and the rest hit a new one.
 */
public final class KillDrill {
    /** Longest time a run lives on after it has made new progress. */
    private static final int LONGEST_LIFE_MS = 3_000;
    /** Latest moment of a kill that hits the start. */
    private static final int LONGEST_START_MS = 8_000;
    /** Progress lines come once a second, so a life is up to so much longer. */
    private static final double LINE_S = 1;
    /** Share of the days that are to be done when the last kill lands. */
    private static final double SHARE_KILLED = 0.8;

    private final SoilcastRuns runs;
    private final PrintWriter out;
    private final Random random;
    private final long seed;

    /** A kill: where the run stood, and how long it had taken from its start to new progress, if it had made any. */
    private record Kill(RunProgress at, Optional<Duration> recovery) {}

    /**
     * What came of a drill.
     *
     * @param kills number of kills, each of which hit a run before its end
     * @param recoveries time from each start to the first new progress, of those that got so far; to a second
     * @param different state folders whose export is not that of the undisturbed run, byte for byte
     */
    public record Report(int kills, List<Duration> recoveries, List<String> different) {
        public Report {
            recoveries = List.copyOf(recoveries);
            different = List.copyOf(different);
        }
    }

    /**
     * A drill.
     *
     * @param runs makes the runs
     * @param seed of the moments
     * @param out takes a line for each kill
     */
    public KillDrill(SoilcastRuns runs, long seed, PrintWriter out) {
        this.runs = runs;
        this.seed = seed;
        this.random = new Random(seed);
        this.out = out;
    }

    /**
     * Kills so often and compares.
     *
     * @param undisturbed export of the undisturbed run
     * @param days number of days of the run
     * @throws CommandFailure when a run fails by itself, or more runs end than kills land
     */
    public Report run(int times, Path undisturbed, int days) throws InterruptedException, IOException {
        double daysPerSecond = SHARE_KILLED * days / (times * (LINE_S + LONGEST_LIFE_MS / 2e3));
        String pace = String.format(Locale.ROOT, "%.2f", daysPerSecond);
        var recoveries = new ArrayList<Duration>();
        var different = new ArrayList<String>();
        int runNumber = 1;
        for (int kill = 1; kill <= times; ) {
            Optional<Kill> landed = liveAndKill(state(runNumber), pace);
            if (landed.isPresent()) {
                tell(kill++, times, landed.get());
                landed.get().recovery().ifPresent(recoveries::add);
            } else if (runNumber < times) {
                compare(state(runNumber++), undisturbed).ifPresent(different::add);
            } else {
                throw new CommandFailure("seed " + seed + ": " + runNumber + " runs ended before " + times
                        + " kills had landed; the input is too short");
            }
        }
        runs.finish(state(runNumber));
        compare(state(runNumber), undisturbed).ifPresent(different::add);
        return new Report(times, recoveries, different);
    }

    /** A time in seconds as text. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1e3);
    }

    private static String state(int runNumber) {
        return "killed-" + runNumber;
    }

    private Optional<String> compare(String state, Path undisturbed) throws InterruptedException, IOException {
        boolean same = Files.mismatch(runs.export(state), undisturbed) == -1;
        out.println("run " + state + " ended, export " + (same ? "identical" : "DIFFERENT"));
        out.flush();
        return same ? Optional.empty() : Optional.of(state);
    }

    private void tell(int kill, int times, Kill landed) {
        out.println(String.format(
                Locale.ROOT,
                "kill %d/%d days=%d/%d phase=%s recovery=%s",
                kill,
                times,
                landed.at().days(),
                landed.at().ofAll(),
                landed.at().phase(),
                landed.recovery().map(KillDrill::seconds).orElse("none before the kill")));
        out.flush();
    }

    /** Starts the run, or goes on with it, and kills it; empty when it ended before. */
    private Optional<Kill> liveAndKill(String state, String pace) throws InterruptedException {
        long startNanos = System.nanoTime();
        boolean whileStarting = random.nextInt(5) == 0;
        try (JavaProcess run = runs.start(state, "--pace", pace)) {
            Optional<Duration> recovery = Optional.empty();
            if (!whileStarting && awaitNewProgress(run)) {
                recovery = Optional.of(Duration.ofNanos(System.nanoTime() - startNanos));
            }
            int lifeMs = random.nextInt(whileStarting ? LONGEST_START_MS : LONGEST_LIFE_MS);
            OptionalInt ended = run.exitCode(Duration.ofMillis(lifeMs));
            if (ended.orElse(0) != 0) {
                throw new CommandFailure("seed " + seed + ": the run on " + state + " failed: " + run.output());
            }
            return ended.isEmpty() && run.kill()
                    ? Optional.of(new Kill(RunProgress.last(run.output()).orElse(RunProgress.NONE), recovery))
                    : Optional.empty();
        }
    }

    /** Waits until more days are out than when the run began to count; false when there are no more. */
    private static boolean awaitNewProgress(JavaProcess run) throws InterruptedException {
        RunProgress first = awaitProgress(run, 0);
        return first.days() < first.ofAll()
                && awaitProgress(run, first.days() + 1).days() > first.days();
    }

    private static RunProgress awaitProgress(JavaProcess run, int days) throws InterruptedException {
        String line = run.await(
                printed -> RunProgress.of(printed)
                        .filter(now -> now.days() >= days)
                        .isPresent(),
                SoilcastRuns.LONGEST);
        return RunProgress.of(line).orElseThrow();
    }
}
