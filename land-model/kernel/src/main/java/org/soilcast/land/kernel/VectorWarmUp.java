package org.soilcast.land.kernel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * The change from scalar to vector code of the same bits. Until it is compiled, vector code is a hundred times slower
 * than scalar code, for half a minute of running it. So the callers begin with scalar code; once they have done enough
 * for a change to pay, a thread beside them runs vector code until it is measured to be faster.
 */
public final class VectorWarmUp {
    /** Steps of the land model after which it begins: a second's work or so, which small domains never reach. */
    private static final long STEPS_BEFORE = 500_000;
    /** Lanes of two AVX-512 registers of floats: few cells a call get a method compiled soonest. */
    private static final int WARM_UP_CELLS = 32;

    private static final int WARM_UP_RUNS = 50;
    private static final int MEASURED_RUNS = 3;
    /** Rounds after which vector code counts as not the faster one. */
    private static final int MOST_ROUNDS = 2000;

    private final long stepsBefore;
    private final IntConsumer scalar;
    private final IntConsumer vector;
    private final AtomicLong steps = new AtomicLong();
    private volatile boolean ready;

    /** Of code of the land model, as {@link #VectorWarmUp(long, IntConsumer, IntConsumer)}. */
    VectorWarmUp(IntConsumer scalar, IntConsumer vector) {
        this(STEPS_BEFORE, scalar, vector);
    }

    /**
     * Of any code.
     *
     * @param stepsBefore steps of a cell after which it begins, a second's work or so
     * @param scalar runs scalar code on cells of its own, as many as it is told
     * @param vector runs vector code on the same
     */
    public VectorWarmUp(long stepsBefore, IntConsumer scalar, IntConsumer vector) {
        this.stepsBefore = stepsBefore;
        this.scalar = scalar;
        this.vector = vector;
    }

    /**
     * Whether vector code is the faster one by now.
     *
     * @param cellSteps how many steps of a cell the caller is about to do
     */
    public boolean ready(long cellSteps) {
        if (!ready && steps.get() < stepsBefore) {
            long before = steps.getAndAdd(cellSteps);
            if (before < stepsBefore && before + cellSteps >= stepsBefore && Lanes.best() == Lanes.VECTOR) {
                var thread = new Thread(this::run, "vector-warm-up");
                thread.setDaemon(true);
                thread.start();
            }
        }
        return ready;
    }

    /** Runs vector code until it is faster; the least time of a few runs is what other threads have not disturbed. */
    private void run() {
        for (int round = 0; round < MOST_ROUNDS && !ready; round++) {
            for (int i = 0; i < WARM_UP_RUNS; i++) {
                vector.accept(WARM_UP_CELLS);
            }
            ready = leastNanos(vector) < leastNanos(scalar);
        }
    }

    private static long leastNanos(IntConsumer code) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MEASURED_RUNS; i++) {
            long begin = System.nanoTime();
            code.accept(CellBlocks.CELLS);
            least = Math.min(least, System.nanoTime() - begin);
        }
        return least;
    }
}
