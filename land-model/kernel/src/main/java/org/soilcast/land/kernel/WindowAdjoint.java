package org.soilcast.land.kernel;

import java.util.Arrays;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * Runs one block of 128 cells over a window of days, then back: the gradient of any scalar L of its states and fluxes
 * with respect to the first states and the parameters or the drivers of each day.
 *
 * <p>The tape holds the states of each day, 28 bytes a cell-day; everything else is computed again on the way back. With
 * checkpoints only every k-th day's states are held and one segment of k days is run again at a time: ten years with
 * k = 60 take 120 days' room and one forward run more. The numbers are the same with and without.
 *
 * <p>Holds work space, so each thread needs its own. All arrays are {@code [row][128]}, all 128 cells are computed.
 */
public final class WindowAdjoint {
    private static final int STATE_VALUES = State.values().length * CellBlocks.CELLS;
    private static final int DRIVER_VALUES = Driver.values().length * CellBlocks.CELLS;
    private static final int FLUX_VALUES = Flux.values().length * CellBlocks.CELLS;
    private static final int PARAMETER_VALUES = Parameter.values().length * CellBlocks.CELLS;

    /** Sees each day of the forward run. */
    public interface Results {
        /**
         * A day has been computed.
         *
         * @param day from 0
         * @param states {@code [state][128]}, at the begin of the day from {@code startAt} on and at its end from
         *     {@code endAt} on; only to be read
         * @param fluxes {@code [flux][128]}, mm/day; only to be read
         */
        void day(int day, float[] states, int startAt, int endAt, float[] fluxes);
    }

    /** Says how L depends on each day. */
    public interface Gradients {
        /**
         * A day is about to be differentiated; days come last to first.
         *
         * @param day from 0
         * @param states {@code [state][128]}, dL/d(state at the end of the day) through later days: to be added to
         * @param fluxes {@code [flux][128]}, dL/d(flux of the day): zero, to be set
         */
        void day(int day, float[] states, float[] fluxes);
    }

    private final Lanes lanes;
    private final int days;
    private final int segmentDays;
    private final float[] scratch = Lanes.newScratch();
    private final float[] fluxes = new float[FLUX_VALUES];
    /** States at the begin of each segment: [segment][state][128]. */
    private final float[] checkpoints;
    /** States at the begin of each day of one segment and at its end: [day][state][128]. */
    private final float[] tape;

    /**
     * @param days length of the window
     * @param segmentDays days between checkpoints; {@code days} or more for no checkpoints
     */
    public WindowAdjoint(Lanes lanes, int days, int segmentDays) {
        if (days < 1 || segmentDays < 1) {
            throw new IllegalArgumentException("days " + days + " and segment " + segmentDays + " must be positive");
        }
        this.lanes = lanes;
        this.days = days;
        this.segmentDays = Math.min(days, segmentDays);
        int segments = (days + this.segmentDays - 1) / this.segmentDays;
        checkpoints = new float[Math.multiplyExact(segments, STATE_VALUES)];
        tape = new float[Math.multiplyExact(this.segmentDays + 1, STATE_VALUES)];
    }

    /** Bytes that the window takes for each of its 128 cells. */
    public int bytesPerCell() {
        return (checkpoints.length + tape.length) / CellBlocks.CELLS * Float.BYTES;
    }

    /**
     * Runs the window forward, and keeps what {@link #backward} needs.
     *
     * @param states one block of states at the begin of the window; only read
     * @param parameters one block of parameters
     * @param drivers {@code [day][driver][128]}: blocks with the drivers of all days as their variables
     * @param block which block
     */
    public void forward(CellBlocks states, CellBlocks parameters, CellBlocks drivers, int block, Results results) {
        requireVariables(states, parameters, drivers);
        System.arraycopy(states.values(), states.begin(block), tape, 0, STATE_VALUES);
        for (int first = 0; first < days; first += segmentDays) {
            if (first > 0) {
                System.arraycopy(tape, segmentDays * STATE_VALUES, tape, 0, STATE_VALUES);
            }
            System.arraycopy(tape, 0, checkpoints, first / segmentDays * STATE_VALUES, STATE_VALUES);
            runSegment(first, parameters, drivers, block, results);
        }
    }

