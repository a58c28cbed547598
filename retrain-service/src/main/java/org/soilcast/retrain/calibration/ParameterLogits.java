package org.soilcast.retrain.calibration;

import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.network.ParameterNetwork;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;
import org.soilcast.retrain.archive.CellHistory;

/**
 * Parameters of some cells in a space without bounds: z = ln(u/(1 − u)) of their position u between the bounds. What
 * descends by gradient moves in it, as the parameter network does.
 *
 * @param values {@code [parameter][cell]}
 * @param cells number of cells
 */
public record ParameterLogits(float[] values, int cells) {
    private static final Parameter[] PARAMETERS = Parameter.values();

    public ParameterLogits {
        if (values.length != PARAMETERS.length * cells) {
            throw new IllegalArgumentException("expected " + PARAMETERS.length + " parameters x " + cells
                    + " cells, found " + values.length + " values");
        }
    }

    /** Those of the texture parameters. */
    public static ParameterLogits ofTexture(CellHistory history) {
        NetworkInputs inputs = history.inputs();
        int cells = inputs.cells();
        var values = new float[PARAMETERS.length * cells];
        for (int cell = 0; cell < cells; cell++) {
            double[] texture = TextureParameters.of(
                    inputs.value(ParameterNetwork.SAND, cell),
                    inputs.value(ParameterNetwork.CLAY, cell),
                    inputs.value(ParameterNetwork.NDVI, cell));
            for (Parameter parameter : PARAMETERS) {
                double unit = parameter.toUnit(texture[parameter.ordinal()]);
                values[parameter.ordinal() * cells + cell] = (float) StrictMath.log(unit / (1 - unit));
            }
        }
        return new ParameterLogits(values, cells);
    }

    /** The parameters themselves, {@code [parameter][cell]}. */
    public float[] parameters() {
        var result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) PARAMETERS[i / cells].fromUnit(unit(values[i]));
        }
        return result;
    }

    /** dL/dz from dL/dp, both {@code [parameter][cell]}. */
    public float[] lossByLogit(float[] lossByParameter) {
        var result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = PARAMETERS[i / cells];
            double unit = unit(values[i]);
            double slope = parameter.scale() == Parameter.Scale.LINEAR
                    ? parameter.upper() - parameter.lower()
                    : parameter.fromUnit(unit) * StrictMath.log(parameter.upper() / parameter.lower());
            result[i] = (float) (lossByParameter[i] * slope * unit * (1 - unit));
        }
        return result;
    }

    private static double unit(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }
}
