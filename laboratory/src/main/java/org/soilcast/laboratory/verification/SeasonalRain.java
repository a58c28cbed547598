package org.soilcast.laboratory.verification;

import java.time.LocalDate;
import org.soilcast.learning.history.CellForcing;

/**
 * The {@link PrecipitationIndex} of the last {@value #DAYS} days at a cell, by the same station's precipitation: fitted to
 * the sums that end within {@value #REACH_DAYS} days of the same day of the year, in the years up to a cut date.
 */
final class SeasonalRain {
    static final int DAYS = 90;
    static final int REACH_DAYS = 15;

    private static final int DAYS_OF_YEAR = 366;

    private final CellForcing forcing;
    private final LocalDate cut;
    private final double[] sumsMm; // [day][cell]; NaN before the first full sum

    /**
     * Adds up precipitation.
     *
     * @param cut last date that says what is usual
     */
    SeasonalRain(CellForcing forcing, LocalDate cut) {
        this.forcing = forcing;
        this.cut = cut;
        int cells = forcing.cells();
        sumsMm = new double[forcing.span().days() * cells];
        for (int cell = 0; cell < cells; cell++) {
            double sum = 0;
            for (int day = 0; day < forcing.span().days(); day++) {
                sum += forcing.precipitationMmPerDay(day, cell);
                sum -= day < DAYS ? 0 : forcing.precipitationMmPerDay(day - DAYS, cell);
                sumsMm[day * cells + cell] = day < DAYS - 1 ? Double.NaN : Math.max(0, sum);
            }
        }
    }

    /** The index of the days up to a date, itself included; NaN where the years before have no distribution. */
    double index(LocalDate date, int cell) {
        double[] usual = forcing.span()
                .first()
                .plusDays(DAYS - 1L)
                .datesUntil(cut.plusDays(1))
                .filter(other -> isNear(other, date))
                .mapToDouble(other -> sumMm(other, cell))
                .toArray();
        try {
            return PrecipitationIndex.of(usual).of(sumMm(date, cell));
        } catch (IllegalArgumentException e) { // a desert's season that was always dry
            return Double.NaN;
        }
    }

    /** Precipitation of the days up to a date, mm. */
    double sumMm(LocalDate date, int cell) {
        return sumsMm[forcing.span().day(date) * forcing.cells() + cell];
    }

    private static boolean isNear(LocalDate one, LocalDate other) {
        int apart = Math.abs(one.getDayOfYear() - other.getDayOfYear());
        return Math.min(apart, DAYS_OF_YEAR - apart) <= REACH_DAYS;
    }
}