    /** Days first … of a segment, from the states at the begin of the tape. */
    private void runSegment(int first, CellBlocks parameters, CellBlocks drivers, int block, Results results) {
        int end = Math.min(days, first + segmentDays);
        for (int day = first; day < end; day++) {
            int at = (day - first) * STATE_VALUES;
            lanes.forward(
                    tape,
                    at,
                    parameters.values(),
                    parameters.begin(block),
                    drivers.values(),
                    drivers.begin(block) + day * DRIVER_VALUES,
                    tape,
                    at + STATE_VALUES,
                    fluxes,
                    0,
                    scratch,
                    CellBlocks.CELLS);
            results.day(day, tape, at, at + STATE_VALUES, fluxes);
        }
    }

    /**
     * Runs the window backward; {@link #forward} must have run on the same block with the same numbers just before.
     *
     * @param gradients dL/d(states, fluxes) day by day
     * @param stateGradients this block gets dL/d(states at the begin of the window)
     * @param parameterGradients this block gets dL/d(parameters) of the whole window
     */
    public void backward(
            CellBlocks parameters,
            CellBlocks drivers,
            int block,
            Gradients gradients,
            CellBlocks stateGradients,
            CellBlocks parameterGradients) {
        requireVariables(stateGradients, parameterGradients, drivers);
        int sums = parameterGradients.begin(block);
        Arrays.fill(parameterGradients.values(), sums, sums + PARAMETER_VALUES, 0);
        backward(
                parameters,
                drivers,
                block,
                gradients,
                stateGradients,
                (day, at, after, fluxGradients, before) -> lanes.adjoint(
                        tape,
                        at,
                        parameters.values(),
                        parameters.begin(block),
                        drivers.values(),
                        drivers.begin(block) + day * DRIVER_VALUES,
                        after,
                        fluxGradients,
                        before,
                        parameterGradients.values(),
                        sums,
                        scratch,
                        CellBlocks.CELLS));
    }

    /**
     * The same to the drivers in place of the parameters.
     *
     * @param driverGradients this block gets dL/d(drivers of each day), {@code [day][driver][128]} as the drivers themselves
     */
    public void backwardToForcing(
            CellBlocks parameters,
            CellBlocks drivers,
            int block,
            Gradients gradients,
            CellBlocks stateGradients,
            CellBlocks driverGradients) {
        requireVariables(stateGradients, parameters, driverGradients);
        int written = driverGradients.begin(block);
        backward(
                parameters,
                drivers,
                block,
                gradients,
                stateGradients,
                (day, at, after, fluxGradients, before) -> ForcingAdjoint.step(
                        lanes,
                        tape,
                        at,
                        parameters.values(),
                        parameters.begin(block),
                        drivers.values(),
                        drivers.begin(block) + day * DRIVER_VALUES,
                        after,
                        fluxGradients,
                        before,
                        driverGradients.values(),
                        written + day * DRIVER_VALUES,
                        scratch));
    }

    /** Differentiates a day whose first states are on the tape: dL/d(states at its end) → dL/d(states at its begin). */
    private interface Day {
        void back(int day, int at, float[] after, float[] fluxGradients, float[] before);
    }

    private void backward(
            CellBlocks parameters,
            CellBlocks drivers,
            int block,
            Gradients gradients,
            CellBlocks stateGradients,
            Day step) {
        float[] after = new float[STATE_VALUES];
        float[] before = new float[STATE_VALUES];
        float[] fluxGradients = new float[FLUX_VALUES];
        for (int day = days - 1; day >= 0; day--) {
            int inSegment = day % segmentDays;
            int first = day - inSegment;
            boolean onTape = first + segmentDays >= days;
            if (!onTape && inSegment == segmentDays - 1) {
                System.arraycopy(checkpoints, first / segmentDays * STATE_VALUES, tape, 0, STATE_VALUES);
                runSegment(first, parameters, drivers, block, (seen, states, start, end, seenFluxes) -> {});
            }
            Arrays.fill(fluxGradients, 0);
            gradients.day(day, after, fluxGradients);
            step.back(day, inSegment * STATE_VALUES, after, fluxGradients, before);
            float[] swapped = after;
            after = before;
            before = swapped;
        }
        System.arraycopy(after, 0, stateGradients.values(), stateGradients.begin(block), STATE_VALUES);
    }

    private void requireVariables(CellBlocks states, CellBlocks parameters, CellBlocks drivers) {
        if (states.variables() * CellBlocks.CELLS != STATE_VALUES
                || parameters.variables() * CellBlocks.CELLS != PARAMETER_VALUES
                || drivers.variables() * CellBlocks.CELLS < days * DRIVER_VALUES) {
            throw new IllegalArgumentException("states, parameters and drivers of " + days + " days do not fit: have "
                    + states.variables() + ", " + parameters.variables() + " and " + drivers.variables()
                    + " variables");
        }
    }
}
