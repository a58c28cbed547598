package org.soilcast.land.bench;

import java.util.Random;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

/** Cells at random within the parameter box, half full of water, and random weather; the same for a seed. */
final class BenchmarkCells {
    private static final long SEED = 20_260_401;

    private BenchmarkCells() {}

    static CellBlocks parameters(int cells) {
        Random random = new Random(SEED);
        CellBlocks parameters = new CellBlocks(Parameter.values().length, cells);
        for (int cell = 0; cell < cells; cell++) {
            for (Parameter parameter : Parameter.values()) {
                parameters.set(parameter.ordinal(), cell, (float) parameter.fromUnit(random.nextDouble()));
            }
        }
        return parameters;
    }

    static CellBlocks states(CellBlocks parameters) {
        CellBlocks states = new CellBlocks(State.values().length, parameters.cells());
        for (int cell = 0; cell < parameters.cells(); cell++) {
            double half = parameters.get(Parameter.POROSITY.ordinal(), cell) / 2;
            states.set(State.LAYER_1_WATER_MM.ordinal(), cell, (float) (half * SoilLayers.DEPTH_1_MM));
            states.set(State.LAYER_2_WATER_MM.ordinal(), cell, (float) (half * SoilLayers.DEPTH_2_MM));
            states.set(State.LAYER_3_WATER_MM.ordinal(), cell, (float) (half * SoilLayers.DEPTH_3_MM));
        }
        return states;
    }

    /** Drivers {@code [day][driver]} of each cell: rain on a third of the days, 10 mm in the mean; 10 ± 12 °C. */
    static CellBlocks drivers(int cells, int days) {
        Random random = new Random(SEED + 1);
        int count = Driver.values().length;
        CellBlocks drivers = new CellBlocks(days * count, cells);
        for (int cell = 0; cell < cells; cell++) {
            for (int day = 0; day < days; day++) {
                double rain = random.nextInt(3) == 0 ? -10 * StrictMath.log(1 - random.nextDouble()) : 0;
                set(drivers, day, Driver.PRECIPITATION_MM_PER_DAY, cell, rain);
                set(drivers, day, Driver.AIR_TEMPERATURE_C, cell, 10 + 12 * random.nextGaussian());
                set(drivers, day, Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY, cell, 7 * random.nextDouble());
            }
        }
        return drivers;
    }

    private static void set(CellBlocks drivers, int day, Driver driver, int cell, double value) {
        drivers.set(day * Driver.values().length + driver.ordinal(), cell, (float) value);
    }
}
