package org.soilcast.laboratory.verification;

import java.util.Arrays;
import java.util.Locale;

/** The figures of a verification, in the order in which they are shown; skills among them are those of learning's Metric. */
public enum VerificationMetric {
    PROBE_RMSE("RMSE against the 5 cm probe on all days, m3/m3"),
    PROBE_UBRMSE("ubRMSE against the same, m3/m3"),
    PROBE_R("correlation with the same"),
    PROBE_ANOMALY_R("correlation with the same without the mean year"),
    WITHHELD_UBRMSE("ubRMSE against the 5 cm probe on days when the filter had none, m3/m3"),
    WITHHELD_R("correlation with the same"),
    WITHHELD_ANOMALY_R("correlation with the same without the mean year"),
    ROOT_ZONE_UBRMSE("top metre: ubRMSE against probes of 10-100 cm, m3/m3"),
    ROOT_ZONE_R("top metre: correlation with the same"),
    ROOT_ZONE_ANOMALY_R("top metre: correlation with the same without the mean year"),
    SHARE_RMSE_BELOW_RESIDUAL_FILTER("share of cells with lower RMSE than the residual filter's"),
    SHARE_ROOT_ZONE_UBRMSE_LOWER("top metre: share of cells with lower ubRMSE than in open loop"),
    SHARE_ROOT_ZONE_ANOMALY_R_HIGHER("top metre: share of cells with higher anomaly correlation"),
    SHARE_WITHHELD_ANOMALY_R_HIGHER("5 cm: share of cells with higher anomaly correlation"),
    O_MINUS_F_SD("standard deviation of retrieval less the filter's forecast, m3/m3"),
    O_MINUS_A_SD("standard deviation of retrieval less what the filter expects after it, m3/m3"),
    MONTHLY_INCREMENT("mean increment of the top metre a month, m3/m3"),
    MONTHLY_INCREMENT_SIZE("mean size of a month's increment, m3/m3"),
    COLD_INCREMENT("mean size of the top metre's increment on a day of snow or frost, m3/m3"),
    COLD_DIFFERENCE_BEFORE(
            "mean size of analysis less open loop, top metre, before two weeks or more of snow or frost, m3/m3"),
    COLD_DIFFERENCE_AT_END("the same on the last day of it, m3/m3"),
    COLD_DIFFERENCE_GROWTH("by how much analysis less open loop grows in between, with its sign, m3/m3"),
    DROUGHT_RANK_CORRELATION("rank correlation with the drought maps, over time at each cell"),
    DROUGHT_RANK_CORRELATION_POOLED("rank correlation with the drought maps, all cells and weeks"),
    D1_HIT_RATE("share of the weeks with half the area in D1 or worse that were said to be"),
    D1_FALSE_ALARM_RATIO("share of those said to be that were not");

    private final String text;

    VerificationMetric(String text) {
        this.text = text;
    }

    /** Its name in files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, and its unit. */
    public String text() {
        return text;
    }

    /** Whether this is the name of one. */
    public static boolean isOne(String label) {
        return Arrays.stream(values()).anyMatch(metric -> metric.label().equals(label));
    }
}
