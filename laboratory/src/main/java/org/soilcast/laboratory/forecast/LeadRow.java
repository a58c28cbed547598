package org.soilcast.laboratory.forecast;

import java.util.Locale;

/**
 * One figure about forecasts of one lead.
 *
 * @param model its name
 * @param split trained, unseen, or all for models to which the splits are alike
 * @param leads lead in days, or first and last of a week
 * @param metric rmse and crps, m3/m3; coverage_90, share of retrievals between 5 and 95 %; d1_forecast_x and d1_observed_x,
 *     mean probability of class D1 or drier and how often it came, of forecasts with a probability from x to x + .1
 * @param median over cells; NaN for what is counted over all of them
 * @param mean over cells, or of all pairs
 * @param pairs forecasts with a retrieval
 */
public record LeadRow(String model, String split, String leads, String metric, double median, double mean, int pairs) {
    /** Names of the columns of {@link #line}. */
    public static final String HEADER = "model,split,lead_days,metric,median,mean,pairs";

    /** The figure as a line of a CSV file. */
    public String line() {
        return String.join(",", model, split, leads, metric, number(median), number(mean), Integer.toString(pairs));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
    }
}
