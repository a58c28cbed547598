package org.soilcast.laboratory.verification;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.soilcast.dayline.Reported;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.DayLineRun;

/**
 * Whether the filter draws the state to the retrievals that it uses, and at what cost in water. Of each cell: the standard
 * deviations of y − f (retrieval less the filter's forecast) and y − a (less what it expects after it), both with the bias of
 * the cell taken off the state, over the retrievals used; and of the water ΔW that it added to the three layers, in mm,
 *
 * <pre>
 *   mean increment a month = Σ ΔW/1000 · (365.25/12)/days      size of one = mean over months of |Σ ΔW|/1000
 * </pre>
 *
 * <p>as moisture of the top metre, m3/m3. The first says whether water is made or lost, the second how much is moved.
 */
final class FilterBalance {
    private static final double DAYS_PER_MONTH = 365.25 / 12;
    private static final int FEWEST_RETRIEVALS = 10;

    private final CellHistory history;
    private final DayLineRun.Series series;
    private final int firstDay;

    /**
     * Of a run that reports the filter's forecast and analysis and the increment.
     *
     * @param from first day judged
     */
    FilterBalance(CellHistory history, DayLineRun.Series series, LocalDate from) {
        this.history = history;
        this.series = series;
        this.firstDay = history.span().day(from);
    }

    /** Standard deviation of what retrievals have beyond this report, {@code [cell]}, m3/m3; NaN for few retrievals. */
    double[] deviation(Reported what) {
        float[] row = series.row(what);
        int cells = history.cells().size();
        return IntStream.range(0, cells)
                .mapToDouble(cell -> {
                    double[] off = IntStream.range(firstDay, history.span().days())
                            .filter(day -> series.assimilated(day, cell))
                            .mapToDouble(day -> history.retrieval(day, cell) - (double) row[day * cells + cell])
                            .toArray();
                    double mean = Arrays.stream(off).average().orElse(Double.NaN);
                    double variance = Arrays.stream(off)
                            .map(value -> (value - mean) * (value - mean))
                            .average()
                            .orElse(Double.NaN);
                    return off.length < FEWEST_RETRIEVALS ? Double.NaN : Math.sqrt(variance);
                })
                .toArray();
    }

    /** Mean increment a month, {@code [cell]}, m3/m3. */
    double[] monthlyIncrement() {
        int days = history.span().days() - firstDay;
        return IntStream.range(0, history.cells().size())
                .mapToDouble(
                        cell -> incrementM3PerM3(cell, firstDay, history.span().days()) * DAYS_PER_MONTH / days)
                .toArray();
    }

    /** Mean size of a calendar month's increment, {@code [cell]}, m3/m3; the last month may be a part of one. */
    double[] monthlyIncrementSize() {
        return IntStream.range(0, history.cells().size())
                .mapToDouble(cell -> {
                    double sizes = 0;
                    int months = 0;
                    int day = firstDay;
                    while (day < history.span().days()) {
                        LocalDate date = history.span().first().plusDays(day);
                        int next =
                                Math.min(history.span().days(), day + date.lengthOfMonth() - date.getDayOfMonth() + 1);
                        sizes += Math.abs(incrementM3PerM3(cell, day, next));
                        months++;
                        day = next;
                    }
                    return sizes / months;
                })
                .toArray();
    }

    private double incrementM3PerM3(int cell, int begin, int end) {
        float[] incrementMm = series.row(Reported.INCREMENT_MM);
        int cells = history.cells().size();
        return IntStream.range(begin, end)
                        .mapToDouble(day -> incrementMm[day * cells + cell])
                        .sum()
                / SoilLayers.ROOT_ZONE_MM;
    }
}
