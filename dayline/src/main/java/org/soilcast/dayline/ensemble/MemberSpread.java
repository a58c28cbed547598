package org.soilcast.dayline.ensemble;

import java.util.Arrays;
import org.soilcast.land.physics.SoilLayers;

/**
 * Keeps members apart and around the control: each day noise is added to their soil layers, then each layer is moved so
 * that the members' mean is the control's, and kept within its bounds. Perturbed weather, noise and bounds would otherwise
 * bend the mean, since the model is not linear (perturbation bias: Ryu et al. 2009, Journal of Hydrometeorology 10,
 * 562–577). What members gain by it is water of nobody: only the control's water is booked.
 *
 * <p>Holds work space, so each thread needs its own.
 */
public final class MemberSpread {
    private float[] noise = new float[0];
    private float[] shift = new float[0];

    /**
     * Spreads and centres the members, in place.
     *
     * @param states {@code [run][state][cell]} at the end of the day
     */
    public void spread(
            EnsembleNumbers numbers,
            Perturbations perturbations,
            int epochDay,
            RunParameters parameters,
            float[] states) {
        int cells = parameters.cells();
        if (shift.length != cells) {
            noise = new float[Runs.LAYERS * cells];
            shift = new float[cells];
        }
        float[] noiseMm = {
            (float) (numbers.layer1NoiseM3PerM3() * SoilLayers.DEPTH_1_MM),
            (float) (numbers.layer2NoiseM3PerM3() * SoilLayers.DEPTH_2_MM),
            (float) (numbers.layer3NoiseM3PerM3() * SoilLayers.DEPTH_3_MM)
        };
        for (int member = 0; member < Runs.MEMBERS; member++) {
            perturbations.stateNoise(member, epochDay, noise);
            for (int layer = 0; layer < Runs.LAYERS; layer++) {
                int at = Runs.at(member, cells) + layer * cells;
                for (int cell = 0; cell < cells; cell++) {
                    states[at + cell] += noiseMm[layer] * noise[layer * cells + cell];
                }
            }
        }
        for (int layer = 0; layer < Runs.LAYERS; layer++) {
            centre(layer, parameters, states);
        }
    }

    private void centre(int layer, RunParameters parameters, float[] states) {
        int cells = parameters.cells();
        Arrays.fill(shift, 0);
        for (int member = 0; member < Runs.MEMBERS; member++) {
            int at = Runs.at(member, cells) + layer * cells;
            for (int cell = 0; cell < cells; cell++) {
                shift[cell] += states[at + cell];
            }
        }
        int control = Runs.at(Runs.CONTROL, cells) + layer * cells;
        for (int cell = 0; cell < cells; cell++) {
            shift[cell] = states[control + cell] - shift[cell] / Runs.MEMBERS;
        }
        for (int member = 0; member < Runs.MEMBERS; member++) {
            int at = Runs.at(member, cells) + layer * cells;
            for (int cell = 0; cell < cells; cell++) {
                states[at + cell] += shift[cell];
            }
            parameters.bound(member, layer, states, at);
        }
    }
}
