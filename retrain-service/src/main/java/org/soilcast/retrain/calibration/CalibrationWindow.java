package org.soilcast.retrain.calibration;

import java.util.Arrays;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.schemas.avro.ObservationTime;

/**
 * The error of candidate parameters, 128 pairs of cell and parameters side by side: the training days are run for
 * spin-up, and once more to be compared with the retrievals. A cell may come several times.
 *
 * <p>Holds work space, so each thread needs its own.
 */
public final class CalibrationWindow {
    private static final int LANES = CellBlocks.CELLS;
    private static final int STATES = State.values().length;
    private static final int PARAMETERS = Parameter.values().length;
    private static final int LAYER_1 = State.LAYER_1_WATER_MM.ordinal() * LANES;
    private static final float DEPTH_MM = (float) SoilLayers.DEPTH_1_MM;
    private static final double LEAST_RMSE = 1e-3; // keeps the gradient of a perfect cell finite

    private final CalibrationCells cells;
    private final boolean dailyMean;
    private final WindowAdjoint window;
    private final float[] start; // [state][cell], where the next spin-up begins
    private final float[] residuals; // [day][128], model minus retrieval; 0 without retrieval
    private final double[] squares = new double[LANES];
    private final int[] counts = new int[LANES];
    private final float[] before = new float[LANES];
    private final float[] slopes = new float[LANES]; // of the RMSE by the surface on a day, over that day's residual
    private final float[] laterHalf = new float[LANES];

    public CalibrationWindow(CalibrationCells cells) {
        this.cells = cells;
        dailyMean = cells.history().observationTime() == ObservationTime.DAILY_MEAN;
        window = new WindowAdjoint(Lanes.best(), cells.days(), 32);
        start = cells.start();
        residuals = new float[cells.days() * LANES];
    }

    /**
     * Root mean square error of each pair after two cycles of spin-up, m3/m3; 0 for a cell without retrievals.
     *
     * @param chosen at most 128 cells
     * @param parameters {@code [parameter][chosen]}
     */
    public double[] rmse(int[] chosen, float[] parameters) {
        CellBlocks drivers = drivers(chosen);
        CellBlocks blockParameters = CellBlocks.ofRows(parameters, PARAMETERS, chosen.length);
        CellBlocks states = states(chosen);
        spinUp(states, blockParameters, drivers);
        spinUp(states, blockParameters, drivers);
        forward(chosen, states, blockParameters, drivers);
        var rmse = new double[chosen.length];
        for (int lane = 0; lane < rmse.length; lane++) {
            rmse[lane] = counts[lane] == 0 ? 0 : Math.sqrt(squares[lane] / counts[lane]);
        }
        return rmse;
    }

    /**
     * The gradient of each pair's error by its parameters, {@code [parameter][chosen]}, with the spin-up held fixed. Each
     * call cycles once more from where the last one with the cell ended: slow states follow slow changes of parameters.
     *
     * @param chosen at most 128 cells, each once
     * @param parameters {@code [parameter][chosen]}
     */
    public float[] gradient(int[] chosen, float[] parameters) {
        CellBlocks drivers = drivers(chosen);
        CellBlocks blockParameters = CellBlocks.ofRows(parameters, PARAMETERS, chosen.length);
        CellBlocks states = states(chosen);
        spinUp(states, blockParameters, drivers);
        keep(chosen, states);
        forward(chosen, states, blockParameters, drivers);
        for (int lane = 0; lane < LANES; lane++) {
            boolean observed = lane < chosen.length && counts[lane] > 0;
            double rmse = observed ? Math.max(LEAST_RMSE, Math.sqrt(squares[lane] / counts[lane])) : 1;
            slopes[lane] = observed ? (float) (1 / (counts[lane] * rmse * DEPTH_MM)) : 0;
        }
        Arrays.fill(laterHalf, 0);
        var stateGradients = new CellBlocks(STATES, chosen.length);
        var gradients = new CellBlocks(PARAMETERS, chosen.length);
        window.backward(blockParameters, drivers, 0, this::addGradient, stateGradients, gradients);
        return gradients.toRows();
    }

    /** Where the last gradient's comparison began, {@code [state][cell]}; a copy. */
    float[] start() {
        return start.clone();
    }

    private CellBlocks drivers(int[] chosen) {
        return cells.history().forcing().blocks(chosen);
    }

    private CellBlocks states(int[] chosen) {
        var states = new CellBlocks(STATES, chosen.length);
        for (int state = 0; state < STATES; state++) {
            for (int lane = 0; lane < LANES; lane++) {
                int cell = chosen[lane < chosen.length ? lane : 0];
                states.values()[state * LANES + lane] = start[state * cells.cells() + cell];
            }
        }
        return states;
    }

    private void keep(int[] chosen, CellBlocks states) {
        for (int state = 0; state < STATES; state++) {
            for (int lane = 0; lane < chosen.length; lane++) {
                start[state * cells.cells() + chosen[lane]] = states.get(state, lane);
            }
        }
    }

    private void spinUp(CellBlocks states, CellBlocks parameters, CellBlocks drivers) {
        int last = cells.days() - 1;
        window.forward(states, parameters, drivers, 0, (day, values, startAt, at, fluxes) -> {
            if (day == last) {
                System.arraycopy(values, at, states.values(), 0, STATES * LANES);
            }
        });
    }

    private void forward(int[] chosen, CellBlocks states, CellBlocks parameters, CellBlocks drivers) {
        Arrays.fill(squares, 0);
        Arrays.fill(counts, 0);
        for (int lane = 0; lane < LANES; lane++) {
            before[lane] = states.values()[LAYER_1 + lane] / DEPTH_MM;
        }
        window.forward(
                states, parameters, drivers, 0, (day, values, startAt, at, fluxes) -> compare(chosen, day, values, at));
    }

    private void compare(int[] chosen, int day, float[] values, int at) {
        for (int lane = 0; lane < chosen.length; lane++) {
            float after = values[at + LAYER_1 + lane] / DEPTH_MM;
            float modelled = dailyMean ? (before[lane] + after) / 2 : after;
            float retrieval = cells.retrieval(day, chosen[lane]);
            before[lane] = after;
            float residual = 0;
            if (!Float.isNaN(retrieval)) {
                residual = modelled - retrieval;
                squares[lane] += residual * residual;
                counts[lane]++;
            }
            residuals[day * LANES + lane] = residual;
        }
        Arrays.fill(residuals, day * LANES + chosen.length, (day + 1) * LANES, 0);
    }

    private void addGradient(int day, float[] states, float[] fluxes) {
        for (int lane = 0; lane < LANES; lane++) {
            float gradient = residuals[day * LANES + lane] * slopes[lane];
            if (dailyMean) {
                states[LAYER_1 + lane] += gradient / 2 + laterHalf[lane];
                laterHalf[lane] = gradient / 2;
            } else {
                states[LAYER_1 + lane] += gradient;
            }
        }
    }
}
