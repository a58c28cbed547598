package org.soilcast.land.physics;

/**
 * Potential evapotranspiration of one day, computed before the land model from the best forcing that came:
 * Penman–Monteith with daily extremes, else with measured long-wave radiation, else Priestley–Taylor, else Hargreaves.
 *
 * <p>Every method returns mm/day, never negative; a NaN in an argument that is used makes the result NaN, so a
 * gap stays a gap. The soil heat flux of a whole day is taken as zero (FAO-56 equation 42). "FAO-56" below is
 * Allen, Pereira, Raes and Smith (1998), Crop evapotranspiration, FAO Irrigation and Drainage Paper 56, with its
 * equation numbers.
 */
public final class PotentialEvapotranspiration {
    /** Albedo of the grass reference surface, FAO-56 equation 38. */
    public static final double ALBEDO = 0.23;
    /** Long-wave emissivity of vegetated ground, for a measured long-wave balance. */
    public static final double EMISSIVITY = 0.98;
    /** α of Priestley and Taylor (1972), dimensionless. */
    public static final double PRIESTLEY_TAYLOR_COEFFICIENT = 1.26;
    /** Lowest wind speed at 2 m used with daily means: buoyancy exchanges air when it is calm, FAO-56 page 63. */
    public static final double LOWEST_WIND_SPEED_M_PER_S = 0.5;

    private static final double KELVIN_AT_0_C = 273.16; // the value of FAO-56
    private static final double STEFAN_BOLTZMANN_W_PER_M2_K4 = 5.670374e-8;
    private static final double MJ_PER_M2_DAY_OF_1_W_PER_M2 = 0.0864;
    private static final double MM_OF_1_MJ_PER_M2 = 0.408; // 1 / latent heat 2.45 MJ/kg, FAO-56 equation 20
    private static final double SOLAR_CONSTANT_MJ_PER_M2_MIN = 0.0820;
    private static final double MINUTES_PER_DAY = 24 * 60;

    private PotentialEvapotranspiration() {}

    /**
     * Reference evapotranspiration by Penman–Monteith, FAO-56 equation 6, with saturation pressure and net long-wave
     * radiation from daily extremes.
     *
     * @param actualVapourPressureKPa vapour pressure of the air, kPa
     * @param shortwaveDownWPerM2 global radiation, daily mean, W/m2
     * @param windSpeed2mMPerS wind speed at 2 m, m/s
     * @param elevationM above sea level, m; NaN is taken as sea level
     * @param latitudeDegrees north positive
     * @param dayOfYear 1–366
     * @return mm/day
     */
    public static double penmanMonteithMmPerDay(
            double airTemperatureMinC,
            double airTemperatureMaxC,
            double airTemperatureMeanC,
            double actualVapourPressureKPa,
            double shortwaveDownWPerM2,
            double windSpeed2mMPerS,
            double elevationM,
            double latitudeDegrees,
            int dayOfYear) {
        double saturation = // FAO-56 equation 12
                (saturationVapourPressureKPa(airTemperatureMaxC) + saturationVapourPressureKPa(airTemperatureMinC)) / 2;
        double shortwaveMj = shortwaveDownWPerM2 * MJ_PER_M2_DAY_OF_1_W_PER_M2;
        double clearSkyMj = // FAO-56 equation 37
                (0.75 + 2e-5 * orSeaLevelM(elevationM))
                        * extraterrestrialRadiationMjPerM2Day(latitudeDegrees, dayOfYear);
        double netLongwaveMj = netLongwaveUpMjPerM2Day(
                airTemperatureMinC, airTemperatureMaxC, actualVapourPressureKPa, shortwaveMj, clearSkyMj);
        double netRadiationMj = (1 - ALBEDO) * shortwaveMj - netLongwaveMj; // FAO-56 equations 38 and 40
        return combinationMmPerDay(
                airTemperatureMeanC,
                saturation - actualVapourPressureKPa,
                netRadiationMj,
                windSpeed2mMPerS,
                elevationM);
    }

