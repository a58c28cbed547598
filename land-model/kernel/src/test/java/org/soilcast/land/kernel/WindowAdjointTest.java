package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

class WindowAdjointTest {
    private static final int BLOCK = CellBlocks.CELLS;
    private static final long SEED = 77;

    @ParameterizedTest
    @EnumSource(Lanes.class)
    void theForwardPartHasTheBitsOfTheForwardPath(Lanes lanes) {
        int days = 120;
        Window window = new Window(SEED, days);
        float[][] seen = new float[days][];
        window.gradient(new WindowAdjoint(lanes, days, 50), (day, states, startAt, at, fluxes) -> {
            seen[day] = Arrays.copyOfRange(states, at, at + State.values().length * BLOCK);
        });
        CellBlocks states = CellBlocks.ofRows(window.states.toRows(), State.values().length, Window.CELLS);
        CellBlocks fluxes = new CellBlocks(Flux.values().length, Window.CELLS);
        CellBlocks drivers = new CellBlocks(Driver.values().length, Window.CELLS);
        for (int day = 0; day < days; day++) {
            int size = Driver.values().length * BLOCK;
            System.arraycopy(window.drivers.values(), day * size, drivers.values(), 0, size);
            new LandKernel(lanes).step(states, window.parameters, drivers, fluxes);
            assertThat(seen[day]).as("day %d", day).containsExactly(states.values());
        }
    }

