package org.soilcast.ops.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.soilcast.service.ServiceProgress;

/**
 * Tells the user how far a run has come: on a terminal one line that is rewritten, elsewhere one line a second,
 * {@code progress days=123/549 cells=306 rate=5120.0 lag=12 phase=analyse}. Rate is in cell-days per second over the last
 * seconds, lag in days that are ready and not yet analysed. While there is no model yet, the line says what is waited for:
 * {@code … phase=prepare published=240/549 waiting="collects the first year 200/380"}.
 */
public final class ProgressReport {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int RATE_WINDOW = 5;

    /** What a run is doing. */
    public sealed interface Phase {
        /** Days whose results are out. */
        int days();

        /** There is no model yet. */
        record Prepare(ServiceProgress ingest, ServiceProgress model) implements Phase {
            @Override
            public int days() {
                return 0;
            }
        }

        /** Days are analysed: so many of those that are ready. */
        record Analyse(int days, int ready) implements Phase {}
    }

    private record Sample(long nanos, int days) {}

    private final PrintWriter out;
    private final boolean terminal;
    private final int cells;
    private final int daysOfAll;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private long lastLineNanos;

    /** Of a run of so many cells and days; on a terminal the line is rewritten. */
    public ProgressReport(PrintWriter out, boolean terminal, int cells, int daysOfAll) {
        this.out = out;
        this.terminal = terminal;
        this.cells = cells;
        this.daysOfAll = daysOfAll;
    }

    /** Prints when the last line is a second old. */
    public void tick(long nowNanos, Phase phase) {
        if (!samples.isEmpty() && nowNanos - lastLineNanos < EVERY.toNanos()) {
            return;
        }
        print(nowNanos, phase);
    }

    /** Prints in any case, and ends the line. */
    public void last(long nowNanos, Phase phase) {
        print(nowNanos, phase);
        if (terminal) {
            out.println();
        }
        out.flush();
    }

    private void print(long nowNanos, Phase phase) {
        lastLineNanos = nowNanos;
        samples.addLast(new Sample(nowNanos, phase.days()));
        if (samples.size() > RATE_WINDOW + 1) {
            samples.removeFirst();
        }
        if (terminal) {
            out.print("\r" + (phase instanceof Phase.Prepare prepare ? prepareText(prepare) : analyseText(phase))
                    + " \033[K");
        } else {
            out.println(String.format(
                    Locale.ROOT,
                    "progress days=%d/%d cells=%d rate=%.1f lag=%d %s",
                    phase.days(),
                    daysOfAll,
                    cells,
                    daysPerSecond() * cells,
                    lag(phase),
                    phase instanceof Phase.Prepare prepare ? preparePairs(prepare) : "phase=analyse"));
        }
        out.flush();
    }

    private String analyseText(Phase phase) {
        double daysPerSecond = daysPerSecond();
        return String.format(
                Locale.ROOT,
                "analyse    %d/%d days  %d cells  %.0f cell-days/s  lag %d days  %s left",
                phase.days(),
                daysOfAll,
                cells,
                daysPerSecond * cells,
                lag(phase),
                timeLeft(daysPerSecond, daysOfAll - phase.days()));
    }

    private static String prepareText(Phase.Prepare prepare) {
        return "prepare    " + prepare.ingest().days() + "/" + prepare.ingest().of() + " days published  "
                + waiting(prepare);
    }

    private static String preparePairs(Phase.Prepare prepare) {
        return "phase=prepare published=" + prepare.ingest().days() + "/"
                + prepare.ingest().of() + " waiting=\"" + waiting(prepare) + "\"";
    }

    /** The first model is waited for, once there is enough to make it of; else the days it is made of. */
    private static String waiting(Phase.Prepare prepare) {
        return Stream.of(prepare.model(), prepare.ingest())
                .filter(progress -> !progress.doing().isEmpty())
                .limit(1)
                .map(progress ->
                        progress.doing() + " " + Math.min(progress.days(), progress.of()) + "/" + progress.of())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(), text -> text.isEmpty() ? "starts the analysis" : text));
    }

    private double daysPerSecond() {
        Sample oldest = samples.getFirst();
        Sample newest = samples.getLast();
        double seconds = (newest.nanos() - oldest.nanos()) * 1e-9;
        return seconds > 0 ? (newest.days() - oldest.days()) / seconds : 0;
    }

    private static int lag(Phase phase) {
        return phase instanceof Phase.Analyse analyse ? Math.max(0, analyse.ready() - analyse.days()) : 0;
    }

    private static String timeLeft(double daysPerSecond, int daysLeft) {
        if (daysPerSecond <= 0) {
            return "?";
        }
        long seconds = Math.round(daysLeft / daysPerSecond);
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
