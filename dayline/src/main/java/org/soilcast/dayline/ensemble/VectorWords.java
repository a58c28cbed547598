package org.soilcast.dayline.ensemble;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link CounterRandom#words} of as many cells as a register holds. */
final class VectorWords {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    private VectorWords() {}

    /** How many of so many cells are computed here: those of full registers. */
    static int whole(int cells) {
        return INTS.loopBound(cells);
    }

    static void words(int[] key0, int[] key1, int counter0, int counter1, int[] first, int[] second, int cells) {
        for (int cell = 0; cell < cells; cell += INTS.length()) {
            IntVector k0 = IntVector.fromArray(INTS, key0, cell);
            IntVector k1 = IntVector.fromArray(INTS, key1, cell);
            IntVector k2 = k0.lanewise(VectorOperators.XOR, k1).lanewise(VectorOperators.XOR, CounterRandom.PARITY);
            IntVector x = k0.add(counter0);
            IntVector y = k1.add(counter1);
            x = x.add(y);
            y = rotated(y, 13).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 15).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 26).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 6).lanewise(VectorOperators.XOR, x);
            x = x.add(k1);
            y = y.add(k2).add(1);
            x = x.add(y);
            y = rotated(y, 17).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 29).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 16).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 24).lanewise(VectorOperators.XOR, x);
            x = x.add(k2);
            y = y.add(k0).add(2);
            x = x.add(y);
            y = rotated(y, 13).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 15).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 26).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 6).lanewise(VectorOperators.XOR, x);
            x = x.add(k0);
            y = y.add(k1).add(3);
            x = x.add(y);
            y = rotated(y, 17).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 29).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 16).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 24).lanewise(VectorOperators.XOR, x);
            x = x.add(k1);
            y = y.add(k2).add(4);
            x = x.add(y);
            y = rotated(y, 13).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 15).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 26).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = rotated(y, 6).lanewise(VectorOperators.XOR, x);
            x = x.add(k2);
            y = y.add(k0).add(5);
            x.intoArray(first, cell);
            y.intoArray(second, cell);
        }
    }

    private static IntVector rotated(IntVector words, int bits) {
        return words.lanewise(VectorOperators.LSHL, bits)
                .lanewise(VectorOperators.OR, words.lanewise(VectorOperators.LSHR, Integer.SIZE - bits));
    }
}
