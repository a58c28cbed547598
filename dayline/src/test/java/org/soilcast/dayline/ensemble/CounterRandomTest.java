package org.soilcast.dayline.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.ensemble.CounterRandom.Purpose;

class CounterRandomTest {
    /** Known answers of Random123 1.14, kat_vectors: threefry2x32, 20 rounds. */
    @Test
    void wordsAreThoseOfThreefry() {
        assertThat(Long.toHexString(CounterRandom.threefry(0, 0, 0, 0))).isEqualTo("6b20015999ba4efe");
        assertThat(Long.toHexString(CounterRandom.threefry(-1, -1, -1, -1))).isEqualTo("1cb996fcbb002be7");
        assertThat(Long.toHexString(CounterRandom.threefry(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)))
                .isEqualTo("c4923a9c483df7a0");
    }

    @Test
    void cellsHaveTheSameWordsWhateverStandsBesideThem() {
        long[] cellKeys = new long[67];
        for (int cell = 0; cell < cellKeys.length; cell++) {
            cellKeys[cell] = CounterRandom.cellKey("cell " + cell);
        }
        var key0 = new int[cellKeys.length];
        var key1 = new int[cellKeys.length];
        CounterRandom.keys(7, cellKeys, key0, key1);
        var first = new int[cellKeys.length];
        var second = new int[cellKeys.length];
        int counter = CounterRandom.counter(Purpose.STATE_NOISE, 23, 1);
        CounterRandom.words(key0, key1, 17_000, counter, first, second, cellKeys.length);
        for (int cell = 0; cell < cellKeys.length; cell++) {
            var k0 = new int[1];
            var k1 = new int[1];
            CounterRandom.keys(7, new long[] {cellKeys[cell]}, k0, k1);
            assertThat(CounterRandom.threefry(k0[0], k1[0], 17_000, counter))
                    .isEqualTo((long) first[cell] << 32 | second[cell] & 0xffffffffL);
        }
    }

    @Test
    void everythingThatNamesANumberChangesIt() {
        Set<Long> drawn = new HashSet<>();
        for (long seed : new long[] {1, 1L << 32}) {
            for (String cell : new String[] {"94075", "4075"}) {
                for (Purpose purpose : Purpose.values()) {
                    for (int member : new int[] {0, 1, 23}) {
                        for (int day : new int[] {0, 1, -1, 17_000}) {
                            for (int pair = 0; pair < 2; pair++) {
                                var k0 = new int[1];
                                var k1 = new int[1];
                                CounterRandom.keys(seed, new long[] {CounterRandom.cellKey(cell)}, k0, k1);
                                drawn.add(CounterRandom.threefry(
                                        k0[0], k1[0], day, CounterRandom.counter(purpose, member, pair)));
                            }
                        }
                    }
                }
            }
        }
        assertThat(drawn).hasSize(2 * 2 * Purpose.values().length * 3 * 4 * 2);
    }

    /** Of 2^20 words, each bit is set as often as not to 5 deviations, and neighbours do not go together. */
    @Test
    void bitsAreEvenAndIndependentOfTheNextDayAndCell() {
        int count = 1 << 20;
        var set = new int[64];
        var withNextDay = new int[64];
        var withNextCell = new int[64];
        for (int i = 0; i < count; i++) {
            long word = CounterRandom.threefry(5, 6, i, 0);
            long nextDay = CounterRandom.threefry(5, 6, i + 1, 0);
            long nextCell = CounterRandom.threefry(5, 7, i, 0);
            for (int bit = 0; bit < 64; bit++) {
                set[bit] += (int) (word >>> bit & 1);
                withNextDay[bit] += (int) ((word ^ nextDay) >>> bit & 1);
                withNextCell[bit] += (int) ((word ^ nextCell) >>> bit & 1);
            }
        }
        double deviation = Math.sqrt(count) / 2;
        for (int bit = 0; bit < 64; bit++) {
            assertThat((double) set[bit]).as("bit %s", bit).isCloseTo(count / 2.0, within(5 * deviation));
            assertThat((double) withNextDay[bit]).as("bit %s", bit).isCloseTo(count / 2.0, within(5 * deviation));
            assertThat((double) withNextCell[bit]).as("bit %s", bit).isCloseTo(count / 2.0, within(5 * deviation));
        }
    }

    @Test
    void vectorCodeHasTheBitsOfScalarCode() {
        int cells = 1 << 16;
        int[] key0 = new SplittableRandom(7).ints(cells).toArray();
        int[] key1 = new SplittableRandom(8).ints(cells).toArray();
        var scalar = new int[2][cells];
        var vector = new int[2][cells];
        CounterRandom.words(key0, key1, 16_526, -5, scalar[0], scalar[1], cells, 0);
        CounterRandom.words(key0, key1, 16_526, -5, vector[0], vector[1], cells, VectorWords.whole(cells));
        assertThat(vector).isDeepEqualTo(scalar);
    }
}
