package org.soilcast.learning.history;

import java.util.Arrays;
import java.util.List;
import org.soilcast.land.network.NetworkInputs;

/**
 * What a span of retrievals says of a cell, as network inputs: the strongest of all, since attributes tell the mean
 * moisture of an unseen place only roughly. Each is absent (NaN) where too few retrievals bear on it, all of them with
 * fewer than {@value #FEWEST}.
 *
 * <ul>
 *   <li>mean, standard deviation and the quantiles 5, 25, 50, 75 and 95 % of the retrievals, m3/m3
 *   <li>mean change a day between retrievals at most {@value #LONGEST_PAIR_DAYS} days apart without rain between them,
 *       1/day, and mean gain a mm of rain between such retrievals with rain, 1/mm
 *   <li>autocorrelation of such pairs
 *   <li>what the weather of the span was: mean precipitation and potential evapotranspiration, mm/day; a dry spring
 *       otherwise looks like a dry place
 *   <li>logarithm of the number of retrievals
 * </ul>
 */
public final class RetrievalStatistics {
    /** Names in the order of the values. */
    public static final List<String> NAMES = List.of(
            "retrieval_mean_m3_per_m3",
            "retrieval_standard_deviation_m3_per_m3",
            "retrieval_quantile_05_m3_per_m3",
            "retrieval_quantile_25_m3_per_m3",
            "retrieval_quantile_50_m3_per_m3",
            "retrieval_quantile_75_m3_per_m3",
            "retrieval_quantile_95_m3_per_m3",
            "retrieval_dry_change_per_day",
            "retrieval_gain_per_mm_rain",
            "retrieval_autocorrelation",
            "retrieval_span_precipitation_mm_per_day",
            "retrieval_span_pet_mm_per_day",
            "retrieval_log_count");

    static final int FEWEST = 8;

    private static final int LONGEST_PAIR_DAYS = 3;
    private static final int FEWEST_PAIRS = 5;
    private static final float DRY_MM = 1;
    private static final float RAIN_MM = 2;

    private RetrievalStatistics() {}

    /** The statistics of all cells over all days of the history. */
    public static NetworkInputs of(CellHistory history) {
        int cells = history.cells().size();
        var values = new float[NAMES.size() * cells];
        for (int cell = 0; cell < cells; cell++) {
            float[] one = of(history, cell, 0, history.span().days());
            for (int i = 0; i < one.length; i++) {
                values[i * cells + cell] = one[i];
            }
        }
        return new NetworkInputs(NAMES, values, cells);
    }

    /** The statistics of one cell over so many days from one on, in the order of {@link #NAMES}. */
    public static float[] of(CellHistory history, int cell, int firstDay, int days) {
        var statistics = new float[NAMES.size()];
        Arrays.fill(statistics, Float.NaN);
        var values = new float[days];
        int count = 0;
        double sum = 0;
        double squares = 0;
        double rain = 0;
        double pet = 0;
        for (int day = firstDay; day < firstDay + days; day++) {
            float retrieval = history.recommendedRetrieval(day, cell);
            if (!Float.isNaN(retrieval)) {
                values[count++] = retrieval;
                sum += retrieval;
                squares += (double) retrieval * retrieval;
            }
            rain += history.forcing().precipitationMmPerDay(day, cell);
            pet += history.forcing().potentialEvapotranspirationMmPerDay(day, cell);
        }
        if (count < FEWEST) {
            return statistics;
        }
        double mean = sum / count;
        double variance = Math.max(0, squares / count - mean * mean);
        Arrays.sort(values, 0, count);
        statistics[0] = (float) mean;
        statistics[1] = (float) Math.sqrt(variance);
        double[] shares = {0.05, 0.25, 0.5, 0.75, 0.95};
        for (int i = 0; i < shares.length; i++) {
            statistics[2 + i] = quantile(values, count, shares[i]);
        }
        pairs(history, cell, firstDay, days, mean, variance, statistics);
        statistics[10] = (float) (rain / days);
        statistics[11] = (float) (pet / days);
        statistics[12] = (float) StrictMath.log(count);
        return statistics;
    }

    private static void pairs(
            CellHistory history, int cell, int firstDay, int days, double mean, double variance, float[] statistics) {
        int last = -1;
        double rainSince = 0;
        int dry = 0;
        double dryDays = 0;
        double dryChange = 0;
        int wet = 0;
        double wetRain = 0;
        double wetChange = 0;
        int all = 0;
        double products = 0;
        for (int day = firstDay; day < firstDay + days; day++) {
            rainSince += history.forcing().precipitationMmPerDay(day, cell);
            float retrieval = history.recommendedRetrieval(day, cell);
            if (Float.isNaN(retrieval)) {
                continue;
            }
            if (last >= 0 && day - last <= LONGEST_PAIR_DAYS) {
                float before = history.recommendedRetrieval(last, cell);
                all++;
                products += (before - mean) * (retrieval - mean);
                if (rainSince < DRY_MM) {
                    dry++;
                    dryDays += day - last;
                    dryChange += retrieval - before;
                } else if (rainSince >= RAIN_MM) {
                    wet++;
                    wetRain += rainSince;
                    wetChange += retrieval - before;
                }
            }
            last = day;
            rainSince = 0;
        }
        if (dry >= FEWEST_PAIRS) {
            statistics[7] = (float) (dryChange / dryDays);
        }
        if (wet >= FEWEST_PAIRS) {
            statistics[8] = (float) (wetChange / wetRain);
        }
        if (all >= FEWEST_PAIRS && variance > 0) {
            statistics[9] = (float) (products / all / variance);
        }
    }

    /** Linear between the sorted values, as Hyndman and Fan (1996), definition 7. */
    private static float quantile(float[] sorted, int count, double share) {
        double position = share * (count - 1);
        int below = (int) position;
        int above = Math.min(count - 1, below + 1);
        return (float) (sorted[below] + (position - below) * (sorted[above] - sorted[below]));
    }
}
