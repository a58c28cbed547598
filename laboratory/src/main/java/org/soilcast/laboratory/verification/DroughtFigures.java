package org.soilcast.laboratory.verification;

import java.time.LocalDate;
import java.util.List;
import org.soilcast.learning.history.CellHistory;

/**
 * Figures of the root zone's percentiles beside a precipitation index of the same cells. Drought maps, like that index, add
 * up weeks, as is seen on the maps of training years (uscrn, 2012–2016); so the mean percentile of the last {@value #DAYS}
 * days is compared too.
 */
final class DroughtFigures {
    static final int DAYS = 30;

    private static final String RAIN = "spi-" + SeasonalRain.DAYS;
    private static final String LAST_DAYS = "-" + DAYS + "-days";

    private final CellHistory history;
    private final LocalDate trainTo;
    private final DroughtComparison comparison;

    /**
     * Of a comparison.
     *
     * @param trainTo last day that says what precipitation is usual
     */
    DroughtFigures(CellHistory history, LocalDate trainTo, DroughtComparison comparison) {
        this.history = history;
        this.trainTo = trainTo;
        this.comparison = comparison;
    }

    /**
     * Adds the figures of analysis and open loop of a bundle and of precipitation.
     *
     * @param analysis percentiles, {@code [day][cell]}
     * @param openLoop percentiles, {@code [day][cell]}
     * @param cells that are judged
     */
    void add(VerificationRows rows, String bundle, float[] analysis, float[] openLoop, int... cells) {
        var rain = new SeasonalRain(history.forcing(), trainTo);
        double d1 = DroughtComparison.percentileOfD1();
        List<String> models = List.of(
                bundle + "-analysis",
                bundle + "-analysis" + LAST_DAYS,
                bundle + "-open-loop",
                bundle + "-open-loop" + LAST_DAYS,
                RAIN);
        List<DroughtComparison.Agreement> agreements = comparison.agreements(
                List.of(
                        (date, cell) -> mean(analysis, date, cell, 1),
                        (date, cell) -> mean(analysis, date, cell, DAYS),
                        (date, cell) -> mean(openLoop, date, cell, 1),
                        (date, cell) -> mean(openLoop, date, cell, DAYS),
                        rain::index),
                new double[] {d1, d1, d1, d1, PrecipitationIndex.ofPercentile(d1)},
                cells);
        for (int i = 0; i < models.size(); i++) {
            add(rows, models.get(i), agreements.get(i));
        }
    }

    private void add(VerificationRows rows, String model, DroughtComparison.Agreement of) {
        LocalDate first = comparison.first();
        LocalDate last = comparison.last();
        rows.add(model, VerificationMetric.DROUGHT_RANK_CORRELATION, of.overTime(), first, last);
        rows.addOne(model, VerificationMetric.DROUGHT_RANK_CORRELATION_POOLED, of.pooled(), of.cells(), first, last);
        rows.addOne(model, VerificationMetric.D1_HIT_RATE, of.events().hitRate(), of.cells(), first, last);
        rows.addOne(
                model, VerificationMetric.D1_FALSE_ALARM_RATIO, of.events().falseAlarmRatio(), of.cells(), first, last);
    }

    /** Mean of the days up to a date, itself included; NaN before there are so many. */
    private double mean(float[] percentiles, LocalDate date, int cell, int days) {
        int last = history.span().day(date);
        double sum = last + 1 < days ? Double.NaN : 0;
        for (int day = Math.max(0, last + 1 - days); day <= last; day++) {
            sum += percentiles[day * history.cells().size() + cell];
        }
        return sum / days;
    }
}
