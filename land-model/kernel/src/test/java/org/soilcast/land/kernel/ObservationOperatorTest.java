package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

class ObservationOperatorTest {
    private static final int STATES = State.values().length;
    private static final int CELLS = 3;
    private static final long SEED = 5;

    @Test
    void aDayIsItsEndOrTheMeanOfItsBeginAndEnd() {
        assertThat(ObservationOperator.END_OF_DAY.of(0.1f, 0.3f)).isEqualTo(0.3f);
        assertThat(ObservationOperator.DAILY_MEAN.of(0.25f, 0.75f)).isEqualTo(0.5f);
        assertThat(ObservationOperator.END_OF_DAY.of(0.1, 0.3)).isEqualTo(0.3);
        assertThat(ObservationOperator.DAILY_MEAN.of(0.1, 0.3)).isCloseTo(0.2, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void depthsAreThoseOfTheSoilLayersWhereverTheBlocksBegin(ObservationOperator operator) {
        float[] tape = random((2 + 2) * STATES * CELLS); // [day][state][cell]
        int start = STATES * CELLS;
        int end = 2 * STATES * CELLS;
        var surface = new float[1 + CELLS];
        var rootZone = new float[2 + CELLS];
        operator.surface(tape, start, tape, end, surface, 1, CELLS);
        operator.rootZone(tape, start, tape, end, rootZone, 2, CELLS);
        for (int cell = 0; cell < CELLS; cell++) {
            double before = SoilLayers.surfaceM3PerM3(tape[start + cell]);
            double after = SoilLayers.surfaceM3PerM3(tape[end + cell]);
            assertThat((double) surface[1 + cell]).isCloseTo(operator.of(before, after), within(1e-6));
            before = SoilLayers.rootZoneM3PerM3(
                    tape[start + cell], tape[start + CELLS + cell], tape[start + 2 * CELLS + cell]);
            after = SoilLayers.rootZoneM3PerM3(
                    tape[end + cell], tape[end + CELLS + cell], tape[end + 2 * CELLS + cell]);
            assertThat((double) rootZone[2 + cell]).isCloseTo(operator.of(before, after), within(1e-6));
        }
    }

    /** ⟨H·x, g⟩ = ⟨x, Hᵀ·g⟩ over a window of days whose first states are held fixed at 0. */
    @ParameterizedTest
    @EnumSource
    void theAdjointIsTheTransposeOfTheOperator(ObservationOperator operator) {
        int days = 4;
        int values = STATES * CELLS;
        float[] tape = random((days + 1) * values);
        Arrays.fill(tape, 0, values, 0);
        float[] bySurface = random((days + 1) * CELLS);
        Arrays.fill(bySurface, days * CELLS, bySurface.length, 0);
        double forward = 0;
        double backward = 0;
        for (int day = 0; day < days; day++) {
            var surface = new float[CELLS];
            operator.surface(tape, day * values, tape, (day + 1) * values, surface, 0, CELLS);
            var byState = new float[values];
            operator.addSurfaceAdjoint(bySurface, day * CELLS, (day + 1) * CELLS, byState, CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                forward += (double) surface[cell] * bySurface[day * CELLS + cell];
            }
            for (int i = 0; i < values; i++) {
                backward += (double) tape[(day + 1) * values + i] * byState[i];
            }
        }
        assertThat(backward).as("seed %d", SEED).isCloseTo(forward, within(1e-6 * Math.abs(forward)));
    }

    private static float[] random(int count) {
        var random = new SplittableRandom(SEED);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 20);
        }
        return values;
    }
}
