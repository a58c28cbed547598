package org.soilcast.learning.run;

import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.kernel.WindowAdjoint;

/**
 * The loss of all that learns or is calibrated: each cell's root mean square difference between modelled and retrieved
 * surface soil moisture, for one block of 128 cells, with the gradient of the cells' sum. Learning across cells takes the
 * mean over those that have one.
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
    private static final float LEAST_RMSE = 1e-3f; // keeps the gradient of a perfect cell finite

    private final float[] observed; // [day][128]
    private final ObservationOperator operator;
    private final int[] counts = new int[LANES]; // retrievals of each cell
    private final float[] residuals; // [day][128], model minus retrieval; 0 without retrieval
    private final float[] bySurface; // [day][128] and a day more, dL/d(surface)

    /**
     * @param observed retrievals {@code [day][128]}, m3/m3, NaN for none; taken over
     * @param operator what of the model a retrieval is compared with
     */
    SurfaceLoss(float[] observed, ObservationOperator operator) {
        this.observed = observed;
        this.operator = operator;
        residuals = new float[observed.length];
        bySurface = new float[observed.length + LANES];
        for (int day = 0; day < observed.length; day += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                counts[lane] += Float.isNaN(observed[day + lane]) ? 0 : 1;
            }
        }
    }

    /** Takes a day of the forward run: {@link WindowAdjoint.Results}. */
    void compare(int day, float[] states, int startAt, int endAt, float[] fluxes) {
        int today = day * LANES;
        operator.surface(states, startAt, states, endAt, residuals, today, LANES);
        for (int lane = today; lane < today + LANES; lane++) {
            residuals[lane] = Float.isNaN(observed[lane]) ? 0 : residuals[lane] - observed[lane];
        }
    }

    /** Each cell's error after a forward run, {@code [128]}, m3/m3; NaN where it has none. */
    double[] errors() {
        var errors = new double[LANES];
        for (int day = 0; day < observed.length; day += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                errors[lane] += residuals[day + lane] * residuals[day + lane]; // 0 without retrieval
            }
        }
        for (int lane = 0; lane < LANES; lane++) {
            errors[lane] =
                    counts[lane] < FEWEST ? Double.NaN : Math.max(LEAST_RMSE, Math.sqrt(errors[lane] / counts[lane]));
        }
        return errors;
    }

    /**
     * The gradient of the sum of the errors divided by a number, after a forward run and for one run backward.
     *
     * @param errors of {@link #errors}
     * @param divisor 1 for the sum itself, the number of cells with an error for their mean
     */
    WindowAdjoint.Gradients gradients(double[] errors, int divisor) {
        var weights = new float[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            weights[lane] = Double.isNaN(errors[lane]) ? 0 : (float) (1 / (counts[lane] * errors[lane])) / divisor;
        }
        for (int day = 0; day < observed.length; day += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                bySurface[day + lane] = residuals[day + lane] * weights[lane];
            }
        }
        return (day, states, fluxes) ->
                operator.addSurfaceAdjoint(bySurface, day * LANES, (day + 1) * LANES, states, LANES);
    }
}
