package org.soilcast.land.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;

/** DJL's tensors compute the same model and, by their own automatic differentiation, the same gradient. */
class TensorWindowTest {
    private static final int CELLS = 200;

    @Test
    void tensorsFollowTheKernel() {
        CellBlocks parameters = BenchmarkCells.parameters(CELLS);
        CellBlocks states = BenchmarkCells.states(parameters);
        CellBlocks drivers = BenchmarkCells.drivers(CELLS, 1);
        try (TensorWindow tensors = new TensorWindow(states, parameters, drivers, true)) {
            tensors.step(0);
            new LandKernel().step(states, parameters, drivers, new CellBlocks(Flux.values().length, CELLS));
            float[] expected = states.toRows();
            float[] actual = tensors.states();
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs(actual[i] - expected[i]))
                        .as("row %d cell %d", i / CELLS, i % CELLS)
                        .isLessThanOrEqualTo(1e-5f * Math.abs(expected[i]) + 1e-4f);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void automaticDifferentiationAgreesWithTheAdjoint(boolean freesEarly) {
        int days = 5;
        CellBlocks parameters = BenchmarkCells.parameters(CELLS);
        CellBlocks states = BenchmarkCells.states(parameters);
        CellBlocks drivers = BenchmarkCells.drivers(CELLS, days);
        CellBlocks gradients = new CellBlocks(Parameter.values().length, CELLS);
        WindowAdjoint adjoint = new WindowAdjoint(Lanes.best(), days, days);
        for (int block = 0; block < states.blocks(); block++) {
            adjoint.forward(states, parameters, drivers, block, (day, after, startAt, at, fluxes) -> {});
            adjoint.backward(
                    parameters,
                    drivers,
                    block,
                    (day, ofStates, ofFluxes) -> {
                        for (int cell = 0; cell < CellBlocks.CELLS; cell++) {
                            ofStates[cell] += 1;
                        }
                    },
                    new CellBlocks(states.variables(), CELLS),
                    gradients);
        }
        float[] expected = gradients.toRows();
        try (TensorWindow tensors = new TensorWindow(states, parameters, drivers, freesEarly)) {
            float[] actual = tensors.gradient();
            List<String> different = new ArrayList<>();
            for (Parameter parameter : Parameter.values()) {
                double scale = 0;
                for (int cell = 0; cell < CELLS; cell++) {
                    scale = Math.max(scale, Math.abs(expected[parameter.ordinal() * CELLS + cell]));
                }
                for (int cell = 0; cell < CELLS; cell++) {
                    int i = parameter.ordinal() * CELLS + cell;
                    if (Math.abs(actual[i] - expected[i]) > 1e-3 * Math.max(Math.abs(expected[i]), 0.01 * scale)) {
                        different.add(parameter + " cell " + cell + ": " + actual[i] + ", adjoint " + expected[i]);
                    }
                }
            }
            // Where two numbers tie, as no rain and no demand, either slope is a derivative.
            assertThat(different).hasSizeLessThan(CELLS * Driver.values().length / 100);
        }
    }
}
