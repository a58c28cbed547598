package org.soilcast.dayline;

import java.nio.ByteBuffer;
import org.soilcast.dayline.correction.CellMemory;
import org.soilcast.dayline.ensemble.Perturbations;
import org.soilcast.dayline.ensemble.RunParameters;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.land.physics.State;
import org.soilcast.land.state.ParameterChange;
import org.soilcast.land.state.SixteenBits;

/**
 * The state of a tile between two days: one array of floats, and the bytes in which an anchor keeps it. Which of two forms
 * it has follows from the model version ({@link TileModel#isPlain}): the open loop alone, {@code [state][cell]}, or all runs
 * and what they remember:
 *
 * <pre>
 *   rows       [row][cell]                                             float   anchor
 *   182        states of {@link Runs}, [run][state]                    728     364 bytes a cell, {@link SixteenBits}
 *   48         what members remember of their weather, [member][2]     192      96 bytes, {@link Perturbations#bits}
 *   19         {@link CellMemory}                                       76      76 bytes, as floats
 *                                                                      996     536 bytes a cell
 * </pre>
 *
 * <p>With three anchors that is 2,604 bytes a cell, with the fourth of the day on which one is made 3,140. The open loop
 * alone takes 28 bytes, and 14 in an anchor.
 */
public final class TileState {
    private static final int STATES = State.values().length;
    private static final int RUN_ROWS = Runs.COUNT * STATES;
    private static final int REMEMBERED_ROWS = Runs.MEMBERS * Perturbations.REMEMBERED_ROWS;
    private static final int ROWS = RUN_ROWS + REMEMBERED_ROWS + CellMemory.ROWS;

    private TileState() {}

    /** Number of values of so many cells with all runs. */
    public static int length(int cells) {
        return ROWS * cells;
    }

    /** Whether a state of so many cells is the open loop alone. */
    public static boolean isPlain(float[] state, int cells) {
        return state.length == STATES * cells;
    }

    /** A state in the form that a model version needs: itself, or a new one. */
    public static float[] inFormOf(TileModel model, float[] state) {
        int cells = model.cells();
        if (model.isPlain() == isPlain(state, cells)) {
            return state;
        }
        return model.isPlain() ? run(state, Runs.OPEN_LOOP, cells) : begin(state, cells);
    }

    /** Where the states of a run begin. */
    static int at(float[] state, int run, int cells) {
        return isPlain(state, cells) ? 0 : Runs.at(run, cells);
    }

    /** Number of bytes of an anchor of so many cells with all runs. */
    public static int anchorBytes(int cells) {
        return cells * ((RUN_ROWS + REMEMBERED_ROWS) * Short.BYTES + CellMemory.ROWS * Float.BYTES);
    }

    /** Where the rows of a member's weather begin. */
    public static int rememberedAt(int member, int cells) {
        return (RUN_ROWS + member * Perturbations.REMEMBERED_ROWS) * cells;
    }

    /** What the cells remember, in the state itself. */
    public static CellMemory memory(float[] state, int cells) {
        return new CellMemory(state, (RUN_ROWS + REMEMBERED_ROWS) * cells, cells);
    }

    /**
     * The first state with all runs: all alike, nothing remembered.
     *
     * @param landStates {@code [state][cell]}
     */
    public static float[] begin(float[] landStates, int cells) {
        if (landStates.length != STATES * cells) {
            throw new IllegalArgumentException(
                    "expected " + STATES + " states of " + cells + " cells, found " + landStates.length);
        }
        var state = new float[length(cells)];
        for (int run = 0; run < Runs.COUNT; run++) {
            System.arraycopy(landStates, 0, state, Runs.at(run, cells), landStates.length);
        }
        memory(state, cells).begin();
        return state;
    }

    /** The states of a run, {@code [state][cell]}; a copy. */
    public static float[] run(float[] state, int run, int cells) {
        var states = new float[STATES * cells];
        System.arraycopy(state, at(state, run, cells), states, 0, states.length);
        return states;
    }

