package org.soilcast.land.physics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Cells for tests: one of medium texture at the stated defaults, and random ones over the whole parameter box. */
final class TestCells {
    private TestCells() {}

    /** Sand 40 %, clay 20 % by Cosby et al. (1984), the rest at the defaults of the land model's plan. */
    static double[] loam() {
        Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
        values.put(Parameter.POROSITY, 0.439);
        values.put(Parameter.WILTING_POINT, 0.151);
        values.put(Parameter.REFERENCE_ABOVE_WILTING, 0.132);
        values.put(Parameter.AIR_DRY, 0.0755);
        values.put(Parameter.RETENTION_EXPONENT, 6.09);
        values.put(Parameter.SATURATED_CONDUCTIVITY_MM_PER_DAY, 326.0);
        values.put(Parameter.SATURATED_SUCTION_M, 0.227);
        values.put(Parameter.INFILTRATION_SHAPE, 0.2);
        values.put(Parameter.BARE_SOIL_EXPONENT, 2.0);
        values.put(Parameter.CROP_COEFFICIENT, 1.0);
        values.put(Parameter.VEGETATION_FRACTION, 0.5);
        values.put(Parameter.ROOT_SHARE_1, 0.2);
        values.put(Parameter.ROOT_SHARE_2_OF_REST, 0.6);
        values.put(Parameter.DRAINAGE_FACTOR, 1.0);
        values.put(Parameter.INTERCEPTION_CAPACITY_MM, 1.0);
        values.put(Parameter.SNOW_THRESHOLD_C, 0.5);
        values.put(Parameter.DEGREE_DAY_FACTOR_MM_PER_C_DAY, 3.0);
        values.put(Parameter.REFREEZING_FRACTION, 0.05);
        values.put(Parameter.SNOW_LIQUID_FRACTION, 0.1);
        values.put(Parameter.BASE_FLOW_LINEAR_FRACTION, 0.02);
        values.put(Parameter.BASE_FLOW_MAX_MM_PER_DAY, 10.0);
        values.put(Parameter.BASE_FLOW_NONLINEAR_ABOVE, 0.8);
        double[] parameters = new double[Parameter.values().length];
        values.forEach((parameter, value) -> parameters[parameter.ordinal()] = value);
        return parameters;
    }

    /** Uniform over the box of bounds; every eighth value sits on a bound. */
    static double[] randomParameters(Random random) {
        double[] parameters = new double[Parameter.values().length];
        for (Parameter parameter : Parameter.values()) {
            double u = random.nextInt(8) == 0 ? random.nextInt(2) : random.nextDouble();
            parameters[parameter.ordinal()] = parameter.fromUnit(u);
        }
        return parameters;
    }

    /** Layers anywhere between empty and full, groundwater half full, no snow. */
    static double[] randomStates(Random random, double porosity) {
        double[] states = new double[State.values().length];
        states[State.LAYER_1_WATER_MM.ordinal()] = random.nextDouble() * porosity * SoilLayers.DEPTH_1_MM;
        states[State.LAYER_2_WATER_MM.ordinal()] = random.nextDouble() * porosity * SoilLayers.DEPTH_2_MM;
        states[State.LAYER_3_WATER_MM.ordinal()] = random.nextDouble() * porosity * SoilLayers.DEPTH_3_MM;
        states[State.GROUNDWATER_MM.ordinal()] = GroundwaterEquations.CAPACITY_MM / 2;
        return states;
    }

    /** Layers at this saturation, groundwater at a fifth, no snow. */
    static double[] statesAt(double saturation, double porosity) {
        double[] states = new double[State.values().length];
        states[State.LAYER_1_WATER_MM.ordinal()] = saturation * porosity * SoilLayers.DEPTH_1_MM;
        states[State.LAYER_2_WATER_MM.ordinal()] = saturation * porosity * SoilLayers.DEPTH_2_MM;
        states[State.LAYER_3_WATER_MM.ordinal()] = saturation * porosity * SoilLayers.DEPTH_3_MM;
        states[State.GROUNDWATER_MM.ordinal()] = GroundwaterEquations.CAPACITY_MM / 5;
        return states;
    }

    /** A climate drawn at random: seasons, wet and dry days, now and then a flood. */
    static final class Weather {
        private final Random random;
        private final double meanC;
        private final double amplitudeC;
        private final double wetDays;
        private final double wetDayMm;

        Weather(Random random) {
            this.random = random;
            meanC = -4 + 32 * random.nextDouble();
            amplitudeC = 20 * random.nextDouble();
            wetDays = 0.6 * random.nextDouble();
            wetDayMm = 1 + 14 * random.nextDouble();
        }

        /** Drivers of a day, {@code [driver]}. */
        void day(int day, double[] drivers) {
            double temperatureC =
                    meanC - amplitudeC * StrictMath.cos(2 * Math.PI * day / 365.0) + 5 * random.nextGaussian();
            double precipitation =
                    random.nextDouble() < wetDays ? -wetDayMm * StrictMath.log(1 - random.nextDouble()) : 0;
            double flood = random.nextInt(2000) == 0 ? 500 * random.nextDouble() : 0;
            drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal()] = precipitation + flood;
            drivers[Driver.AIR_TEMPERATURE_C.ordinal()] = temperatureC;
            drivers[Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal()] =
                    Math.max(0, 0.5 + 0.2 * temperatureC) * 2 * random.nextDouble();
        }
    }
}
