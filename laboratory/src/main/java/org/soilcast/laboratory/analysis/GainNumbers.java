package org.soilcast.laboratory.analysis;

import java.time.LocalDate;

/**
 * The few numbers of the learned gain, the same for all cells. The variance V of the surface forecast, which the gain follows
 * from, is a function of the cell's day:
 *
 * <pre>
 *   ln √V = ln σ + a·(θ/φ − ½) + b·ln(age) + c·ln(1 + rain/5 mm) + s·sin(2π·day/year) + k·cos(2π·day/year)
 * </pre>
 *
 * <p>with θ/φ the saturation of the first layer, age the days since the last retrieval used, and rain what fell since.
 *
 * @param surfaceSdM3PerM3 σ, m3/m3
 * @param bySaturation a
 * @param byAge b
 * @param byRain c
 * @param bySine s
 * @param byCosine k
 * @param layer2Share change of the second layer's moisture for one of the first's, 0 … 1
 * @param layer3Share the same of the third layer
 * @param biasShare share of the gain that a cell's bias takes, 0 … 1
 * @param biasMemoryDays time in which a bias fades to 1/e, days
 * @param retrievalSdM3PerM3 √R: standard deviation of a retrieval's error, m3/m3
 */
public record GainNumbers(
        double surfaceSdM3PerM3,
        double bySaturation,
        double byAge,
        double byRain,
        double bySine,
        double byCosine,
        double layer2Share,
        double layer3Share,
        double biasShare,
        double biasMemoryDays,
        double retrievalSdM3PerM3) {
    /** Where learning begins. */
    static final GainNumbers PLANNED = new GainNumbers(0.02, 0, 0.3, 0.1, 0, 0, 0.5, 0.1, 0.2, 60, 0.025);

    private static final double RAIN_UNIT_MM = 5;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final double LARGEST_SD_M3_PER_M3 = 0.3;

    public GainNumbers {
        if (!(surfaceSdM3PerM3 > 0 && retrievalSdM3PerM3 > 0 && biasMemoryDays > 0)
                || !(layer2Share >= 0 && layer2Share <= 1)
                || !(layer3Share >= 0 && layer3Share <= 1)
                || !(biasShare >= 0 && biasShare <= 1)) {
            throw new IllegalArgumentException("no numbers of a gain: surface " + surfaceSdM3PerM3 + ", retrieval "
                    + retrievalSdM3PerM3 + ", shares " + layer2Share + ", " + layer3Share + ", bias " + biasShare
                    + " over " + biasMemoryDays + " days");
        }
    }

    /** √V of a cell on a day, m3/m3. */
    double surfaceSd(LocalDate date, double saturation, double ageDays, double rainSinceMm) {
        double angle = 2 * Math.PI * date.getDayOfYear() / DAYS_PER_YEAR;
        double exponent = bySaturation * (saturation - 0.5)
                + byAge * StrictMath.log(ageDays)
                + byRain * StrictMath.log1p(rainSinceMm / RAIN_UNIT_MM)
                + bySine * StrictMath.sin(angle)
                + byCosine * StrictMath.cos(angle);
        return Math.min(LARGEST_SD_M3_PER_M3, surfaceSdM3PerM3 * StrictMath.exp(exponent));
    }
}
