package org.soilcast.land.physics;

/**
 * The land model's parameters, in the order of every parameter array, with the bounds that learning and
 * texture regression stay within. A parameter that spans orders of magnitude is learned in its logarithm.
 *
 * <p>Bounds after the ranges customary for these schemes: Cosby et al. (1984) for
 * the hydraulic ones, Seibert and Vis (2012) for snow, Liang et al. (1994) and Todini (1996) for runoff and base flow.
 */
public enum Parameter {
    /** θs: volumetric water content at saturation, m3/m3. */
    POROSITY(0.30, 0.60, Scale.LINEAR),
    /** θw: water content at which vegetation wilts (150 m suction), m3/m3. */
    WILTING_POINT(0.01, 0.20, Scale.LINEAR),
    /** θref − θw: water held between wilting and the onset of stress (3.3 m suction), m3/m3. */
    REFERENCE_ABOVE_WILTING(0.05, 0.30, Scale.LINEAR),
    /** θdry: water content below which bare soil does not evaporate, m3/m3. */
    AIR_DRY(0.005, 0.15, Scale.LINEAR),
    /** b: exponent of the Clapp–Hornberger retention curve, dimensionless. */
    RETENTION_EXPONENT(2.5, 14.0, Scale.LINEAR),
    /** Ks: saturated hydraulic conductivity, mm/day. */
    SATURATED_CONDUCTIVITY_MM_PER_DAY(5.0, 5000.0, Scale.LOGARITHMIC),
    /** ψs: suction at saturation, m. */
    SATURATED_SUCTION_M(0.03, 1.0, Scale.LOGARITHMIC),
    /** b_inf: shape of the variable infiltration capacity curve, dimensionless. */
    INFILTRATION_SHAPE(0.01, 0.6, Scale.LINEAR),
    /** fe: exponent of bare-soil evaporation against relative wetness, dimensionless. */
    BARE_SOIL_EXPONENT(0.5, 5.0, Scale.LINEAR),
    /** kc: crop coefficient, evapotranspiration demand over potential, dimensionless. */
    CROP_COEFFICIENT(0.5, 1.4, Scale.LINEAR),
    /** Vegetation cover, fraction. */
    VEGETATION_FRACTION(0.02, 0.98, Scale.LINEAR),
    /** r1: share of roots in the first layer, fraction. */
    ROOT_SHARE_1(0.02, 0.5, Scale.LINEAR),
    /** r2: share of the remaining roots in the second layer, fraction. */
    ROOT_SHARE_2_OF_REST(0.1, 0.9, Scale.LINEAR),
    /** Factor on the drainage out of the third layer, dimensionless. */
    DRAINAGE_FACTOR(0.01, 30.0, Scale.LOGARITHMIC),
    /** c_int: canopy interception capacity at full cover, mm. */
    INTERCEPTION_CAPACITY_MM(0.05, 3.0, Scale.LINEAR),
    /** TT: air temperature at which half of the precipitation is snow and melt begins, °C. */
    SNOW_THRESHOLD_C(-2.0, 3.0, Scale.LINEAR),
    /** CFMAX: degree-day factor of melt, mm/(°C day). */
    DEGREE_DAY_FACTOR_MM_PER_C_DAY(0.5, 8.0, Scale.LINEAR),
    /** CFR: refreezing as a share of the degree-day factor, dimensionless. */
    REFREEZING_FRACTION(0.0, 0.1, Scale.LINEAR),
    /** CWH: liquid water a snow pack holds, fraction of its ice. */
    SNOW_LIQUID_FRACTION(0.0, 0.2, Scale.LINEAR),
    /** Ds: share of maximum base flow at which the curve turns nonlinear, fraction. */
    BASE_FLOW_LINEAR_FRACTION(1e-4, 0.5, Scale.LOGARITHMIC),
    /** Dsmax: maximum base flow, mm/day. */
    BASE_FLOW_MAX_MM_PER_DAY(0.1, 30.0, Scale.LOGARITHMIC),
    /** Ws: share of groundwater capacity above which base flow is nonlinear, fraction. */
    BASE_FLOW_NONLINEAR_ABOVE(0.5, 1.0, Scale.LINEAR);

    /** How a parameter is mapped onto the unit interval. */
    public enum Scale {
        /** value = lower + u·(upper − lower). */
        LINEAR {
            @Override
            double fromUnit(double u, double lower, double upper) {
                return lower + u * (upper - lower);
            }

            @Override
            double toUnit(double value, double lower, double upper) {
                return (value - lower) / (upper - lower);
            }

            @Override
            double slope(double u, double lower, double upper) {
                return upper - lower;
            }
        },
        /** ln value = ln lower + u·(ln upper − ln lower). */
        LOGARITHMIC {
            @Override
            double fromUnit(double u, double lower, double upper) {
                return lower * StrictMath.exp(u * StrictMath.log(upper / lower));
            }

            @Override
            double toUnit(double value, double lower, double upper) {
                return StrictMath.log(value / lower) / StrictMath.log(upper / lower);
            }

            @Override
            double slope(double u, double lower, double upper) {
                return fromUnit(u, lower, upper) * StrictMath.log(upper / lower);
            }
        };

        abstract double fromUnit(double u, double lower, double upper);

        abstract double toUnit(double value, double lower, double upper);

        abstract double slope(double u, double lower, double upper);
    }

    private final double lower;
    private final double upper;
    private final Scale scale;

    Parameter(double lower, double upper, Scale scale) {
        this.lower = lower;
        this.upper = upper;
        this.scale = scale;
    }

    /** Smallest value, in the parameter's own unit. */
    public double lower() {
        return lower;
    }

    /** Largest value, in the parameter's own unit. */
    public double upper() {
        return upper;
    }

    /** Linear or logarithmic. */
    public Scale scale() {
        return scale;
    }

    /** The value at position u between the bounds, 0 at the lower and 1 at the upper one. */
    public double fromUnit(double u) {
        return scale.fromUnit(u, lower, upper);
    }

    /** The position of a value between the bounds: inverse of {@link #fromUnit}. */
    public double toUnit(double value) {
        return scale.toUnit(value, lower, upper);
    }

    /** dp/du: the derivative of {@link #fromUnit} at a position. */
    public double slope(double u) {
        return scale.slope(u, lower, upper);
    }
}
