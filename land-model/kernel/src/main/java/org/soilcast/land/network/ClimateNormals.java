package org.soilcast.land.network;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Climate normals of cells from their daily forcing, as network inputs.
 *
 * <p>Definitions after Addor et al. (2017, Hydrology and Earth System Sciences 21, 5293–5313, table 2), over whole years
 * from the first day on, so that no season counts twice; days without a value (NaN) are left out:
 *
 * <ul>
 *   <li>mean precipitation P and potential evapotranspiration PET, mm/day; mean air temperature, °C
 *   <li>aridity index PET/P, dimensionless, at most {@value #HIGHEST_ARIDITY} (deserts have no upper end)
 *   <li>snow fraction: share of precipitation on days below 0 °C, 0 where nothing falls
 *   <li>precipitation seasonality of Woods (2009, Advances in Water Resources 32, 1465–1481, eq. 14):
 *       δP·sgn(ΔT)·cos(2π(sP − sT)/τ) of the sines P(t) = P̄·[1 + δP·sin(2π(t − sP)/τ)] and
 *       T(t) = T̄ + ΔT·sin(2π(t − sT)/τ), τ = 365.25 days, fitted by least squares. Positive where it rains in the warm
 *       season, negative in the cold one. With the fits P = p0 + p1·cos + p2·sin and T = t0 + t1·cos + t2·sin it is
 *       (p1·t1 + p2·t2)/(p0·√(t1² + t2²)); 0 without precipitation or without seasons of temperature.
 *   <li>standard deviation of daily mean air temperature, °C: how far seasons and fronts carry it
 *   <li>share of wet days, of at least {@value #WET_DAY_MM} mm, and the part of P that falls on heavy days, of at least
 *       {@value #HEAVY_DAY_MM} mm, mm/day (day classes of the ETCCDI indices, Zhang et al. 2011, WIREs Climate Change 2,
 *       851–870)
 * </ul>
 *
 * <p>A record shorter than a year gives the means of what there is and no seasonality (NaN). So does a cell without any
 * value in one of the series for the normals that need it.
 */
public final class ClimateNormals {
    /** Upper end of the aridity index. */
    public static final double HIGHEST_ARIDITY = 20;

    /** Names of the normals, in the order in which {@link #of} gives them. */
    public static final List<String> NAMES = List.of(
            "mean_precipitation_mm_per_day",
            "mean_pet_mm_per_day",
            "mean_air_temperature_c",
            "aridity_index",
            "snow_fraction",
            "precipitation_seasonality",
            "air_temperature_standard_deviation_c",
            "wet_day_share",
            "heavy_precipitation_mm_per_day");

    private static final double WET_DAY_MM = 1;
    private static final double HEAVY_DAY_MM = 10;
    private static final double DAYS_PER_YEAR = 365.25;

    private ClimateNormals() {}

    /**
     * Normals of all cells, named {@link #NAMES}.
     *
     * @param firstDay date of the first day
     * @param cells number of cells
     * @param precipitationMmPerDay mm/day, flat [day][cell], NaN where missing
     * @param airTemperatureC daily mean, °C, flat [day][cell], NaN where missing
     * @param petMmPerDay potential evapotranspiration, mm/day, flat [day][cell], NaN where missing
     * @throws IllegalArgumentException if the arrays differ in length or do not hold whole days
     */
    public static NetworkInputs of(
            LocalDate firstDay,
            int cells,
            float[] precipitationMmPerDay,
            float[] airTemperatureC,
            float[] petMmPerDay) {
        int length = precipitationMmPerDay.length;
        if (cells < 1
                || length == 0
                || length % cells != 0
                || airTemperatureC.length != length
                || petMmPerDay.length != length) {
            throw new IllegalArgumentException("expected three series of whole days x " + cells + " cells, found "
                    + length + ", " + airTemperatureC.length + " and " + petMmPerDay.length + " values");
        }
        int recordedDays = length / cells;
        // A year may lack a day: 365 days are one too when a leap day is among them.
        long years = ChronoUnit.YEARS.between(firstDay, firstDay.plusDays(recordedDays + 1L));
        int days = years == 0
                ? recordedDays
                : Math.toIntExact(Math.min(recordedDays, ChronoUnit.DAYS.between(firstDay, firstDay.plusYears(years))));

        float[] values = new float[NAMES.size() * cells];
        for (int cell = 0; cell < cells; cell++) {
            double precipitation = mean(precipitationMmPerDay, cell, cells, days);
            double pet = mean(petMmPerDay, cell, cells, days);
            double airC = mean(airTemperatureC, cell, cells, days);
            double[] normals = {
                precipitation,
                pet,
                airC,
                aridity(precipitation, pet),
                snowFraction(precipitationMmPerDay, airTemperatureC, cell, cells, days),
                years == 0
                        ? Double.NaN
                        : seasonality(
                                harmonic(firstDay, precipitationMmPerDay, cell, cells, days),
                                harmonic(firstDay, airTemperatureC, cell, cells, days)),
                Math.sqrt(mean(airTemperatureC, cell, cells, days, value -> (value - airC) * (value - airC))),
                mean(precipitationMmPerDay, cell, cells, days, value -> value >= WET_DAY_MM ? 1 : 0),
                mean(precipitationMmPerDay, cell, cells, days, value -> value >= HEAVY_DAY_MM ? value : 0)
            };
            for (int normal = 0; normal < normals.length; normal++) {
                values[normal * cells + cell] = (float) normals[normal];
            }
        }
        return new NetworkInputs(NAMES, values, cells);
    }

    private static double mean(float[] series, int cell, int cells, int days) {
        return mean(series, cell, cells, days, value -> value);
    }

    /** Mean of a function of the values that are there; NaN when none is. */
    private static double mean(float[] series, int cell, int cells, int days, DoubleUnaryOperator function) {
        double sum = 0;
        int present = 0;
        for (int day = 0; day < days; day++) {
            float value = series[day * cells + cell];
            if (!Float.isNaN(value)) {
                sum += function.applyAsDouble(value);
                present++;
            }
        }
        return present == 0 ? Double.NaN : sum / present;
    }

    private static double aridity(double precipitation, double pet) {
        if (Double.isNaN(precipitation) || Double.isNaN(pet)) {
            return Double.NaN;
        }
        return pet >= HIGHEST_ARIDITY * precipitation ? HIGHEST_ARIDITY : pet / precipitation;
    }

    private static double snowFraction(float[] precipitation, float[] temperature, int cell, int cells, int days) {
        double all = 0;
        double snow = 0;
        int present = 0;
        for (int day = 0; day < days; day++) {
            float fallen = precipitation[day * cells + cell];
            float airC = temperature[day * cells + cell];
            if (!Float.isNaN(fallen) && !Float.isNaN(airC)) {
                all += fallen;
                snow += airC < 0 ? fallen : 0;
                present++;
            }
        }
        if (present == 0) {
            return Double.NaN;
        }
        return all == 0 ? 0 : snow / all;
    }

    private static double seasonality(double[] precipitation, double[] temperature) {
        double amplitudeC = Math.sqrt(temperature[1] * temperature[1] + temperature[2] * temperature[2]);
        if (precipitation[0] == 0 || amplitudeC == 0) {
            return 0;
        }
        return (precipitation[1] * temperature[1] + precipitation[2] * temperature[2])
                / (precipitation[0] * amplitudeC);
    }

    /** Least-squares coefficients of 1, cos and sin of the year's angle; NaN without enough days. */
    private static double[] harmonic(LocalDate firstDay, float[] series, int cell, int cells, int days) {
        double[][] normal = new double[3][4];
        long epochDay = firstDay.toEpochDay();
        for (int day = 0; day < days; day++) {
            float value = series[day * cells + cell];
            if (Float.isNaN(value)) {
                continue;
            }
            double angle = 2 * Math.PI * ((epochDay + day) % DAYS_PER_YEAR) / DAYS_PER_YEAR;
            double[] row = {1, StrictMath.cos(angle), StrictMath.sin(angle), value};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 4; j++) {
                    normal[i][j] += row[i] * row[j];
                }
            }
        }
        return solve(normal);
    }

    /** Gauss elimination without pivoting: the matrix of a least-squares fit is positive definite, or the fit is not. */
    private static double[] solve(double[][] normal) {
        for (int column = 0; column < 3; column++) {
            if (!(normal[column][column] > 1e-6)) {
                return new double[] {Double.NaN, Double.NaN, Double.NaN};
            }
            for (int row = column + 1; row < 3; row++) {
                double factor = normal[row][column] / normal[column][column];
                for (int i = column; i < 4; i++) {
                    normal[row][i] -= factor * normal[column][i];
                }
            }
        }
        double[] solution = new double[3];
        for (int row = 2; row >= 0; row--) {
            double rest = normal[row][3];
            for (int i = row + 1; i < 3; i++) {
                rest -= normal[row][i] * solution[i];
            }
            solution[row] = rest / normal[row][row];
        }
        return solution;
    }
}
