package org.soilcast.retrain.gate;

/** What a version makes of the judged days. Series are {@code [day][cell]}; the arrays themselves. */
public final class VersionRun {
    private final float[] parameters;
    private final float[] openLoop;
    private final float[] forecast;
    private final float[] rootZonePercentile;
    private final double worstResidualMm;

    /**
     * A run that has been made.
     *
     * @param parameters of the land model, {@code [parameter][cell]}
     * @param openLoop surface soil moisture without assimilation, m3/m3
     * @param forecast of each day's retrieval before it is seen, m3/m3
     * @param rootZonePercentile of the analysis, 0 … 100; NaN without a climatology
     * @param worstResidualMm largest absolute residual of the water balance of a cell and day, mm
     */
    public VersionRun(
            float[] parameters,
            float[] openLoop,
            float[] forecast,
            float[] rootZonePercentile,
            double worstResidualMm) {
        this.parameters = parameters;
        this.openLoop = openLoop;
        this.forecast = forecast;
        this.rootZonePercentile = rootZonePercentile;
        this.worstResidualMm = worstResidualMm;
    }

    float[] parameters() {
        return parameters;
    }

    float[] openLoop() {
        return openLoop;
    }

    float[] forecast() {
        return forecast;
    }

    float[] rootZonePercentile() {
        return rootZonePercentile;
    }

    double worstResidualMm() {
        return worstResidualMm;
    }
}
