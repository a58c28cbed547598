package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.ReferenceModel;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.WaterBalance;

/** The weather of smap_conus in the folder SOILCAST_DATA, parameters at random: every day against the double reference. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class LandKernelForcingTest {
    private static final int CELLS = RandomBlock.CELLS;
    private static final long SEED = 20_260_601;

    @Test
    void followsTheReferenceOnRealForcing() throws IOException {
        List<List<float[]>> weather = RealForcing.smapConus().subList(0, CELLS);
        RandomBlock block = new RandomBlock(SEED);
        LandKernel kernel = new LandKernel();
        ReferenceModel reference = new ReferenceModel(1);
        int days = weather.stream().mapToInt(List::size).min().orElseThrow();
        double worst = 0;
        for (int day = 0; day < days; day++) {
            double[][] expected = new double[CELLS][];
            for (int cell = 0; cell < CELLS; cell++) {
                float[] drivers = weather.get(cell).get(day);
                for (int driver = 0; driver < drivers.length; driver++) {
                    block.drivers[driver * CELLS + cell] = drivers[driver];
                }
                expected[cell] = column(block.states, cell);
                reference.day(
                        expected[cell],
                        column(block.parameters, cell),
                        column(block.drivers, cell),
                        new double[Flux.values().length]);
            }
            kernel.step(block.states, block.parameters, block.drivers, block.fluxes, CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                double resolved = 0x1p-23 * (WaterBalance.storageMm(expected[cell]) + block.drivers[cell]);
                for (State state : State.values()) {
                    double value = expected[cell][state.ordinal()];
                    double error = Math.abs(block.states[state.ordinal() * CELLS + cell] - value);
                    double share = error / (1e-5 * Math.abs(value) + resolved);
                    assertThat(share)
                            .as("seed %d cell %d day %d %s", SEED, cell, day, state)
                            .isLessThan(1);
                    worst = Math.max(worst, share);
                }
            }
        }
        float porosity = block.parameters[Parameter.POROSITY.ordinal() * CELLS];
        assertThat(SoilLayers.surfaceM3PerM3(block.states[0])).isBetween(0.0, (double) porosity);
        System.out.printf("real forcing, %d days: worst %.2f of what is allowed%n", days, worst);
    }

    private static double[] column(float[] values, int cell) {
        double[] column = new double[values.length / CELLS];
        for (int variable = 0; variable < column.length; variable++) {
            column[variable] = values[variable * CELLS + cell];
        }
        return column;
    }
}
