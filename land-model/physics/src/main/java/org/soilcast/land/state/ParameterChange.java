package org.soilcast.land.state;

import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

/**
 * What becomes of the states of a cell when its parameters change, as they do when another model version takes over.
 *
 * <p>Each soil layer keeps its relative saturation (θ − θdry)/(θs − θdry), and below θdry its share of θdry, with
 * θdry ≤ θw as in the equations: a layer that was as wet as it can be is so again, a dry one is dry, and the order of
 * days and cells is kept. Snow, frozen ground and groundwater are amounts that no parameter bounds, and stay. The water
 * that this adds or takes is told, so that it can be booked.
 */
public final class ParameterChange {
    private static final State[] LAYERS = {State.LAYER_1_WATER_MM, State.LAYER_2_WATER_MM, State.LAYER_3_WATER_MM};
    private static final double[] DEPTHS_MM = {SoilLayers.DEPTH_1_MM, SoilLayers.DEPTH_2_MM, SoilLayers.DEPTH_3_MM};

    private ParameterChange() {}

    /**
     * Takes states over into other parameters, in place. A cell whose porosity, wilting point and air-dry content are the
     * same keeps its bits.
     *
     * @param states {@code [state][cell]}
     * @param from {@code [parameter][cell]}, those the states come from
     * @param to {@code [parameter][cell]}
     * @param incrementMm {@code [cell]}, to which the water gained is added, negative when lost
     * @param cells number of cells
     */
    public static void apply(float[] states, float[] from, float[] to, float[] incrementMm, int cells) {
        for (int cell = 0; cell < cells; cell++) {
            double fromDry = dry(from, cells, cell);
            double toDry = dry(to, cells, cell);
            double fromFull = value(from, Parameter.POROSITY, cells, cell);
            double toFull = value(to, Parameter.POROSITY, cells, cell);
            if (fromDry == toDry && fromFull == toFull) {
                continue;
            }
            double gainMm = 0;
            for (int layer = 0; layer < LAYERS.length; layer++) {
                int at = LAYERS[layer].ordinal() * cells + cell;
                double depthMm = DEPTHS_MM[layer];
                double content = mapped(states[at] / depthMm, fromDry, fromFull, toDry, toFull);
                float waterMm = (float) (content * depthMm);
                gainMm += (double) waterMm - states[at];
                states[at] = waterMm;
            }
            incrementMm[cell] += (float) gainMm;
        }
    }

    private static double mapped(double content, double fromDry, double fromFull, double toDry, double toFull) {
        if (content <= fromDry) {
            return content / fromDry * toDry;
        }
        double saturation = Math.min(1, (content - fromDry) / (fromFull - fromDry));
        return toDry + saturation * (toFull - toDry);
    }

    private static double dry(float[] parameters, int cells, int cell) {
        return Math.min(
                value(parameters, Parameter.AIR_DRY, cells, cell),
                value(parameters, Parameter.WILTING_POINT, cells, cell));
    }

    private static double value(float[] parameters, Parameter parameter, int cells, int cell) {
        return parameters[parameter.ordinal() * cells + cell];
    }
}
