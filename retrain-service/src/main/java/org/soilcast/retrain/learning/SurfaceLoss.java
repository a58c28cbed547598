package org.soilcast.retrain.learning;

import java.util.Arrays;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

/**
 * Mean over cells of each cell's root mean square difference between modelled and retrieved surface soil moisture, for
 * one block of 128 cells, with its gradient.
 *
 * <p>Nothing stands between model and retrieval: no scale, no bias, neither of a cell nor of the domain, so what is
 * learned is learned by the parameters and is worth as much in any other copy of the model.
 *
 * <p>A cell with fewer than {@value #FEWEST} retrievals has no loss. One error of a cell counts the less the larger the
 * cell's others are; under a mean square the few worst cells would rule. Remedies against a sacrificed regime do no better
 * on the whole, and hardly in the regime they are meant for: mean RMSE of g_A at held-out blocks of cells within the
 * training year (smap_conus, seed 1), of all, dry, middle and wet cells, m3/m3:
 *
 * <pre>
 *   this loss                                     .0577   .0406 .0561 .0766
 *   normalised by each cell's variability         .0588   .0408 .0581 .0775
 *   mean square                                   .0593   .0416 .0585 .0778
 *   classes of mean moisture of equal weight      .0590   .0401 .0583 .0786
 *   worst tercile weighted, exp(loss/.01)         .0582   .0403 .0577 .0766
 * </pre>
 */
final class SurfaceLoss {
    static final int FEWEST = 10;

    private static final int LANES = CellBlocks.CELLS;
    private static final int LAYER_1 = State.LAYER_1_WATER_MM.ordinal() * LANES;
    private static final float DEPTH_MM = (float) SoilLayers.DEPTH_1_MM;
    private static final float LEAST_RMSE = 1e-3f; // keeps the gradient of a perfect cell finite

    private final float[] observed; // [day][128]
    private final boolean dailyMean;
    private final float[] residuals; // [day][128], model minus retrieval; 0 without retrieval
    private final float[] weights = new float[LANES]; // of a residual in dL/d(surface)
    private final float[] before = new float[LANES]; // surface at the end of the day before
    private final float[] laterHalf = new float[LANES];

    /**
     * @param observed retrievals {@code [day][128]}, m3/m3, NaN for none; taken over
     * @param dailyMean whether a retrieval is compared with the mean of the states before and after its day
     */
    SurfaceLoss(float[] observed, boolean dailyMean) {
        this.observed = observed;
        this.dailyMean = dailyMean;
        residuals = new float[observed.length];
    }

    /** To be called before each forward run, with the block of states it begins from. */
    void begin(float[] states, int statesAt) {
        for (int lane = 0; lane < LANES; lane++) {
            before[lane] = states[statesAt + LAYER_1 + lane] / DEPTH_MM;
        }
        Arrays.fill(laterHalf, 0);
    }

    /** Takes a day of the forward run: {@link WindowAdjoint.Results}. */
    void compare(int day, float[] states, int startAt, int statesAt, float[] fluxes) {
        for (int lane = 0; lane < LANES; lane++) {
            float after = states[statesAt + LAYER_1 + lane] / DEPTH_MM;
            float modelled = dailyMean ? (before[lane] + after) / 2 : after;
            float retrieval = observed[day * LANES + lane];
            residuals[day * LANES + lane] = Float.isNaN(retrieval) ? 0 : modelled - retrieval;
            before[lane] = after;
        }
    }

    /** The loss after a forward run, m3/m3; NaN when no cell has one. */
    double loss() {
        int days = observed.length / LANES;
        var rmse = new double[LANES];
        int cells = 0;
        double sum = 0;
        for (int lane = 0; lane < LANES; lane++) {
            double squares = 0;
            int count = 0;
            for (int day = 0; day < days; day++) {
                if (!Float.isNaN(observed[day * LANES + lane])) {
                    float residual = residuals[day * LANES + lane];
                    squares += residual * residual;
                    count++;
                }
            }
            rmse[lane] = count < FEWEST ? Double.NaN : Math.max(LEAST_RMSE, Math.sqrt(squares / count));
            weights[lane] = count < FEWEST ? 0 : (float) (1 / (count * rmse[lane]));
            if (count >= FEWEST) {
                sum += rmse[lane];
                cells++;
            }
        }
        for (int lane = 0; lane < LANES; lane++) {
            weights[lane] /= Math.max(1, cells);
        }
        return cells == 0 ? Double.NaN : sum / cells;
    }

    /** Adds the gradient by a day's states, on the way back and after {@link #loss}: {@link WindowAdjoint.Gradients}. */
    void differentiate(int day, float[] states, float[] fluxes) {
        for (int lane = 0; lane < LANES; lane++) {
            float gradient = residuals[day * LANES + lane] * weights[lane] / DEPTH_MM;
            if (dailyMean) {
                states[LAYER_1 + lane] += gradient / 2 + laterHalf[lane];
                laterHalf[lane] = gradient / 2;
            } else {
                states[LAYER_1 + lane] += gradient;
            }
        }
    }
}
