package org.soilcast.learning.run;

import java.util.Arrays;
import java.util.List;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.learning.history.CellHistory;

/**
 * The error of parameters, 128 pairs of cell and parameters side by side: the days are run and compared with the retrievals
 * ({@link SurfaceLoss}).
 *
 * <p>Holds work space, so each thread needs its own.
 */
public final class LossWindow implements ParameterLoss {
    private static final int LANES = CellBlocks.CELLS;
    private static final int STATES = State.values().length;
    private static final int PARAMETERS = Parameter.values().length;
    private static final int SEGMENT_DAYS = 32;
    private static final int SPIN_UP_CYCLES = 2;

    private final CellHistory history;
    private final UntrainedRun untrained;
    private final WindowAdjoint window;
    private final float[] start; // [state][cell], where the cell's next run begins

    /** A window whose work space stays in the cache: the fastest forward. */
    public LossWindow(CellHistory history, UntrainedRun untrained) {
        this(history, untrained, SEGMENT_DAYS);
    }

    /**
     * A window.
     *
     * @param history cells and days
     * @param untrained their run that all begins from
     * @param segmentDays days between checkpoints of the run backward; fewer take less room and more time
     */
    public LossWindow(CellHistory history, UntrainedRun untrained, int segmentDays) {
        this.history = history;
        this.untrained = untrained;
        window = new WindowAdjoint(Lanes.best(), history.span().days(), segmentDays);
        start = untrained.start();
    }

    /**
     * The errors of some pairs, and their gradient.
     *
     * @param errors {@code [pair]}, m3/m3; NaN for a cell with too few retrievals
     * @param lossByParameter gradient of the errors' sum or mean, {@code [parameter][pair]}
     */
    public record Slope(double[] errors, float[] lossByParameter) {
        /** Mean over the pairs that have an error; NaN without any. */
        public double mean() {
            return Arrays.stream(errors)
                    .filter(error -> !Double.isNaN(error))
                    .average()
                    .orElse(Double.NaN);
        }
    }

    /** Where each cell's next run begins, {@code [state][cell]}. */
    @Override
    public List<float[]> remembered() {
        return List.of(start);
    }

    /**
     * Errors after two cycles of spin-up from where the cells begin; nothing is remembered.
     *
     * @param chosen at most 128 cells; one may come several times
     * @param parameters {@code [parameter][chosen]}
     * @return {@code [chosen]}, m3/m3; NaN for a cell with too few retrievals
     */
    public double[] errors(int[] chosen, float[] parameters) {
        CellBlocks drivers = history.forcing().blocks(chosen);
        CellBlocks blockParameters = CellBlocks.ofRows(parameters, PARAMETERS, chosen.length);
        CellBlocks states = states(chosen);
        for (int cycle = 0; cycle < SPIN_UP_CYCLES; cycle++) {
            run(states, blockParameters, drivers, (day, values, startAt, endAt, fluxes) -> {});
        }
        return Arrays.copyOf(compare(chosen, states, blockParameters, drivers).errors(), chosen.length);
    }

    /** The gradient of the sum of the errors: each pair's own, whatever stands beside it. See {@link #ofMean}. */
    public Slope ofSum(int[] chosen, float[] parameters) {
        return slope(chosen, parameters, false);
    }

    /**
     * The gradient of the mean over the pairs that have an error, with the first states held fixed. They are those at the
     * end of the last call with the cell, under the parameters it then had: slow states follow slow changes of parameters,
     * and no day is run for spin-up alone.
     */
    @Override
    public Slope ofMean(int[] chosen, float[] parameters) {
        return slope(chosen, parameters, true);
    }

    private Slope slope(int[] chosen, float[] parameters, boolean mean) {
        CellBlocks drivers = history.forcing().blocks(chosen);
        CellBlocks blockParameters = CellBlocks.ofRows(parameters, PARAMETERS, chosen.length);
        CellBlocks states = states(chosen);
        SurfaceLoss loss = compare(chosen, states, blockParameters, drivers);
        keep(chosen, states);
        double[] errors = loss.errors();
        int counted = (int)
                Arrays.stream(errors).filter(error -> !Double.isNaN(error)).count();
        var byState = new CellBlocks(STATES, chosen.length);
        var byParameter = new CellBlocks(PARAMETERS, chosen.length);
        WindowAdjoint.Gradients gradients = loss.gradients(errors, mean ? Math.max(1, counted) : 1);
        window.backward(blockParameters, drivers, 0, gradients, byState, byParameter);
        return new Slope(Arrays.copyOf(errors, chosen.length), byParameter.toRows());
    }

    private SurfaceLoss compare(int[] chosen, CellBlocks states, CellBlocks parameters, CellBlocks drivers) {
        var loss = new SurfaceLoss(untrained.retrievals(chosen), history.observation());
        run(states, parameters, drivers, loss::compare);
        return loss;
    }

    /** Runs all days; the states are then those at their end. */
    private void run(CellBlocks states, CellBlocks parameters, CellBlocks drivers, WindowAdjoint.Results seen) {
        int last = history.span().days() - 1;
        window.forward(states, parameters, drivers, 0, (day, values, startAt, endAt, fluxes) -> {
            seen.day(day, values, startAt, endAt, fluxes);
            if (day == last) {
                System.arraycopy(values, endAt, states.values(), 0, STATES * LANES);
            }
        });
    }

    private CellBlocks states(int[] chosen) {
        int all = history.cells().size();
        var rows = new float[STATES * chosen.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = start[i / chosen.length * all + chosen[i % chosen.length]];
        }
        return CellBlocks.ofRows(rows, STATES, chosen.length);
    }

    private void keep(int[] chosen, CellBlocks states) {
        int all = history.cells().size();
        for (int state = 0; state < STATES; state++) {
            for (int lane = 0; lane < chosen.length; lane++) {
                start[state * all + chosen[lane]] = states.get(state, lane);
            }
        }
    }
}
