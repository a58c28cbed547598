package org.soilcast.land.bench;

import java.util.Arrays;
import java.util.Locale;
import org.soilcast.land.cuda.CudaDevice;
import org.soilcast.land.cuda.CudaLandKernel;
import org.soilcast.land.cuda.CudaSearch;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * What a machine with a GPU has to show, without Maven, a JDK or DJL ({@code gpu-check.sh} makes an image of it): that the
 * kernels agree with the processor's, and their times. Ends with 1 without a GPU or where they disagree.
 */
public final class GpuCheck {
    private static final int CELLS = 4_096;
    private static final int DAYS = 365;
    private static final int MEMBERS = 24;
    /** 782 blocks, so that members can share parameters and drivers block by block. */
    private static final int MEMBER_CELLS = 782 * CellBlocks.CELLS;

    private static final int GLOBE_CELLS = 1_500_000;
    private static final double VALUES_AGREE = 1e-5;
    private static final double GRADIENTS_AGREE = 1e-3;
    private static final float FLUX_GRADIENT = .5f;

    private boolean agrees = true;

    private GpuCheck() {}

    /** Runs all. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        CudaSearch search = CudaDevice.find();
        System.out.println(search.sentence());
        if (search.device().isEmpty()) {
            System.exit(1);
        }
        var check = new GpuCheck();
        try (var kernel = new CudaLandKernel(search.device().orElseThrow())) {
            check.agreement(kernel);
            System.out.printf(
                    "a day of %,d cells: %.1f µs%n", GLOBE_CELLS, 1e6 * CudaBench.forwardSeconds(kernel, GLOBE_CELLS));
            year(kernel);
        }
        // With a device of its own, so that the ensemble's memory is free again.
        CudaDevice.find().device().ifPresent(device -> CudaBench.run(device, row -> System.out.println(row.text())));
        System.exit(check.agrees ? 0 : 1);
    }

    /** Random cells over a year, forward and back. */
    private void agreement(CudaLandKernel kernel) {
        CellBlocks parameters = BenchmarkCells.parameters(CELLS);
        CellBlocks states = BenchmarkCells.states(parameters);
        CellBlocks drivers = BenchmarkCells.drivers(CELLS, DAYS);
        var lastStates = new CellBlocks(states.variables(), CELLS);
        var fluxes = new CellBlocks(DAYS * Flux.values().length, CELLS);
        var stateGradients = new CellBlocks(states.variables(), CELLS);
        var parameterGradients = new CellBlocks(Parameter.values().length, CELLS);
        kernel.load(states, parameters);
        kernel.setDrivers(drivers);
        kernel.forward(fluxes);
        kernel.readStates(lastStates);
        kernel.load(states, parameters);
        kernel.setDrivers(drivers);
        kernel.setStateGradients(CudaBench.ofEachDay(DAYS * State.values().length, CELLS, 1));
        kernel.setFluxGradients(CudaBench.ofEachDay(DAYS * Flux.values().length, CELLS, FLUX_GRADIENT));
        kernel.forwardWithTape();
        kernel.backward();
        kernel.readGradients(stateGradients, parameterGradients);

        var lastOnCpu = new CellBlocks(states.variables(), CELLS);
        var fluxesOnCpu = new CellBlocks(fluxes.variables(), CELLS);
        var stateGradientsOnCpu = new CellBlocks(states.variables(), CELLS);
        var parameterGradientsOnCpu = new CellBlocks(Parameter.values().length, CELLS);
        var adjoint = new WindowAdjoint(Lanes.best(), DAYS, DAYS);
        for (int block = 0; block < states.blocks(); block++) {
            int of = block;
            adjoint.forward(states, parameters, drivers, block, (day, after, startAt, at, ofDay) -> {
                System.arraycopy(
                        after, at, lastOnCpu.values(), lastOnCpu.begin(of), states.variables() * CellBlocks.CELLS);
                System.arraycopy(
                        ofDay, 0, fluxesOnCpu.values(), fluxesOnCpu.begin(of) + day * ofDay.length, ofDay.length);
            });
            adjoint.backward(
                    parameters,
                    drivers,
                    block,
                    (day, ofStates, ofFluxes) -> {
                        for (int i = 0; i < ofStates.length; i++) {
                            ofStates[i] += 1;
                        }
                        Arrays.fill(ofFluxes, FLUX_GRADIENT);
                    },
                    stateGradientsOnCpu,
                    parameterGradientsOnCpu);
        }
        compare("states", lastStates, lastOnCpu, VALUES_AGREE);
        compare("fluxes", fluxes, fluxesOnCpu, VALUES_AGREE);
        compare("gradients of states", stateGradients, stateGradientsOnCpu, GRADIENTS_AGREE);
        compare("gradients of parameters", parameterGradients, parameterGradientsOnCpu, GRADIENTS_AGREE);
    }

    /** The largest error of a value, relative to it or to a thousandth of its variable's largest. */
    private void compare(String name, CellBlocks found, CellBlocks expected, double allowed) {
        double worst = 0;
        long different = 0;
        for (int variable = 0; variable < expected.variables(); variable++) {
            double largest = 0;
            for (int cell = 0; cell < expected.cells(); cell++) {
                largest = Math.max(largest, Math.abs(expected.get(variable, cell)));
            }
            for (int cell = 0; cell < expected.cells(); cell++) {
                float value = expected.get(variable, cell);
                float other = found.get(variable, cell);
                if (Float.floatToRawIntBits(value) != Float.floatToRawIntBits(other)) {
                    different++;
                    double error = Math.abs((double) other - value) / Math.max(Math.abs(value), 1e-3 * largest);
                    worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
                }
            }
        }
        boolean holds = worst <= allowed;
        agrees &= holds;
        System.out.printf(
                "%s: %d of %d differ in their bits, worst relative error %.1e, allowed %.0e: %s%n",
                name,
                different,
                (long) expected.variables() * expected.cells(),
                worst,
                allowed,
                holds ? "agrees" : "DISAGREES");
    }

    /** A year of an ensemble whose members share parameters and weather, from arrays in Java to arrays in Java. */
    private static void year(CudaLandKernel kernel) {
        CellBlocks parameters = BenchmarkCells.parameters(MEMBER_CELLS);
        CellBlocks drivers = BenchmarkCells.drivers(MEMBER_CELLS, DAYS);
        CellBlocks member = BenchmarkCells.states(parameters);
        var states = new CellBlocks(member.variables(), MEMBERS * MEMBER_CELLS);
        for (int i = 0; i < MEMBERS; i++) {
            System.arraycopy(member.values(), 0, states.values(), i * member.values().length, member.values().length);
        }
        long begin = System.nanoTime();
        kernel.load(states, parameters);
        kernel.setDrivers(drivers);
        kernel.forward();
        kernel.readStates(states);
        double seconds = 1e-9 * (System.nanoTime() - begin);
        System.out.printf(
                "a year (%d days) of %,d cells x %d members: %.3f s with all copies, of which %.3f s in the kernel%n",
                drivers.variables() / Driver.values().length, MEMBER_CELLS, MEMBERS, seconds, kernel.kernelSeconds());
    }
}
