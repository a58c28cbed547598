package org.soilcast.dayline.ensemble;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link CounterRandom#words} of as many cells as a register holds. Four rounds at a time go over all cells: the compiler
 * takes no more into one loop.
 */
final class VectorWords {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    private VectorWords() {}

    /** How many of so many cells are computed here: those of full registers. */
    static int whole(int cells) {
        return INTS.loopBound(cells);
    }

    static void words(int[] key0, int[] key1, int counter0, int counter1, int[] first, int[] second, int cells) {
        for (int cell = 0; cell < cells; cell++) {
            first[cell] = counter0 + key0[cell];
            second[cell] = counter1 + key1[cell];
        }
        oddRounds(first, second, cells);
        for (int cell = 0; cell < cells; cell++) {
            first[cell] += key1[cell];
            second[cell] += (CounterRandom.PARITY ^ key0[cell] ^ key1[cell]) + 1;
        }
        evenRounds(first, second, cells);
        for (int cell = 0; cell < cells; cell++) {
            first[cell] += CounterRandom.PARITY ^ key0[cell] ^ key1[cell];
            second[cell] += key0[cell] + 2;
        }
        oddRounds(first, second, cells);
        for (int cell = 0; cell < cells; cell++) {
            first[cell] += key0[cell];
            second[cell] += key1[cell] + 3;
        }
        evenRounds(first, second, cells);
        for (int cell = 0; cell < cells; cell++) {
            first[cell] += key1[cell];
            second[cell] += (CounterRandom.PARITY ^ key0[cell] ^ key1[cell]) + 4;
        }
        oddRounds(first, second, cells);
        for (int cell = 0; cell < cells; cell++) {
            first[cell] += CounterRandom.PARITY ^ key0[cell] ^ key1[cell];
            second[cell] += key0[cell] + 5;
        }
    }

    private static void oddRounds(int[] first, int[] second, int cells) {
        for (int cell = 0; cell < cells; cell += INTS.length()) {
            IntVector x = IntVector.fromArray(INTS, first, cell);
            IntVector y = IntVector.fromArray(INTS, second, cell);
            x = x.add(y);
            y = rotated(y, 13).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 15).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 26).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 6).lanewise(VectorOperators.XOR, x);
            x.intoArray(first, cell);
            y.intoArray(second, cell);
        }
    }

    private static void evenRounds(int[] first, int[] second, int cells) {
        for (int cell = 0; cell < cells; cell += INTS.length()) {
            IntVector x = IntVector.fromArray(INTS, first, cell);
            IntVector y = IntVector.fromArray(INTS, second, cell);
            x = x.add(y);
            y = rotated(y, 17).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 29).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 16).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 24).lanewise(VectorOperators.XOR, x);
            x.intoArray(first, cell);
            y.intoArray(second, cell);
        }
    }

    private static IntVector rotated(IntVector words, int bits) {
        return words.lanewise(VectorOperators.LSHL, bits)
                .lanewise(VectorOperators.OR, words.lanewise(VectorOperators.LSHR, Integer.SIZE - bits));
    }
}
