package org.soilcast.laboratory.recurrent;

import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.history.CellForcing;

/**
 * What a surrogate of the land model sees of some cells: the weather, day by day, begun with the last days of the span as a
 * warm-up, since the model's own spin-up repeats the span too; and the parameters.
 */
final class SurrogateInputs {
    /** Days before the first that count for nothing but the memory. */
    static final int WARM_UP_DAYS = 60;
    /** Precipitation, temperature and potential evapotranspiration. */
    static final int WEATHER = 3;

    static final int PARAMETERS = Parameter.values().length;

    private static final double LOGIT_SCALE = 3;
    private static final double NEAREST_TO_BOUND = 1e-4;

    private final CellForcing forcing;

    SurrogateInputs(CellForcing forcing) {
        this.forcing = forcing;
    }

    /** Days of a sequence, with the warm-up. */
    int days() {
        return WARM_UP_DAYS + forcing.span().days();
    }

    /** {@code [chosen][day][weather]}, each near 0 ± 1. */
    float[] weather(int... chosen) {
        int span = forcing.span().days();
        var values = new float[chosen.length * days() * WEATHER];
        int at = 0;
        for (int cell : chosen) {
            for (int i = 0; i < days(); i++) {
                int day = Math.floorMod(i - WARM_UP_DAYS, span);
                values[at] = (float) StrictMath.log1p(forcing.precipitationMmPerDay(day, cell)) - 0.5f;
                values[at + 1] = (forcing.airTemperatureC(day, cell) - 12) / 10;
                values[at + 2] = (forcing.potentialEvapotranspirationMmPerDay(day, cell) - 3) / 2;
                at += WEATHER;
            }
        }
        return values;
    }

    /** Logits of parameters {@code [parameter][cell]}, as {@code [cell][parameter]} and near 0 ± 1. */
    static float[] scaled(float[] parameters) {
        int cells = parameters.length / PARAMETERS;
        var scaled = new float[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            double unit = unit(i / cells, parameters[i]);
            scaled[i % cells * PARAMETERS + i / cells] = (float) (StrictMath.log(unit / (1 - unit)) / LOGIT_SCALE);
        }
        return scaled;
    }

    /**
     * A loss by the parameters from the loss by what {@link #scaled} makes of them.
     *
     * @param lossByScaled {@code [cell][parameter]}
     * @param parameters {@code [parameter][cell]}
     * @return {@code [parameter][cell]}
     */
    static float[] lossByParameter(float[] lossByScaled, float[] parameters) {
        int cells = parameters.length / PARAMETERS;
        var loss = new float[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            double unit = unit(i / cells, parameters[i]);
            double slope = Parameter.values()[i / cells].slope(unit) * unit * (1 - unit) * LOGIT_SCALE;
            loss[i] = (float) (lossByScaled[i % cells * PARAMETERS + i / cells] / slope);
        }
        return loss;
    }

    private static double unit(int parameter, float value) {
        double unit = Parameter.values()[parameter].toUnit(value);
        return Math.max(NEAREST_TO_BOUND, Math.min(1 - NEAREST_TO_BOUND, unit));
    }
}
