package org.soilcast.land.physics;

/**
 * Parameters of a cell before any learning: from soil texture, vegetation index and stated defaults.
 *
 * <p>Hydraulic parameters follow the univariate regressions of Cosby et al. (1984, Water Resources Research 20,
 * 682–690, table 5) on percentages by weight:
 *
 * <pre>
 *   b  = 2.91 + 0.159·clay
 *   ψs = 0.01·10^(1.88 − 0.0131·sand)                        m
 *   Ks = 0.0070556·10^(−0.884 + 0.0153·sand)·86400           mm/day (the factor 0.0070556 is inch/hour in mm/s)
 *   θs = 0.489 − 0.00126·sand                                m3/m3
 * </pre>
 *
 * <p>Water contents at a suction ψ lie on the retention curve of Clapp and Hornberger (1978, Water Resources Research
 * 14, 601–604), ψ = ψs·(θ/θs)^(−b): θref at 3.3 m (33 kPa, field capacity), θw at 150 m (1.5 MPa, wilting),
 * θdry = θw/2.
 *
 * <p>Vegetation cover is linear in the vegetation index (Gutman and Ignatov 1998, International Journal of Remote
 * Sensing 19, 1533–1543): (NDVI − 0.04)/(0.52 − 0.04), their global AVHRR constants for bare soil and dense cover.
 *
 * <p>All other parameters are constants: b_inf 0.2, fe 2, kc 1, r1 0.2, r2 0.6, drainage 1, c_int 1 mm, TT 0.5 °C,
 * CFMAX 3 mm/(°C day), CFR 0.05, CWH 0.1, Ds 0.001, Dsmax 10 mm/day, Ws 0.9 (the last three are the customary first
 * values of the VIC model).
 *
 * <p>Each value is computed first and clipped last, to between {@link #UNIT_MARGIN} and 1 − {@link #UNIT_MARGIN} of its
 * {@link Parameter}'s unit interval: a sigmoid reaches the bounds themselves only with infinite weights, and
 * next to them it hardly moves: from a margin of 0.001 the vegetation cover of 14 % of cells never learned its way off.
 */
public final class TextureParameters {
    /** Distance kept from both bounds, in the unit space of {@link Parameter#toUnit}. */
    public static final double UNIT_MARGIN = 0.03;

    /** Sand of loam, percent: stands in where a cell has no sand (class mean of Cosby et al. 1984, table 2). */
    public static final double DEFAULT_SAND_PERCENT = 43;

    /** Clay of loam, percent: stands in where a cell has no clay (class mean of Cosby et al. 1984, table 2). */
    public static final double DEFAULT_CLAY_PERCENT = 18;

    /** Vegetation cover where a cell has no vegetation index, fraction: the middle of its bounds. */
    public static final double DEFAULT_VEGETATION_FRACTION = 0.5;

    private static final double REFERENCE_SUCTION_M = 3.3;
    private static final double WILTING_SUCTION_M = 150;
    private static final double BARE_SOIL_NDVI = 0.04;
    private static final double DENSE_COVER_NDVI = 0.52;
    private static final double SECONDS_PER_DAY = 86_400;

    private TextureParameters() {}

