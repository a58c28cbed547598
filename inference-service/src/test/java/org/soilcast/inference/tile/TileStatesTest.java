package org.soilcast.inference.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.inference.operators.LandOperator;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.land.state.SixteenBits;
import org.soilcast.schemas.LateWindow;

/** What a tile's state weighs in a checkpoint, and that its parts come back as they were. */
class TileStatesTest {
    private static final long FIRST_DAY = 16_526;
    private static final int MOST_BYTES_PER_CELL = 450;
    /** Three drivers of 16 bits, and in a tile of 32 cells half a byte for what is one a tile. */
    private static final double BYTES_A_DAY_OF_HISTORY = 6.5;

    @ParameterizedTest
    @CsvSource({"32, 40", "128, 10", "128, 60"})
    void aCellOfTheOpenLoopTakesNoMoreThanItsBytes(int cells, int tiles) throws Exception {
        double most = 0;
        try (var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new LandOperator()),
                TileDayInput::tile,
                TileParameters::tile,
                Types.INT)) {
            harness.open();
            for (int tile = 0; tile < tiles; tile++) {
                harness.processElement2(model(tile, cells), 0);
            }
            for (int i = 0; i < 60; i++) {
                for (int tile = 0; tile < tiles; tile++) {
                    harness.processElement1(day(tile, cells, FIRST_DAY + i), 0);
                }
                if (i >= 45) {
                    double ofHistory = historyDays(FIRST_DAY + i) * BYTES_A_DAY_OF_HISTORY * cells * tiles;
                    most = Math.max(most, harness.snapshot(i, i).getStateSize() - ofHistory);
                }
            }
        }
        double bytesPerCell = most / (cells * tiles);
        System.out.printf("state of %d tiles of %d cells: at most %.1f bytes a cell%n", tiles, cells, bytesPerCell);
        assertThat(bytesPerCell).isLessThanOrEqualTo(MOST_BYTES_PER_CELL);
    }

    /** Days up to the oldest anchor, whose weather is kept for forecasts, for years; {@link TileHistory}. */
    private static long historyDays(long front) {
        long oldest = front - LateWindow.DAYS - 1;
        return oldest - Math.floorMod(oldest, TileMemory.ANCHOR_EVERY_DAYS) - (FIRST_DAY - 1);
    }

    @Test
    void valuesOfADayComeBackRoundedOnceAndForAll() {
        var random = new Random(4);
        for (int cells : new int[] {1, 7, 8, 9, 32, 128}) {
            for (double observedShare : new double[] {0, 0.3, 1}) {
                float[][] values = weather(random, cells, observedShare);
                int[] quality = random.ints(cells, 0, 1 << 16).toArray();
                byte[] packed = DayValues.packed(values[0], values[1], values[2], values[3], quality);
                DayValues back = DayValues.unpacked(packed);
                assertThat(DayValues.cells(packed)).isEqualTo(cells);
                assertThat(back.observedM3PerM3()).isEqualTo(values[3]);
                assertThat(back.quality()).isEqualTo(quality);
                for (int cell = 0; cell < cells; cell++) {
                    assertThat(back.drivers()[cell]).isEqualTo(SixteenBits.rounded(values[0][cell]));
                    assertThat(back.drivers()[2 * cells + cell]).isEqualTo(SixteenBits.rounded(values[2][cell]));
                }
                assertThat(DayValues.packed(
                                Arrays.copyOfRange(back.drivers(), 0, cells),
                                Arrays.copyOfRange(back.drivers(), cells, 2 * cells),
                                Arrays.copyOfRange(back.drivers(), 2 * cells, 3 * cells),
                                back.observedM3PerM3(),
                                back.quality()))
                        .isEqualTo(packed);
            }
        }
    }

    @Test
    void anAnchorGivesBackWhatWasRounded() {
        var states = new float[State.values().length * 9];
        var random = new Random(8);
        for (int i = 0; i < states.length; i++) {
            states[i] = 300 * random.nextFloat();
        }
        SixteenBits.round(states, new float[9], 9);
        assertThat(Anchor.of(1, 9, states).floats()).isEqualTo(states);
    }

    private static TileParameters model(int tile, int cells) {
        var parameters = new float[Parameter.values().length * cells];
        for (Parameter parameter : Parameter.values()) {
            Arrays.fill(parameters, parameter.ordinal() * cells, (parameter.ordinal() + 1) * cells, (float)
                    parameter.fromUnit(.4));
        }
        var start = new float[State.values().length * cells];
        Arrays.fill(start, 0, 3 * cells, 10);
        return TileParameters.openLoop(tile, 1, FIRST_DAY, false, parameters, start);
    }

    /** Rain or not in every cell, a retrieval in every second one, flags that differ: nothing that packs well. */
    private static TileDayInput day(int tile, int cells, long epochDay) {
        var random = new Random(31 * epochDay + tile);
        float[][] values = weather(random, cells, 0.5);
        int[] quality = random.ints(cells, 0, 2).toArray();
        return TileDayInput.of(tile, epochDay, 1, values[0], values[1], values[2], values[3], quality);
    }

    private static float[][] weather(Random random, int cells, double observedShare) {
        var values = new float[4][cells];
        for (int cell = 0; cell < cells; cell++) {
            values[0][cell] = 20 * random.nextFloat();
            values[1][cell] = 15 + 10 * (float) random.nextGaussian();
            values[2][cell] = 4 * random.nextFloat();
            values[3][cell] = random.nextDouble() < observedShare ? 0.3f * random.nextFloat() : Float.NaN;
        }
        return values;
    }
}
