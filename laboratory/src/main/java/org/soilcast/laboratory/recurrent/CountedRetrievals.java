package org.soilcast.laboratory.recurrent;

import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.learning.run.UntrainedRun;

/** The retrievals of some cells that count, as a loss through tensors needs them. */
final class CountedRetrievals {
    private static final int FEWEST = 10; // of a cell that has a loss

    private final float[] retrievals; // [cell][day], m3/m3; 0 for none
    private final float[] weights; // [cell][day], one over the cell's number; 0 for none
    private final float[] shares; // [cell], one over the number of cells with a loss; 0 of one without

    /**
     * @param days of the run
     * @param chosen at most 128 cells
     */
    CountedRetrievals(UntrainedRun untrained, int days, int... chosen) {
        float[] byDay = untrained.retrievals(chosen);
        retrievals = new float[chosen.length * days];
        weights = new float[retrievals.length];
        shares = new float[chosen.length];
        int withLoss = 0;
        for (int cell = 0; cell < chosen.length; cell++) {
            int count = 0;
            for (int day = 0; day < days; day++) {
                float retrieval = byDay[day * CellBlocks.CELLS + cell];
                boolean counts = !Float.isNaN(retrieval);
                retrievals[cell * days + day] = counts ? retrieval : 0;
                weights[cell * days + day] = counts ? 1 : 0;
                count += counts ? 1 : 0;
            }
            for (int day = 0; day < days; day++) {
                weights[cell * days + day] /= Math.max(1, count);
            }
            shares[cell] = count < FEWEST ? 0 : 1;
            withLoss += count < FEWEST ? 0 : 1;
        }
        for (int cell = 0; cell < chosen.length; cell++) {
            shares[cell] /= Math.max(1, withLoss);
        }
    }

    float[] retrievals() {
        return retrievals;
    }

    float[] weights() {
        return weights;
    }

    float[] shares() {
        return shares;
    }

    /**
     * The errors of cells, m3/m3; NaN of a cell without a loss.
     *
     * @param values of all cells, in another unit
     * @param unit m3/m3 of that unit
     */
    double[] errors(float[] values, double unit) {
        var errors = new double[values.length];
        for (int cell = 0; cell < errors.length; cell++) {
            errors[cell] = shares[cell] == 0 ? Double.NaN : values[cell] * unit;
        }
        return errors;
    }
}
