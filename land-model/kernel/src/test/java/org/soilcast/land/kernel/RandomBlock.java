package org.soilcast.land.kernel;

import java.util.Random;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

/** Cells at random within the parameter box, with a climate each. */
final class RandomBlock {
    static final int CELLS = 100;

    final float[] parameters = new float[Parameter.values().length * CELLS];
    final float[] states = new float[State.values().length * CELLS];
    final float[] drivers = new float[Driver.values().length * CELLS];
    final float[] fluxes = new float[Flux.values().length * CELLS];
    private final float[] meanC = new float[CELLS];
    private final float[] amplitudeC = new float[CELLS];
    private final float[] wetDays = new float[CELLS];
    private final Random random;

    RandomBlock(long seed) {
        random = new Random(seed);
        for (int cell = 0; cell < CELLS; cell++) {
            for (Parameter parameter : Parameter.values()) {
                double u = random.nextInt(8) == 0 ? random.nextInt(2) : random.nextDouble();
                parameters[parameter.ordinal() * CELLS + cell] = (float) parameter.fromUnit(u);
            }
            double porosity = parameters[Parameter.POROSITY.ordinal() * CELLS + cell];
            set(State.LAYER_1_WATER_MM, cell, porosity * SoilLayers.DEPTH_1_MM * random.nextDouble());
            set(State.LAYER_2_WATER_MM, cell, porosity * SoilLayers.DEPTH_2_MM * random.nextDouble());
            set(State.LAYER_3_WATER_MM, cell, porosity * SoilLayers.DEPTH_3_MM * random.nextDouble());
            set(State.GROUNDWATER_MM, cell, 200 * random.nextDouble());
            meanC[cell] = -4 + 32 * random.nextFloat();
            amplitudeC[cell] = 20 * random.nextFloat();
            wetDays[cell] = 0.6f * random.nextFloat();
        }
    }

    private void set(State state, int cell, double value) {
        states[state.ordinal() * CELLS + cell] = (float) value;
    }

    void weather(int day) {
        for (int cell = 0; cell < CELLS; cell++) {
            double temperatureC = meanC[cell]
                    - amplitudeC[cell] * StrictMath.cos(2 * Math.PI * day / 365.0)
                    + 5 * random.nextGaussian();
            double rain = random.nextFloat() < wetDays[cell] ? -8 * StrictMath.log(1 - random.nextDouble()) : 0;
            double flood = random.nextInt(2000) == 0 ? 500 * random.nextDouble() : 0;
            drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal() * CELLS + cell] = (float) (rain + flood);
            drivers[Driver.AIR_TEMPERATURE_C.ordinal() * CELLS + cell] = (float) temperatureC;
            drivers[Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal() * CELLS + cell] =
                    (float) (Math.max(0, 0.5 + 0.2 * temperatureC) * 2 * random.nextDouble());
        }
    }
}
