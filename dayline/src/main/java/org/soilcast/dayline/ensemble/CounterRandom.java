package org.soilcast.dayline.ensemble;

import java.nio.charset.StandardCharsets;
import org.soilcast.land.kernel.VectorWarmUp;

/**
 * Random words that are a function of what they are for, not of what was drawn before: Threefry-2x32 of 20 rounds (Salmon,
 * Moraes, Dror and Shaw 2011, Parallel random numbers: as easy as 1, 2, 3), of additions, rotations and exclusive ors.
 *
 * <pre>
 *   key of a cell = threefry(key: seed, counter: cell key)
 *   two words     = threefry(key: key of the cell, counter: (date, purpose and member and pair))
 * </pre>
 *
 * <p>So the same seed, purpose, cell, member, date and variable give the same word in any order, batch or process.
 */
public final class CounterRandom {
    static final int PARITY = 0x1BD11BDA;
    private static final int PURPOSE_SHIFT = 24;
    private static final int MEMBER_SHIFT = 8;
    private static final int LARGEST_BYTE = 255;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private static final int EXERCISED = 128;
    /** So many that the time of the measured is not that of the measuring. */
    private static final int EXERCISES = 16;

    private static final long WORDS_BEFORE_VECTORS = 20_000_000;
    private static final ThreadLocal<int[][]> EXERCISE = ThreadLocal.withInitial(() -> new int[4][EXERCISED]);
    /** Scalar code at first, and vector code as soon as it is measured to be faster. */
    private static final VectorWarmUp WARM_UP = new VectorWarmUp(
            WORDS_BEFORE_VECTORS, cells -> exercise(cells, 0), cells -> exercise(cells, VectorWords.whole(cells)));

    private CounterRandom() {}

    private static void exercise(int cells, int vectors) {
        int[][] words = EXERCISE.get();
        for (int i = 0; i < EXERCISES; i++) {
            words(words[0], words[1], i, 0, words[2], words[3], cells, vectors);
        }
    }

    /** What random numbers are for; the order is part of what is drawn. */
    public enum Purpose {
        /** Factors on precipitation and evaporative demand. */
        FORCING,
        /** What is added to the soil water of members. */
        STATE_NOISE,
        /** Which dates of earlier weather a forecast takes. */
        TRACES
    }

    /** The key of a cell from its name in its source: FNV-1a of 64 bits over UTF-8. */
    public static long cellKey(String name) {
        long hash = FNV_OFFSET;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & LARGEST_BYTE)) * FNV_PRIME;
        }
        return hash;
    }

    /** One word of a member and date that all cells share: so that what is drawn by it is the same across a domain. */
    public static int ofDomain(long seed, Purpose purpose, int member, int epochDay) {
        return (int) (threefry((int) (seed >>> Integer.SIZE), (int) seed, epochDay, counter(purpose, member, 0))
                >>> Integer.SIZE);
    }

    /**
     * Keys of cells under a seed.
     *
     * @param first {@code [cell]}, written: upper words
     * @param second {@code [cell]}, written: lower words
     */
    static void keys(long seed, long[] cellKeys, int[] first, int[] second) {
        int seedHigh = (int) (seed >>> Integer.SIZE);
        int seedLow = (int) seed;
        for (int cell = 0; cell < cellKeys.length; cell++) {
            long pair = threefry(seedHigh, seedLow, (int) (cellKeys[cell] >>> Integer.SIZE), (int) cellKeys[cell]);
            first[cell] = (int) (pair >>> Integer.SIZE);
            second[cell] = (int) pair;
        }
    }

    /** The second counter word: which pair of variables of which member, and what for. */
    static int counter(Purpose purpose, int member, int pair) {
        if (member < 0 || member >= 1 << PURPOSE_SHIFT - MEMBER_SHIFT || pair < 0 || pair > LARGEST_BYTE) {
            throw new IllegalArgumentException("no counter for member " + member + ", pair " + pair);
        }
        return purpose.ordinal() << PURPOSE_SHIFT | member << MEMBER_SHIFT | pair;
    }

    /** Two words, the first in the upper half. */
    static long threefry(int key0, int key1, int counter0, int counter1) {
        int[] first = {0};
        int[] second = {0};
        words(new int[] {key0}, new int[] {key1}, counter0, counter1, first, second, 1);
        return (long) first[0] << Integer.SIZE | second[0] & 0xffffffffL;
    }

    /**
     * Two words a cell.
     *
     * @param key0 {@code [cell]}
     * @param key1 {@code [cell]}
     * @param first {@code [cell]}, written
     * @param second {@code [cell]}, written
     */
    static void words(int[] key0, int[] key1, int counter0, int counter1, int[] first, int[] second, int cells) {
        int vectors = WARM_UP.ready(cells) ? VectorWords.whole(cells) : 0;
        words(key0, key1, counter0, counter1, first, second, cells, vectors);
    }

    /** The first so many by vector code. */
    static void words(
            int[] key0, int[] key1, int counter0, int counter1, int[] first, int[] second, int cells, int vectors) {
        if (vectors > 0) {
            VectorWords.words(key0, key1, counter0, counter1, first, second, vectors);
        }
        for (int cell = vectors; cell < cells; cell++) {
            int k0 = key0[cell];
            int k1 = key1[cell];
            int k2 = PARITY ^ k0 ^ k1;
            int x = counter0 + k0;
            int y = counter1 + k1;
            x += y;
            y = (y << 13 | y >>> 19) ^ x;
            x += y;
            y = (y << 15 | y >>> 17) ^ x;
            x += y;
            y = (y << 26 | y >>> 6) ^ x;
            x += y;
            y = (y << 6 | y >>> 26) ^ x;
            x += k1;
            y += k2 + 1;
            x += y;
            y = (y << 17 | y >>> 15) ^ x;
            x += y;
            y = (y << 29 | y >>> 3) ^ x;
            x += y;
            y = (y << 16 | y >>> 16) ^ x;
            x += y;
            y = (y << 24 | y >>> 8) ^ x;
            x += k2;
            y += k0 + 2;
            x += y;
            y = (y << 13 | y >>> 19) ^ x;
            x += y;
            y = (y << 15 | y >>> 17) ^ x;
            x += y;
            y = (y << 26 | y >>> 6) ^ x;
            x += y;
            y = (y << 6 | y >>> 26) ^ x;
            x += k0;
            y += k1 + 3;
            x += y;
            y = (y << 17 | y >>> 15) ^ x;
            x += y;
            y = (y << 29 | y >>> 3) ^ x;
            x += y;
            y = (y << 16 | y >>> 16) ^ x;
            x += y;
            y = (y << 24 | y >>> 8) ^ x;
            x += k1;
            y += k2 + 4;
            x += y;
            y = (y << 13 | y >>> 19) ^ x;
            x += y;
            y = (y << 15 | y >>> 17) ^ x;
            x += y;
            y = (y << 26 | y >>> 6) ^ x;
            x += y;
            y = (y << 6 | y >>> 26) ^ x;
            x += k2;
            y += k0 + 5;
            first[cell] = x;
            second[cell] = y;
        }
    }
}