    @Test
    void vectorsAndSingleFloatsHaveTheSameBits() {
        Window window = new Window(SEED, 60);
        Window.Gradient vectors = window.gradient(Lanes.VECTOR, 60);
        Window.Gradient floats = window.gradient(Lanes.SCALAR, 60);
        assertThat(vectors.parameters().values())
                .containsExactly(floats.parameters().values());
        assertThat(vectors.states().values()).containsExactly(floats.states().values());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 59, 1000})
    void checkpointsChangeNothing(int segmentDays) {
        Window window = new Window(SEED, 60);
        Window.Gradient whole = window.gradient(Lanes.best(), 60);
        Window.Gradient cut = window.gradient(Lanes.best(), segmentDays);
        assertThat(cut.parameters().values()).containsExactly(whole.parameters().values());
        assertThat(cut.states().values()).containsExactly(whole.states().values());
    }

    @Test
    void tenYearsFitIntoFourKilobytesACell() {
        assertThat(new WindowAdjoint(Lanes.best(), 3650, 60).bytesPerCell()).isLessThan(4096);
        assertThat(new WindowAdjoint(Lanes.best(), 365, 365).bytesPerCell())
                .isEqualTo((365 + 2) * State.values().length * Float.BYTES);
    }

    /** A window in floats against the same chain of days in doubles: many days cancel more than one. */
    @ParameterizedTest
    @CsvSource({"1, 0.001", "30, 0.01"})
    void floatsFollowTheDoubleAdjoint(int days, double leastShare) {
        Window window = new Window(SEED, days);
        Window.Gradient floats = window.gradient(Lanes.best(), days);
        DoubleAdjoint doubles = new DoubleAdjoint(window, days);
        double worst = Math.max(
                worst(floats.parameters().values(), doubles.parameterGradients, leastShare),
                worst(floats.states().values(), doubles.stateGradients, leastShare));
        System.out.printf("float adjoint of %d days against double: worst %.2g%n", days, worst);
        assertThat(worst).isLessThan(1e-3);
    }

    /** Largest difference relative to the value, or to a share of the largest value of its row. */
    private static double worst(float[] actual, double[] expected, double leastShare) {
        double worst = 0;
        for (int row = 0; row < actual.length; row += BLOCK) {
            double scale = 0;
            for (int cell = row; cell < row + BLOCK; cell++) {
                scale = Math.max(scale, Math.abs(expected[cell]));
            }
            for (int cell = row; cell < row + BLOCK; cell++) {
                double error = Math.abs(actual[cell] - expected[cell]);
                worst = Math.max(
                        worst, scale == 0 ? error : error / Math.max(Math.abs(expected[cell]), scale * leastShare));
            }
        }
        return worst;
    }

    /** The window of {@link Window} in doubles. */
    private static final class DoubleAdjoint {
        final double[] parameterGradients = new double[Parameter.values().length * BLOCK];
        double[] stateGradients = new double[State.values().length * BLOCK];

        DoubleAdjoint(Window window, int days) {
            int stateValues = State.values().length * BLOCK;
            int driverValues = Driver.values().length * BLOCK;
            double[] parameters = doubles(window.parameters.values());
            double[] drivers = doubles(window.drivers.values());
            double[] fluxes = new double[Flux.values().length * BLOCK];
            double[] scratch =
                    new double[Math.max(LandForwardDouble.SCRATCH_ROWS, LandAdjointDouble.SCRATCH_ROWS) * BLOCK];
            double[] tape = Arrays.copyOf(doubles(window.states.values()), (days + 1) * stateValues);
            for (int day = 0; day < days; day++) {
                LandForwardDouble.step(
                        tape,
                        day * stateValues,
                        parameters,
                        0,
                        drivers,
                        day * driverValues,
                        tape,
                        (day + 1) * stateValues,
                        fluxes,
                        0,
                        scratch,
                        BLOCK);
            }
            double[] fluxGradients = new double[fluxes.length];
            Arrays.fill(
                    fluxGradients,
                    Flux.SURFACE_RUNOFF_MM_PER_DAY.ordinal() * BLOCK,
                    (Flux.SURFACE_RUNOFF_MM_PER_DAY.ordinal() + 1) * BLOCK,
                    1);
            for (int day = days - 1; day >= 0; day--) {
                double[] before = new double[stateValues];
                for (int cell = 0; cell < BLOCK; cell++) {
                    stateGradients[cell] += 1;
                }
                LandAdjointDouble.step(
                        tape,
                        day * stateValues,
                        parameters,
                        0,
                        drivers,
                        day * driverValues,
                        stateGradients,
                        0,
                        fluxGradients,
                        0,
                        before,
                        0,
                        parameterGradients,
                        0,
                        scratch,
                        BLOCK);
                stateGradients = before;
            }
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** A little more rain on one day, and the first layer three days later: differences of floats, summed over cells. */
    @ParameterizedTest
    @EnumSource(Lanes.class)
    void theGradientOfADaysRainIsWhatMoreRainDoes(Lanes lanes) {
        int days = 6;
        int rainRow = 2 * Driver.values().length + Driver.PRECIPITATION_MM_PER_DAY.ordinal();
        Window window = new Window(SEED, days);
        var byStates = new CellBlocks(State.values().length, Window.CELLS);
        var byDrivers = new CellBlocks(days * Driver.values().length, Window.CELLS);
        var adjoint = new WindowAdjoint(lanes, days, 4);
        float[] before = lastSurface(adjoint, window);
        adjoint.backwardToForcing(
                window.parameters,
                window.drivers,
                0,
                (day, ofStates, ofFluxes) -> {
                    if (day == days - 1) {
                        Arrays.fill(ofStates, 0, BLOCK, 1);
                    }
                },
                byStates,
                byDrivers);
        double differences = 0;
        double missed = 0;
        float[] rain = new float[Window.CELLS];
        for (int cell = 0; cell < Window.CELLS; cell++) {
            rain[cell] = 0.02f * window.drivers.get(rainRow, cell);
            window.drivers.set(rainRow, cell, window.drivers.get(rainRow, cell) + rain[cell]);
        }
        float[] after = lastSurface(adjoint, window);
        for (int cell = 0; cell < Window.CELLS; cell++) {
            double difference = after[cell] - (double) before[cell];
            differences += Math.abs(difference);
            missed += Math.abs(difference - byDrivers.get(rainRow, cell) * rain[cell]);
        }
        System.out.printf("more rain, %s: %.3f mm, missed %.4f mm%n", lanes, differences, missed);
        assertThat(differences).isGreaterThan(0.1);
        assertThat(missed).isLessThan(0.05 * differences);
    }

    private static float[] lastSurface(WindowAdjoint adjoint, Window window) {
        var last = new float[BLOCK];
        adjoint.forward(
                window.states,
                window.parameters,
                window.drivers,
                0,
                (day, states, startAt, endAt, fluxes) -> System.arraycopy(states, endAt, last, 0, BLOCK));
        return last;
    }

    @Test
    void refusesBlocksThatDoNotFit() {
        Window window = new Window(SEED, 5);
        WindowAdjoint longer = new WindowAdjoint(Lanes.best(), 6, 6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window.gradient(longer, (day, states, startAt, at, fluxes) -> {}));
    }
}
