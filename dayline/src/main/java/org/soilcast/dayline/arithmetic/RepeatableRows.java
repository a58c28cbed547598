package org.soilcast.dayline.arithmetic;

import org.soilcast.land.kernel.VectorWarmUp;

/**
 * {@link RepeatableFunctions} of rows of values, by scalar code at first and by vector code of the same bits as soon as that
 * is measured to be faster, as the land model's kernel does.
 */
public final class RepeatableRows {
    private static final int EXERCISED = 128;
    /** So many that the time of the measured is not that of the measuring. */
    private static final int EXERCISES = 16;

    private static final long VALUES_BEFORE_VECTORS = 20_000_000;
    private static final ThreadLocal<Exercise> EXERCISE = ThreadLocal.withInitial(Exercise::new);
    private static final VectorWarmUp WARM_UP = new VectorWarmUp(
            VALUES_BEFORE_VECTORS,
            cells -> EXERCISE.get().with(cells, 0),
            cells -> EXERCISE.get().with(cells, VectorRows.whole(cells)));

    private RepeatableRows() {}

    /** Values to exercise on, and what they give. */
    private static final class Exercise {
        final int[] words = new int[EXERCISED];
        final float[] values = new float[EXERCISED];
        final float[] counts = new float[EXERCISED];

        void with(int count, int vectors) {
            for (int i = 0; i < count; i++) {
                words[i] = (i + 1) * 0x9E3779B9; // some of every size
            }
            for (int i = 0; i < EXERCISES; i++) {
                normal(words, values, 0, count, vectors);
                exp(values, 0, values, 0, count, vectors);
                countUpTo(values, 1, values, 0, true, counts, count, vectors);
                countUpTo(values, 1, values, 0, false, counts, count, vectors);
            }
        }
    }

    /**
     * The standard normal deviates of words.
     *
     * @param words from 0 on
     * @param deviates written from {@code at} on
     */
    public static void normal(int[] words, float[] deviates, int at, int count) {
        normal(words, deviates, at, count, vectors(count));
    }

    /**
     * e^x.
     *
     * @param x from {@code xAt} on
     * @param into written from {@code at} on; may be the same array, from the same place on
     */
    public static void exp(float[] x, int xAt, float[] into, int at, int count) {
        exp(x, xAt, into, at, count, vectors(count));
    }

    private static int vectors(int count) {
        return WARM_UP.ready(count) ? VectorRows.whole(count) : 0;
    }

    /** The first so many by vector code. */
    static void normal(int[] words, float[] deviates, int at, int count, int vectors) {
        if (vectors > 0) {
            VectorRows.normal(words, deviates, at, vectors);
        }
        for (int i = vectors; i < count; i++) {
            deviates[at + i] = RepeatableFunctions.normal(words[i]);
        }
    }

    /** The first so many by vector code. */
    static void exp(float[] x, int xAt, float[] into, int at, int count, int vectors) {
        if (vectors > 0) {
            VectorRows.exp(x, xAt, into, at, vectors);
        }
        for (int i = vectors; i < count; i++) {
            into[at + i] = RepeatableFunctions.exp(x[xAt + i]);
        }
    }

    /**
     * How many of the values of each cell are below a limit, or at it.
     *
     * @param values {@code [row][cell]}
     * @param limits {@code [cell]} from {@code at} on
     * @param equal whether those at the limit count
     * @param counts written from {@code at} on
     */
    public static void countUpTo(
            float[] values, int rows, float[] limits, int at, boolean equal, float[] counts, int cells) {
        countUpTo(values, rows, limits, at, equal, counts, cells, vectors(cells));
    }

    /** The first so many by vector code. */
    static void countUpTo(
            float[] values, int rows, float[] limits, int at, boolean equal, float[] counts, int cells, int vectors) {
        if (vectors > 0) {
            VectorRows.countUpTo(values, rows, limits, at, equal, counts, cells, vectors);
        }
        for (int cell = vectors; cell < cells; cell++) {
            float limit = limits[at + cell];
            int count = 0;
            for (int row = 0; row < rows; row++) {
                float value = values[row * cells + cell];
                count += value < limit || equal && value == limit ? 1 : 0;
            }
            counts[at + cell] = count;
        }
    }
}
