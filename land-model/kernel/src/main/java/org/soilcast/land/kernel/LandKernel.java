package org.soilcast.land.kernel;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * The daily land step of many cells, by code generated from the land model's equations.
 *
 * <p>A result depends on nothing but the cell's own numbers: not on its neighbours, the number of cells, the processor's
 * vector length or how warm the virtual machine is. Holds work space, so each thread needs its own.
 */
public final class LandKernel implements DailyStep {
    private static final int STATES = State.values().length;
    private static final int PARAMETERS = Parameter.values().length;
    private static final int DRIVERS = Driver.values().length;
    private static final int FLUXES = Flux.values().length;

    private static final int CACHE_LINE_FLOATS = 16;
    private static final VectorWarmUp WARM_UP =
            new VectorWarmUp(cells -> exercise(Lanes.SCALAR, cells), cells -> exercise(Lanes.VECTOR, cells));

    private static final ThreadLocal<LandKernel> EXERCISE = ThreadLocal.withInitial(LandKernel::exercised);

    private final IntFunction<Lanes> lanesFor;
    /** Never read: keeps the compiler from leaving out what touches the next block. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    private final float[] scratch = Lanes.newScratch();
    private final float[] states = new float[STATES * CellBlocks.CELLS];
    private final float[] nextStates = new float[STATES * CellBlocks.CELLS];
    private final float[] parameters = new float[PARAMETERS * CellBlocks.CELLS];
    private final float[] drivers = new float[DRIVERS * CellBlocks.CELLS];
    private final float[] fluxes = new float[FLUXES * CellBlocks.CELLS];

    /**
     * A kernel with the faster code: scalar code at first, vector code of the same bits as soon as, in this process, it
     * has been compiled beside it and measured to be faster. All kernels of a process change over at once.
     */
    public LandKernel() {
        this(WARM_UP);
    }

    /** A kernel with the code given. */
    public LandKernel(Lanes lanes) {
        lanesFor = cells -> lanes;
    }

    /** A kernel that changes over when the warm-up says so. */
    LandKernel(VectorWarmUp warmUp) {
        lanesFor = cells -> warmUp.ready(cells) ? Lanes.VECTOR : Lanes.SCALAR;
    }

    /** A kernel whose work space holds cells in the middle of every range. */
    private static LandKernel exercised() {
        var kernel = new LandKernel(Lanes.SCALAR);
        for (Parameter parameter : Parameter.values()) {
            int row = parameter.ordinal() * CellBlocks.CELLS;
            Arrays.fill(kernel.parameters, row, row + CellBlocks.CELLS, (float) parameter.fromUnit(0.5));
        }
        Arrays.fill(kernel.states, 10);
        Arrays.fill(kernel.drivers, 3);
        return kernel;
    }

    /** A step of cells of the caller's thread, all alike; what they hold does not matter to the time. */
    private static void exercise(Lanes lanes, int cells) {
        LandKernel kernel = EXERCISE.get();
        lanes.forward(
                kernel.states,
                0,
                kernel.parameters,
                0,
                kernel.drivers,
                0,
                kernel.nextStates,
                0,
                kernel.fluxes,
                0,
                kernel.scratch,
                cells);
    }

    /**
     * Advances every cell by one day, in place.
     *
     * @param cellStates {@code [state][cell]}, replaced by those at the end of the day
     * @param cellParameters {@code [parameter][cell]}
     * @param cellDrivers {@code [driver][cell]}
     * @param cellFluxes {@code [flux][cell]}, written, mm/day
     * @param cells number of cells, any
     * @throws IllegalArgumentException if an array is shorter than its shape
     */
    public void step(float[] cellStates, float[] cellParameters, float[] cellDrivers, float[] cellFluxes, int cells) {
        requireLength("states", cellStates, STATES, cells);
        requireLength("parameters", cellParameters, PARAMETERS, cells);
        requireLength("drivers", cellDrivers, DRIVERS, cells);
        requireLength("fluxes", cellFluxes, FLUXES, cells);
        Lanes chosen = lanesFor.apply(cells);
        for (int first = 0; first < cells; first += CellBlocks.CELLS) {
            int count = Math.min(CellBlocks.CELLS, cells - first);
            CellBlocks.copyIn(cellStates, cells, first, count, STATES, states, 0);
            CellBlocks.copyIn(cellParameters, cells, first, count, PARAMETERS, parameters, 0);
            CellBlocks.copyIn(cellDrivers, cells, first, count, DRIVERS, drivers, 0);
            chosen.forward(states, 0, parameters, 0, drivers, 0, nextStates, 0, fluxes, 0, scratch, count);
            CellBlocks.copyOut(nextStates, 0, STATES, cellStates, cells, first, count);
            CellBlocks.copyOut(fluxes, 0, FLUXES, cellFluxes, cells, first, count);
        }
    }

    @Override
    public void step(
            CellBlocks blockStates, CellBlocks blockParameters, CellBlocks blockDrivers, CellBlocks blockFluxes) {
        int blocks = blockStates.blocks();
        requireBlocks("states", blockStates, STATES, blocks % blockStates.blocks());
        requireBlocks("parameters", blockParameters, PARAMETERS, blocks % blockParameters.blocks());
        requireBlocks("drivers", blockDrivers, DRIVERS, blocks % blockDrivers.blocks());
        requireBlocks("fluxes", blockFluxes, FLUXES, blocks - blockFluxes.blocks());
        Lanes lanes = lanesFor.apply(blocks * CellBlocks.CELLS);
        for (int block = 0; block < blocks; block++) {
            int next = Math.min(block + 1, blocks - 1);
            touched |= touch(blockStates, next)
                    | touch(blockParameters, next % blockParameters.blocks())
                    | touch(blockDrivers, next % blockDrivers.blocks())
                    | touch(blockFluxes, next);
            int begin = blockStates.begin(block);
            lanes.forward(
                    blockStates.values(),
                    begin,
                    blockParameters.values(),
                    blockParameters.begin(block % blockParameters.blocks()),
                    blockDrivers.values(),
                    blockDrivers.begin(block % blockDrivers.blocks()),
                    nextStates,
                    0,
                    blockFluxes.values(),
                    blockFluxes.begin(block),
                    scratch,
                    CellBlocks.CELLS);
            System.arraycopy(nextStates, 0, blockStates.values(), begin, nextStates.length);
        }
    }

    /**
     * Reads one float of each cache line of a block. Done for the next block while this one is computed, it hides the way
     * from main memory: a million cells cost 1.2 instead of 1.6 times as much each as a thousand. The result only keeps
     * the compiler from leaving it out.
     */
    private static int touch(CellBlocks blocks, int block) {
        float[] values = blocks.values();
        int end = blocks.begin(block) + blocks.variables() * CellBlocks.CELLS;
        int read = 0;
        for (int i = blocks.begin(block); i < end; i += CACHE_LINE_FLOATS) {
            read |= Float.floatToRawIntBits(values[i]);
        }
        return read;
    }

    private static void requireLength(String name, float[] block, int variables, int cells) {
        if (block.length < variables * cells) {
            throw new IllegalArgumentException(
                    name + " must hold " + variables + " variables of " + cells + " cells, has length " + block.length);
        }
    }

    private static void requireBlocks(String name, CellBlocks blocks, int variables, int remainder) {
        if (blocks.variables() != variables || remainder != 0) {
            throw new IllegalArgumentException(
                    name + " must have " + variables + " variables and a number of blocks that "
                            + "fits the states', have " + blocks.variables() + " and " + blocks.blocks());
        }
    }
}
