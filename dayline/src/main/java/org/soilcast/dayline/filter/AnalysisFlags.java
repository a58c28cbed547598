package org.soilcast.dayline.filter;

/** What became of a cell's retrieval on a day, and what its published forecast was made of; bits. */
public final class AnalysisFlags {
    /** There was a retrieval. */
    public static final int RETRIEVED = 1;
    /** The filter used it. */
    public static final int ASSIMILATED = 1 << 1;
    /** Not used: its source advises against it. */
    public static final int NOT_RECOMMENDED = 1 << 2;
    /** Not used: it exceeds the porosity. */
    public static final int ABOVE_POROSITY = 1 << 3;
    /** Not used: it rained too much on that day. */
    public static final int HEAVY_RAIN = 1 << 4;
    /** Not used: snow on the ground. */
    public static final int SNOW = 1 << 5;
    /** Not used: too cold. */
    public static final int COLD = 1 << 6;
    /** Not used: further from the forecast than both may err. */
    public static final int OUTLIER = 1 << 7;
    /** The published forecast contains a learned correction. */
    public static final int CORRECTED = 1 << 8;
    /** The model version has no filter: the analysis is the open loop. */
    public static final int NO_FILTER = 1 << 9;

    /** Any of the reasons against a retrieval. */
    public static final int REFUSED = NOT_RECOMMENDED | ABOVE_POROSITY | HEAVY_RAIN | SNOW | COLD | OUTLIER;

    private AnalysisFlags() {}
}