    /**
     * Reference evapotranspiration by Penman–Monteith, FAO-56 equation 6, of daily means alone: the saturation pressure is
     * that of the mean temperature, which is lower than equation 12's, and net radiation is measured,
     * Rn = (1 − {@value #ALBEDO})·S + {@value #EMISSIVITY}·(L − σ·T⁴).
     *
     * @param airTemperatureC daily mean
     * @param actualVapourPressureKPa vapour pressure of the air, kPa
     * @param shortwaveDownWPerM2 daily mean, W/m2
     * @param longwaveDownWPerM2 daily mean, W/m2
     * @param windSpeed2mMPerS wind speed at 2 m, m/s; at least {@value #LOWEST_WIND_SPEED_M_PER_S} is used
     * @param elevationM above sea level, for the pressure of the standard atmosphere, m; NaN is taken as sea level
     * @return mm/day
     */
    public static double penmanMonteithOfMeansMmPerDay(
            double airTemperatureC,
            double actualVapourPressureKPa,
            double shortwaveDownWPerM2,
            double longwaveDownWPerM2,
            double windSpeed2mMPerS,
            double elevationM) {
        return combinationMmPerDay(
                airTemperatureC,
                saturationVapourPressureKPa(airTemperatureC) - actualVapourPressureKPa,
                measuredNetRadiationMjPerM2Day(airTemperatureC, shortwaveDownWPerM2, longwaveDownWPerM2),
                Math.max(windSpeed2mMPerS, LOWEST_WIND_SPEED_M_PER_S),
                elevationM);
    }

    /**
     * Priestley and Taylor (1972), Monthly Weather Review 100, with soil heat flux 0:
     * PET = α·Δ/(Δ+γ)·Rn/λ, Rn = (1 − {@value #ALBEDO})·S + {@value #EMISSIVITY}·(L − σ·T⁴).
     *
     * @param shortwaveDownWPerM2 daily mean, W/m2
     * @param longwaveDownWPerM2 daily mean, W/m2
     * @param elevationM above sea level, for the pressure of the standard atmosphere, m; NaN is taken as sea level
     * @return mm/day
     */
    public static double priestleyTaylorMmPerDay(
            double airTemperatureC, double shortwaveDownWPerM2, double longwaveDownWPerM2, double elevationM) {
        double slope = saturationVapourPressureSlopeKPaPerC(airTemperatureC);
        double gamma = psychrometricConstantKPaPerC(elevationM);
        double netRadiationMj =
                measuredNetRadiationMjPerM2Day(airTemperatureC, shortwaveDownWPerM2, longwaveDownWPerM2);
        double petMm = PRIESTLEY_TAYLOR_COEFFICIENT * slope / (slope + gamma) * MM_OF_1_MJ_PER_M2 * netRadiationMj;
        return Math.max(petMm, 0);
    }

    /**
     * Hargreaves and Samani (1985), FAO-56 equation 52: PET = 0.0023·(T + 17.8)·√(Tmax − Tmin)·Ra, Ra in mm/day.
     *
     * @param latitudeDegrees north positive
     * @param dayOfYear 1–366
     * @return mm/day
     */
    public static double hargreavesMmPerDay(
            double minC, double maxC, double meanC, double latitudeDegrees, int dayOfYear) {
        double rangeC = Math.max(maxC - minC, 0);
        double extraterrestrialMm = MM_OF_1_MJ_PER_M2 * extraterrestrialRadiationMjPerM2Day(latitudeDegrees, dayOfYear);
        return Math.max(0.0023 * (meanC + 17.8) * Math.sqrt(rangeC) * extraterrestrialMm, 0);
    }

    /**
     * Oudin et al. (2005, Journal of Hydrology 303, 290–306, equation 3), of the mean temperature alone:
     * PET = Ra·(T + 5)/100, Ra in mm/day, and 0 at or below −5 °C.
     *
     * @param latitudeDegrees north positive
     * @param dayOfYear 1–366
     * @return mm/day
     */
    public static double oudinMmPerDay(double airTemperatureC, double latitudeDegrees, int dayOfYear) {
        double extraterrestrialMm = MM_OF_1_MJ_PER_M2 * extraterrestrialRadiationMjPerM2Day(latitudeDegrees, dayOfYear);
        return Math.max(extraterrestrialMm * (airTemperatureC + 5) / 100, 0);
    }

    /** Saturation vapour pressure over water, kPa: FAO-56 equation 11 (Tetens). */
    public static double saturationVapourPressureKPa(double temperatureC) {
        return 0.6108 * StrictMath.exp(17.27 * temperatureC / (temperatureC + 237.3));
    }

    /** Pressure of the standard atmosphere, kPa: FAO-56 equation 7; NaN is taken as sea level. */
    public static double atmosphericPressureKPa(double elevationM) {
        return 101.3 * StrictMath.pow((293 - 0.0065 * orSeaLevelM(elevationM)) / 293, 5.26);
    }

    /**
     * Vapour pressure of air, kPa, from its specific humidity q and the standard atmosphere's pressure p:
     * e = q·p/(0.622 + 0.378·q).
     *
     * @param elevationM above sea level, m; NaN is taken as sea level
     */
    public static double vapourPressureKPa(double specificHumidityKgPerKg, double elevationM) {
        return specificHumidityKgPerKg * atmosphericPressureKPa(elevationM) / (0.622 + 0.378 * specificHumidityKgPerKg);
    }