    /**
     * Takes a state over into other parameters, in place ({@link ParameterChange}).
     *
     * @param incrementMm water that the control gains by it, {@code [cell]}, added to
     * @param openLoopIncrementMm the same of the open loop
     */
    public static void takeOver(
            float[] state, RunParameters from, RunParameters to, float[] incrementMm, float[] openLoopIncrementMm) {
        int cells = to.cells();
        for (int run = firstRun(state, cells); run < Runs.COUNT; run++) {
            float[] states = run(state, run, cells);
            ParameterChange.apply(
                    states, from.of(run), to.of(run), booked(run, incrementMm, openLoopIncrementMm), cells);
            System.arraycopy(states, 0, state, at(state, run, cells), states.length);
        }
    }

    /** The runs that a state has are this one and all after it. */
    private static int firstRun(float[] state, int cells) {
        return isPlain(state, cells) ? Runs.OPEN_LOOP : 0;
    }

    /** Rounds a state as an anchor keeps it, in place, and books the water like {@link #takeOver}. */
    static void round(float[] state, float[] incrementMm, float[] openLoopIncrementMm, int cells) {
        for (int run = firstRun(state, cells); run < Runs.COUNT; run++) {
            float[] states = run(state, run, cells);
            SixteenBits.round(states, booked(run, incrementMm, openLoopIncrementMm), cells);
            System.arraycopy(states, 0, state, at(state, run, cells), states.length);
        }
    }

    /** Members' water is nobody's: it goes where nobody looks. */
    private static float[] booked(int run, float[] incrementMm, float[] openLoopIncrementMm) {
        return run == Runs.CONTROL
                ? incrementMm
                : run == Runs.OPEN_LOOP ? openLoopIncrementMm : new float[incrementMm.length];
    }

    private static int plainAnchorBytes(int cells) {
        return STATES * cells * Short.BYTES;
    }

    /** The bytes of a state that has been rounded; {@link #ofAnchor} gives the same bits again. */
    public static byte[] anchor(float[] state, int cells) {
        boolean plain = isPlain(state, cells);
        ByteBuffer bytes = ByteBuffer.allocate(plain ? plainAnchorBytes(cells) : anchorBytes(cells));
        int remembered = plain ? state.length : RUN_ROWS * cells;
        int memory = plain ? state.length : remembered + REMEMBERED_ROWS * cells;
        for (int i = 0; i < remembered; i++) {
            bytes.putShort(SixteenBits.ofAmount(state[i]));
        }
        for (int i = remembered; i < memory; i++) {
            bytes.putShort(Perturbations.bits(state[i]));
        }
        for (int i = memory; i < state.length; i++) {
            bytes.putFloat(state[i]);
        }
        return bytes.array();
    }

    /** The state that an anchor keeps. */
    public static float[] ofAnchor(byte[] anchor, int cells) {
        boolean plain = anchor.length == plainAnchorBytes(cells);
        if (!plain && anchor.length != anchorBytes(cells)) {
            throw new IllegalArgumentException("expected an anchor of " + anchorBytes(cells) + " bytes for " + cells
                    + " cells, found " + anchor.length);
        }
        ByteBuffer bytes = ByteBuffer.wrap(anchor);
        var state = new float[plain ? STATES * cells : length(cells)];
        int remembered = plain ? state.length : RUN_ROWS * cells;
        int memory = plain ? state.length : remembered + REMEMBERED_ROWS * cells;
        for (int i = 0; i < remembered; i++) {
            state[i] = SixteenBits.amount(bytes.getShort());
        }
        for (int i = remembered; i < memory; i++) {
            state[i] = Perturbations.remembered(bytes.getShort());
        }
        for (int i = memory; i < state.length; i++) {
            state[i] = bytes.getFloat();
        }
        return state;
    }
}
