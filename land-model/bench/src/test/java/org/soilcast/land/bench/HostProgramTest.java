package org.soilcast.land.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;

/** The generated C on this machine against the generated Java: the same bits. Skipped without gcc. */
class HostProgramTest {
    private static final int CELLS = 300;
    private static final int DAYS = 90;

    @Test
    void cAndJavaHaveTheSameBits() throws Exception {
        Optional<HostProgram> host = HostProgram.compile();
        assumeTrue(host.isPresent(), "no gcc");
        CellBlocks parameters = BenchmarkCells.parameters(CELLS);
        CellBlocks states = BenchmarkCells.states(parameters);
        CellBlocks drivers = BenchmarkCells.drivers(CELLS, DAYS);
        HostProgram.Result fromC;
        try (HostProgram program = host.get()) {
            fromC = program.window(states, parameters, drivers, 1, 0.5f);
        }

        CellBlocks last = new CellBlocks(states.variables(), CELLS);
        float[] fluxes = new float[fromC.fluxes().length];
        CellBlocks stateGradients = new CellBlocks(states.variables(), CELLS);
        CellBlocks parameterGradients = new CellBlocks(Parameter.values().length, CELLS);
        WindowAdjoint adjoint = new WindowAdjoint(Lanes.best(), DAYS, DAYS);
        int fluxValues = Flux.values().length * CellBlocks.CELLS;
        for (int block = 0; block < states.blocks(); block++) {
            int begin = block;
            adjoint.forward(states, parameters, drivers, block, (day, after, startAt, at, dayFluxes) -> {
                System.arraycopy(dayFluxes, 0, fluxes, (begin * DAYS + day) * fluxValues, fluxValues);
                System.arraycopy(after, at, last.values(), last.begin(begin), states.variables() * CellBlocks.CELLS);
            });
            adjoint.backward(
                    parameters,
                    drivers,
                    block,
                    (day, ofStates, ofFluxes) -> {
                        for (int i = 0; i < ofStates.length; i++) {
                            ofStates[i] += 1;
                        }
                        Arrays.fill(ofFluxes, 0.5f);
                    },
                    stateGradients,
                    parameterGradients);
        }
        assertThat(fromC.states()).containsExactly(last.values());
        assertThat(fromC.fluxes()).containsExactly(fluxes);
        assertThat(fromC.stateGradients()).containsExactly(stateGradients.values());
        assertThat(fromC.parameterGradients()).containsExactly(parameterGradients.values());
    }
}
