package org.soilcast.dayline.correction;

import java.time.LocalDate;
import java.util.Arrays;
import org.soilcast.dayline.arithmetic.RepeatableFunctions;
import org.soilcast.land.physics.Driver;

/** Computes the {@link Feature}s of cells on a day, before its retrieval, from their memory, open loop and weather. */
public final class Features {
    /** Number of features. */
    public static final int COUNT = Feature.values().length;

    private static final double DAYS_PER_YEAR = 365.25;

    private Features() {}

    /**
     * All features, {@code [feature][cell]}, written. The memory has been moved to the day.
     *
     * @param openLoopM3PerM3 {@code [cell]}
     * @param drivers {@code [driver][cell]}
     */
    public static void of(
            ResidualNumbers numbers,
            CellMemory memory,
            int epochDay,
            float[] openLoopM3PerM3,
            float[] drivers,
            float[] features,
            int cells) {
        int rain = Driver.PRECIPITATION_MM_PER_DAY.ordinal() * cells;
        int air = Driver.AIR_TEMPERATURE_C.ordinal() * cells;
        int demand = Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal() * cells;
        double angle = 2 * Math.PI * LocalDate.ofEpochDay(epochDay).getDayOfYear() / DAYS_PER_YEAR;
        fill(features, Feature.SEASON_SINE, cells, (float) StrictMath.sin(angle));
        fill(features, Feature.SEASON_COSINE, cells, (float) StrictMath.cos(angle));
        for (int cell = 0; cell < cells; cell++) {
            float openLoop = openLoopM3PerM3[cell];
            float slow = memory.get(MemoryRow.SLOW_ERROR, cell);
            float fast = memory.get(MemoryRow.FAST_ERROR, cell);
            put(features, cells, cell, Feature.SLOW_ERROR, slow);
            put(features, cells, cell, Feature.FAST_ERROR, fast);
            put(features, cells, cell, Feature.RESIDUAL_FORECAST, openLoop + slow + fast);
            put(features, cells, cell, Feature.INNOVATION_SD, (float)
                    Math.sqrt(memory.innovationVariance(numbers, cell)));
            put(features, cells, cell, Feature.OPEN_LOOP, openLoop);
            put(
                    features,
                    cells,
                    cell,
                    Feature.OPEN_LOOP_CHANGE,
                    openLoop - memory.get(MemoryRow.OPEN_LOOP_YESTERDAY, cell));
            put(features, cells, cell, Feature.LAST_RESIDUAL, memory.get(MemoryRow.LAST_RESIDUAL, cell));
            put(
                    features,
                    cells,
                    cell,
                    Feature.LOG_AGE,
                    RepeatableFunctions.log(Math.max(1, memory.get(MemoryRow.RETRIEVAL_AGE_DAYS, cell))));
            put(
                    features,
                    cells,
                    cell,
                    Feature.OPEN_LOOP_SINCE_RETRIEVAL,
                    openLoop - memory.get(MemoryRow.OPEN_LOOP_AT_RETRIEVAL, cell));
            put(features, cells, cell, Feature.LAST_RETRIEVAL, memory.get(MemoryRow.LAST_RETRIEVAL, cell));
            put(
                    features,
                    cells,
                    cell,
                    Feature.LOG_RAIN_SINCE_RETRIEVAL,
                    log1p(memory.get(MemoryRow.RAIN_SINCE_RETRIEVAL_MM, cell)));
            put(features, cells, cell, Feature.INNOVATION_RMS, (float)
                    Math.sqrt(memory.get(MemoryRow.INNOVATION_SQUARE, cell)));
            put(features, cells, cell, Feature.LOG_RAIN, log1p(drivers[rain + cell]));
            put(features, cells, cell, Feature.LOG_RAIN_YESTERDAY, log1p(memory.get(MemoryRow.RAIN_YESTERDAY, cell)));
            put(features, cells, cell, Feature.AIR_TEMPERATURE, drivers[air + cell]);
            put(
                    features,
                    cells,
                    cell,
                    Feature.AIR_TEMPERATURE_YESTERDAY,
                    memory.get(MemoryRow.AIR_TEMPERATURE_YESTERDAY, cell));
            put(features, cells, cell, Feature.DEMAND, drivers[demand + cell]);
            put(features, cells, cell, Feature.DEMAND_YESTERDAY, memory.get(MemoryRow.DEMAND_YESTERDAY, cell));
            put(features, cells, cell, Feature.LOG_RAIN_OF_5_DAYS, log1p(memory.get(MemoryRow.RAIN_OF_5_DAYS, cell)));
            put(features, cells, cell, Feature.LOG_RAIN_OF_20_DAYS, log1p(memory.get(MemoryRow.RAIN_OF_20_DAYS, cell)));
            put(
                    features,
                    cells,
                    cell,
                    Feature.LOG_DEMAND_OF_10_DAYS,
                    log1p(memory.get(MemoryRow.DEMAND_OF_10_DAYS, cell)));
        }
    }

    private static void put(float[] features, int cells, int cell, Feature feature, float value) {
        features[feature.ordinal() * cells + cell] = value;
    }

    private static void fill(float[] features, Feature feature, int cells, float value) {
        Arrays.fill(features, feature.ordinal() * cells, (feature.ordinal() + 1) * cells, value);
    }

    private static float log1p(float amount) {
        return RepeatableFunctions.log(1 + amount);
    }
}