    /**
     * Solar radiation at the top of the atmosphere on a horizontal plane, MJ/(m2 day): FAO-56 equations 21–25. In the
     * polar night 0, in the polar day over 24 hours.
     *
     * @param latitudeDegrees north positive, −90 to 90
     * @param dayOfYear 1–366
     */
    public static double extraterrestrialRadiationMjPerM2Day(double latitudeDegrees, int dayOfYear) {
        double yearAngle = 2 * Math.PI / 365 * dayOfYear;
        double inverseDistance = 1 + 0.033 * StrictMath.cos(yearAngle); // equation 23
        double declination = 0.409 * StrictMath.sin(yearAngle - 1.39); // equation 24
        double latitude = StrictMath.toRadians(latitudeDegrees);
        double cosineOfSunset = -StrictMath.tan(latitude) * StrictMath.tan(declination); // equation 25
        double sunset = StrictMath.acos(Math.min(Math.max(cosineOfSunset, -1), 1));
        double sunlit = sunset * StrictMath.sin(latitude) * StrictMath.sin(declination)
                + StrictMath.cos(latitude) * StrictMath.cos(declination) * StrictMath.sin(sunset);
        double radiation = // equation 21
                MINUTES_PER_DAY / Math.PI * SOLAR_CONSTANT_MJ_PER_M2_MIN * inverseDistance * sunlit;
        return Math.max(radiation, 0);
    }

    /** FAO-56 equation 6 with soil heat flux 0, mm/day; a negative deficit, which is fog, is taken as 0. */
    private static double combinationMmPerDay(
            double airTemperatureC,
            double deficitKPa,
            double netRadiationMjPerM2Day,
            double windSpeed2mMPerS,
            double elevationM) {
        double slope = saturationVapourPressureSlopeKPaPerC(airTemperatureC);
        double gamma = psychrometricConstantKPaPerC(elevationM);
        double radiationTerm = MM_OF_1_MJ_PER_M2 * slope * netRadiationMjPerM2Day;
        double aerodynamicTerm = gamma * 900 / (airTemperatureC + 273) * windSpeed2mMPerS * Math.max(deficitKPa, 0);
        return Math.max((radiationTerm + aerodynamicTerm) / (slope + gamma * (1 + 0.34 * windSpeed2mMPerS)), 0);
    }

    /** Net radiation, MJ/(m2 day), with long-wave radiation as measured instead of FAO-56 equation 39. */
    private static double measuredNetRadiationMjPerM2Day(
            double airTemperatureC, double shortwaveDownWPerM2, double longwaveDownWPerM2) {
        double emittedWPerM2 = STEFAN_BOLTZMANN_W_PER_M2_K4 * fourthPower(airTemperatureC + KELVIN_AT_0_C);
        return MJ_PER_M2_DAY_OF_1_W_PER_M2
                * ((1 - ALBEDO) * shortwaveDownWPerM2 + EMISSIVITY * (longwaveDownWPerM2 - emittedWPerM2));
    }

    /** Slope of the saturation vapour pressure curve, kPa/°C: FAO-56 equation 13. */
    private static double saturationVapourPressureSlopeKPaPerC(double temperatureC) {
        double shifted = temperatureC + 237.3;
        return 4098 * saturationVapourPressureKPa(temperatureC) / (shifted * shifted);
    }

    /** γ, kPa/°C, from the pressure of the standard atmosphere: FAO-56 equation 8. */
    private static double psychrometricConstantKPaPerC(double elevationM) {
        return 0.665e-3 * atmosphericPressureKPa(elevationM);
    }

    /**
     * Net outgoing long-wave radiation, MJ/(m2 day): FAO-56 equation 39. The share of clear-sky radiation is kept within
     * 0.3–1 (Allen et al. 2005, ASCE-EWRI equation 18), which also settles the polar night, where both are 0.
     */
    private static double netLongwaveUpMjPerM2Day(
            double minC, double maxC, double vapourPressureKPa, double shortwaveMj, double clearSkyMj) {
        double clearness = Math.min(Math.max(shortwaveMj / Math.max(clearSkyMj, 1e-9), 0.3), 1);
        double emittedMj = MJ_PER_M2_DAY_OF_1_W_PER_M2
                * STEFAN_BOLTZMANN_W_PER_M2_K4
                * (fourthPower(maxC + KELVIN_AT_0_C) + fourthPower(minC + KELVIN_AT_0_C))
                / 2;
        double humidity = 0.34 - 0.14 * Math.sqrt(Math.max(vapourPressureKPa, 0));
        return emittedMj * humidity * (1.35 * clearness - 0.35);
    }

    private static double orSeaLevelM(double elevationM) {
        return Double.isNaN(elevationM) ? 0 : elevationM;
    }

    private static double fourthPower(double x) {
        return x * x * x * x;
    }
}
