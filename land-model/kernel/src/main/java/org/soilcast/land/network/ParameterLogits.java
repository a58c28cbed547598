package org.soilcast.land.network;

import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;

/**
 * Parameters of some cells in a space without bounds: z = ln(u/(1 − u)) of their position u between the bounds. What
 * learns or descends by gradient moves in it, away from the texture parameters.
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

    /** Those of the texture parameters of {@link TextureParameters}: where all learning begins. */
    public static ParameterLogits ofTexture(NetworkInputs inputs) {
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
            double unit = unit(values[i]);
            result[i] = (float) (lossByParameter[i] * PARAMETERS[i / cells].slope(unit) * unit * (1 - unit));
        }
        return result;
    }

    /** The same numbers as {@code [cell][parameter]}, as the network's tensors have them. */
    float[] byCell() {
        return transposed(values, cells);
    }

    /** {@code [parameter][cell]} as {@code [cell][parameter]}. */
    static float[] transposed(float[] rows, int cells) {
        var result = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            result[i % cells * PARAMETERS.length + i / cells] = rows[i];
        }
        return result;
    }

    private static double unit(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }
}
