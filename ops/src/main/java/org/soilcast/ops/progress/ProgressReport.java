package org.soilcast.ops.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;

/**
 * Tells the user how far a run has come: on a terminal one line that is rewritten, elsewhere one line a second,
 * {@code progress days=123/549 cells=306 rate=5120.0 lag=12}. Rate is in cell-days per second over the last seconds, lag
 * in days that are ready and not yet analysed.
 */
public final class ProgressReport {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int RATE_WINDOW = 5;

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
    public void tick(long nowNanos, String phase, int daysDone, int daysReady) {
        if (!samples.isEmpty() && nowNanos - lastLineNanos < EVERY.toNanos()) {
            return;
        }
        print(nowNanos, phase, daysDone, daysReady);
    }

    /** Prints in any case; the last line of a run. */
    public void last(long nowNanos, String phase, int daysDone, int daysReady) {
        print(nowNanos, phase, daysDone, daysReady);
        if (terminal) {
            out.println();
        }
        out.flush();
    }

    private void print(long nowNanos, String phase, int daysDone, int daysReady) {
        lastLineNanos = nowNanos;
        samples.addLast(new Sample(nowNanos, daysDone));
        if (samples.size() > RATE_WINDOW + 1) {
            samples.removeFirst();
        }
        Sample oldest = samples.getFirst();
        double seconds = (nowNanos - oldest.nanos()) * 1e-9;
        double daysPerSecond = seconds > 0 ? (daysDone - oldest.days()) / seconds : 0;
        int lag = Math.max(0, daysReady - daysDone);
        if (terminal) {
            out.print(String.format(
                    Locale.ROOT,
                    "\r%-10s %d/%d days  %d cells  %.0f cell-days/s  lag %d days  %s left \033[K",
                    phase,
                    daysDone,
                    daysOfAll,
                    cells,
                    daysPerSecond * cells,
                    lag,
                    timeLeft(daysPerSecond, daysOfAll - daysDone)));
        } else {
            out.println(String.format(
                    Locale.ROOT,
                    "progress days=%d/%d cells=%d rate=%.1f lag=%d phase=%s",
                    daysDone,
                    daysOfAll,
                    cells,
                    daysPerSecond * cells,
                    lag,
                    phase));
        }
        out.flush();
    }

    private static String timeLeft(double daysPerSecond, int daysLeft) {
        if (daysPerSecond <= 0) {
            return "?";
        }
        long seconds = Math.round(daysLeft / daysPerSecond);
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
