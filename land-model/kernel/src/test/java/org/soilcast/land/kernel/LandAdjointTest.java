package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.ReferenceModel;
import org.soilcast.land.physics.State;

/** The generated adjoint in doubles against central differences of the reference model. */
class LandAdjointTest {
    private static final int BLOCK = CellBlocks.CELLS;
    private static final int STATES = State.values().length;
    private static final int PARAMETERS = Parameter.values().length;
    private static final int DRIVERS = Driver.values().length;
    private static final int FLUXES = Flux.values().length;
    private static final long SEED = 4_242;

    private final ReferenceModel reference = new ReferenceModel(1);
    private final double[] weights =
            new Random(SEED).doubles(STATES + FLUXES, 0.5, 1.5).toArray();

    /** L = Σ weight·(next state or flux) of one cell. */
    private double scalar(double[] states, double[] parameters, double[] drivers) {
        double[] next = states.clone();
        double[] fluxes = new double[FLUXES];
        reference.day(next, parameters, drivers, fluxes);
        double sum = 0;
        for (int state = 0; state < STATES; state++) {
            sum += weights[state] * next[state];
        }
        for (int flux = 0; flux < FLUXES; flux++) {
            sum += weights[STATES + flux] * fluxes[flux];
        }
        return sum;
    }

    /** Slope of L in one number, and a third difference of L over the step, which only a kink makes large. */
    private record Slope(double central, double jump) {}

    /** Five points: the error is of fourth order in the step. */
    private Slope slope(
            double[] moved, int index, double step, double[] states, double[] parameters, double[] drivers) {
        double at = moved[index];
        double[] values = new double[5];
        for (int i = 0; i < 5; i++) {
            moved[index] = at + (i - 2) * step;
            values[i] = scalar(states, parameters, drivers);
        }
        moved[index] = at;
        double central = (8 * (values[3] - values[1]) - (values[4] - values[0])) / (12 * step);
        double left = (values[2] - values[1]) / step;
        double right = (values[3] - values[2]) / step;
        double further = (values[4] - values[3]) / step - (values[1] - values[0]) / step;
        return new Slope(central, Math.abs(further - 3 * (right - left)));
    }

    @Test
    void everyParameterStateAndDriverMatchesCentralDifferences() {
        double worst = 0;
        int compared = 0;
        int atKinks = 0;
        for (long seed = SEED; seed < SEED + 10; seed++) {
            RandomBlock block = new RandomBlock(seed);
            for (int day = 0; day < 50; day++) {
                block.weather(day * 7);
                new LandKernel().step(block.states, block.parameters, block.drivers, block.fluxes, RandomBlock.CELLS);
            }
            double[] stateGradients = new double[STATES * BLOCK];
            double[] parameterGradients = new double[PARAMETERS * BLOCK];
            double[] driverGradients = new double[DRIVERS * BLOCK];
            adjoint(block, stateGradients, parameterGradients);
            forcingAdjoint(block, stateGradients, driverGradients);
            for (int cell = 0; cell < RandomBlock.CELLS; cell++) {
                double[] states = column(block.states, cell);
                double[] parameters = column(block.parameters, cell);
                double[] drivers = column(block.drivers, cell);
                for (int i = 0; i < STATES + PARAMETERS + DRIVERS; i++) {
                    boolean ofState = i < STATES;
                    boolean ofDriver = i >= STATES + PARAMETERS;
                    int index = ofState ? i : ofDriver ? i - STATES - PARAMETERS : i - STATES;
                    double[] moved = ofState ? states : ofDriver ? drivers : parameters;
                    if (ofDriver && moved[index] == 0) {
                        continue; // no rain: the other side of zero is not defined
                    }
                    double step = 1e-5 * (ofState ? 10 : Math.max(1e-3, Math.abs(moved[index])));
                    Slope slope = slope(moved, index, step, states, parameters, drivers);
                    double rounding = 1e-14 * Math.abs(scalar(states, parameters, drivers)) / step;
                    // Where the slope jumps, as when snow melts to the last or a layer is just full, there is no
                    // derivative.
                    if (slope.jump > 1e-5 * Math.abs(slope.central) + 10 * rounding) {
                        atKinks++;
                        continue;
                    }
                    double[] gradients = ofState ? stateGradients : ofDriver ? driverGradients : parameterGradients;
                    double gradient = gradients[index * BLOCK + cell];
                    double error = Math.abs(gradient - slope.central) - rounding;
                    double relative = error <= 0 ? 0 : error / Math.abs(slope.central);
                    assertThat(relative)
                            .as(
                                    "seed %d cell %d %s: %g, differences %g",
                                    seed,
                                    cell,
                                    ofState
                                            ? State.values()[index]
                                            : ofDriver ? Driver.values()[index] : Parameter.values()[index],
                                    gradient,
                                    slope.central)
                            .isLessThan(1e-4);
                    worst = Math.max(worst, relative);
                    compared++;
                }
            }
        }
        System.out.printf("adjoint: %d derivatives, worst %.2g; %d at kinks%n", compared, worst, atKinks);
        assertThat(atKinks).isLessThan(compared / 20);
    }

    private void adjoint(RandomBlock block, double[] stateGradients, double[] parameterGradients) {
        LandAdjointDouble.step(
                rows(block.states),
                0,
                rows(block.parameters),
                0,
                rows(block.drivers),
                0,
                weightRows(0, STATES),
                0,
                weightRows(STATES, FLUXES),
                0,
                stateGradients,
                0,
                parameterGradients,
                0,
                new double[LandAdjointDouble.SCRATCH_ROWS * BLOCK],
                RandomBlock.CELLS);
    }

    private void forcingAdjoint(RandomBlock block, double[] stateGradients, double[] driverGradients) {
        double[] ofStates = new double[STATES * BLOCK];
        LandForcingAdjointDouble.step(
                rows(block.states),
                0,
                rows(block.parameters),
                0,
                rows(block.drivers),
                0,
                weightRows(0, STATES),
                0,
                weightRows(STATES, FLUXES),
                0,
                ofStates,
                0,
                driverGradients,
                0,
                new double[LandForcingAdjointDouble.SCRATCH_ROWS * BLOCK],
                RandomBlock.CELLS);
        assertThat(ofStates).as("the same states' gradient either way").containsExactly(stateGradients);
    }

    private double[] weightRows(int first, int count) {
        double[] rows = new double[count * BLOCK];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = weights[first + i / BLOCK];
        }
        return rows;
    }

    private static double[] rows(float[] values) {
        int cells = RandomBlock.CELLS;
        double[] rows = new double[values.length / cells * BLOCK];
        for (int i = 0; i < values.length; i++) {
            rows[i / cells * BLOCK + i % cells] = values[i];
        }
        return rows;
    }

    private static double[] column(float[] values, int cell) {
        double[] column = new double[values.length / RandomBlock.CELLS];
        for (int variable = 0; variable < column.length; variable++) {
            column[variable] = values[variable * RandomBlock.CELLS + cell];
        }
        return column;
    }
}
