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
import java.util.Random;
import org.soilcast.ops.CommandFailure;
import org.soilcast.ops.JavaProcess;

/**
 * Kills a run with SIGKILL at random moments, starts it again each time, lets it end, and compares its export with that
 * of an undisturbed run. Of five kills, four hit the run some time after it has made new progress, one while it starts.
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
    record Kill(RunProgress at, Optional<Duration> recovery) {}

    /**
     * What came of a drill.
     *
     * @param kills number of kills that landed before the run had ended
     * @param recoveries time from each start to the first new progress, of those that got so far; to a second
     * @param identical whether the export is that of the undisturbed run, byte for byte
     */
    public record Report(int kills, List<Duration> recoveries, boolean identical) {}

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
     * @throws CommandFailure when the run ends before all kills have landed, or fails by itself
     */
    public Report run(int times, Path undisturbed, int days) throws InterruptedException, IOException {
        String pace =
                String.format(Locale.ROOT, "%.2f", SHARE_KILLED * days / (times * (LINE_S + LONGEST_LIFE_MS / 2e3)));
        var recoveries = new ArrayList<Duration>();
        for (int kill = 1; kill <= times; kill++) {
            Kill landed = liveAndKill(pace);
            landed.recovery().ifPresent(recoveries::add);
            out.println(String.format(
                    Locale.ROOT,
                    "kill %d/%d days=%d/%d phase=%s recovery=%s",
                    kill,
                    times,
                    landed.at().days(),
                    landed.at().ofAll(),
                    landed.at().phase(),
                    landed.recovery().map(KillDrill::seconds).orElse("killed before")));
            out.flush();
        }
        runs.finish("killed");
        boolean identical = Files.mismatch(runs.export("killed"), undisturbed) == -1;
        return new Report(times, List.copyOf(recoveries), identical);
    }

    /** A time in seconds as text. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1e3);
    }

    private Kill liveAndKill(String pace) throws InterruptedException {
        long startNanos = System.nanoTime();
        boolean whileStarting = random.nextInt(5) == 0;
        try (JavaProcess run = runs.start("killed", "--pace", pace)) {
            Optional<Duration> recovery = Optional.empty();
            if (!whileStarting) {
                awaitNewProgress(run);
                recovery = Optional.of(Duration.ofNanos(System.nanoTime() - startNanos));
            }
            int lifeMs = random.nextInt(whileStarting ? LONGEST_START_MS : LONGEST_LIFE_MS);
            if (run.exitCode(Duration.ofMillis(lifeMs)).isPresent() || !run.kill()) {
                throw new CommandFailure(
                        "seed " + seed + ": the run ended before it was killed; it printed: " + run.output());
            }
            RunProgress at = RunProgress.last(run.output()).orElse(new RunProgress(0, 0, "start"));
            return new Kill(at, recovery);
        }
    }

    /** Waits until more days are out than when the run began to count. */
    private static void awaitNewProgress(JavaProcess run) throws InterruptedException {
        String first = run.await(line -> RunProgress.of(line).isPresent(), SoilcastRuns.LONGEST);
        int before = RunProgress.of(first).orElseThrow().days();
        run.await(
                line -> RunProgress.of(line).filter(now -> now.days() > before).isPresent(), SoilcastRuns.LONGEST);
    }
}