    /**
     * The parameters of one cell, indexed by {@link Parameter#ordinal()}, each in its own unit and inside its bounds.
     *
     * <p>NaN means that the cell lacks the value. A missing sand or clay is that of loam, as far as the other one leaves
     * room for it (sand + clay ≤ 100); a missing index gives {@link #DEFAULT_VEGETATION_FRACTION}. Percentages beyond
     * 0..100, which rounding of soil maps produces, count as 0 or 100.
     *
     * @param sandPercent sand, percent by weight, or NaN
     * @param clayPercent clay, percent by weight, or NaN
     * @param ndvi mean vegetation index, -1..1, or NaN
     */
    public static double[] of(double sandPercent, double clayPercent, double ndvi) {
        double sand = sandPercent(sandPercent, clayPercent);
        double clay = clayPercent(sandPercent, clayPercent);
        double porosity = 0.489 - 0.00126 * sand;
        double exponent = 2.91 + 0.159 * clay;
        double saturatedSuctionM = 0.01 * StrictMath.pow(10, 1.88 - 0.0131 * sand);
        double wilting = waterContent(WILTING_SUCTION_M, porosity, saturatedSuctionM, exponent);
        double reference = waterContent(REFERENCE_SUCTION_M, porosity, saturatedSuctionM, exponent);

        double[] values = new double[Parameter.values().length];
        set(values, Parameter.POROSITY, porosity);
        set(values, Parameter.WILTING_POINT, wilting);
        set(values, Parameter.REFERENCE_ABOVE_WILTING, reference - wilting);
        set(values, Parameter.AIR_DRY, wilting / 2);
        set(values, Parameter.RETENTION_EXPONENT, exponent);
        set(
                values,
                Parameter.SATURATED_CONDUCTIVITY_MM_PER_DAY,
                0.0070556 * StrictMath.pow(10, -0.884 + 0.0153 * sand) * SECONDS_PER_DAY);
        set(values, Parameter.SATURATED_SUCTION_M, saturatedSuctionM);
        set(values, Parameter.INFILTRATION_SHAPE, 0.2);
        set(values, Parameter.BARE_SOIL_EXPONENT, 2);
        set(values, Parameter.CROP_COEFFICIENT, 1);
        set(values, Parameter.VEGETATION_FRACTION, vegetationFraction(ndvi));
        set(values, Parameter.ROOT_SHARE_1, 0.2);
        set(values, Parameter.ROOT_SHARE_2_OF_REST, 0.6);
        set(values, Parameter.DRAINAGE_FACTOR, 1);
        set(values, Parameter.INTERCEPTION_CAPACITY_MM, 1);
        set(values, Parameter.SNOW_THRESHOLD_C, 0.5);
        set(values, Parameter.DEGREE_DAY_FACTOR_MM_PER_C_DAY, 3);
        set(values, Parameter.REFREEZING_FRACTION, 0.05);
        set(values, Parameter.SNOW_LIQUID_FRACTION, 0.1);
        set(values, Parameter.BASE_FLOW_LINEAR_FRACTION, 0.001);
        set(values, Parameter.BASE_FLOW_MAX_MM_PER_DAY, 10);
        set(values, Parameter.BASE_FLOW_NONLINEAR_ABOVE, 0.9);
        return values;
    }

    private static double sandPercent(double sand, double clay) {
        if (Double.isNaN(sand)) {
            return Double.isNaN(clay) ? DEFAULT_SAND_PERCENT : Math.min(DEFAULT_SAND_PERCENT, 100 - percent(clay));
        }
        return percent(sand);
    }

    private static double clayPercent(double sand, double clay) {
        if (Double.isNaN(clay)) {
            return Double.isNaN(sand) ? DEFAULT_CLAY_PERCENT : Math.min(DEFAULT_CLAY_PERCENT, 100 - percent(sand));
        }
        return percent(clay);
    }

    private static double percent(double value) {
        return Math.max(0, Math.min(100, value));
    }

    private static double vegetationFraction(double ndvi) {
        return Double.isNaN(ndvi)
                ? DEFAULT_VEGETATION_FRACTION
                : (ndvi - BARE_SOIL_NDVI) / (DENSE_COVER_NDVI - BARE_SOIL_NDVI);
    }

    /** θ = θs·(ψs/ψ)^(1/b), m3/m3. */
    private static double waterContent(double suctionM, double porosity, double saturatedSuctionM, double exponent) {
        return porosity * StrictMath.pow(saturatedSuctionM / suctionM, 1 / exponent);
    }

    private static void set(double[] values, Parameter parameter, double value) {
        double lowest = parameter.fromUnit(UNIT_MARGIN);
        double highest = parameter.fromUnit(1 - UNIT_MARGIN);
        values[parameter.ordinal()] = Math.max(lowest, Math.min(highest, value));
    }
}
