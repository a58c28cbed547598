package org.soilcast.land.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
 * kernels agree with the processor's on random cells and on real weather, and their times. Ends with 1 without a GPU or
 * where they disagree.
 *
 * <p>{@code GpuCheck} does all, with the weather of a file ({@link Weather}) if one is named; {@code GpuCheck --small} runs a
 * few days of few cells, for a checker of memory accesses; {@code GpuCheck --once} each kernel once, for a profiler.
 */
public final class GpuCheck {
    private static final int CELLS = 4_096;
    private static final int DAYS = 365;
    private static final int MEMBERS = 24;
    /** 782 blocks, so that members can share parameters and drivers block by block. */
    private static final int MEMBER_CELLS = 782 * CellBlocks.CELLS;

    private static final int GLOBE_CELLS = 1_500_000;
    private static final int WINDOW_CELLS = 16_384;
    private static final int CORE_REPEATS = 4;
    private static final int SMALL_CELLS = 2 * CellBlocks.CELLS;
    private static final int SMALL_DAYS = 5;
    private static final double VALUES_AGREE = 1e-5;
    private static final double GRADIENTS_AGREE = 1e-3;
    private static final float FLUX_GRADIENT = .5f;

    private boolean agrees = true;

    private GpuCheck() {}

    /** Runs what is asked for. */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        List<String> asked = List.of(arguments);
        CudaSearch search = CudaDevice.find();
        System.out.println(search.sentence());
        if (search.device().isEmpty()) {
            System.exit(1);
        }
        var check = new GpuCheck();
        try (var kernel = new CudaLandKernel(search.device().orElseThrow())) {
            if (asked.contains("--once")) {
                CudaBench.forwardSeconds(kernel, GLOBE_CELLS, 1);
                CudaBench.adjointSeconds(kernel, WINDOW_CELLS, DAYS, 1);
                return;
            }
            if (asked.contains("--small")) {
                check.agreement("random", kernel, BenchmarkCells.drivers(SMALL_CELLS, SMALL_DAYS));
            } else {
                check.agreement("random", kernel, BenchmarkCells.drivers(CELLS, DAYS));
                for (String file : asked) {
                    check.agreement(file, kernel, Weather.read(Path.of(file)));
                }
                times(kernel);
            }
        }
        System.out.println(check.agrees ? "GPU CHECK: everything agrees" : "GPU CHECK: SOMETHING DISAGREES");
        System.exit(check.agrees ? 0 : 1);
    }

    private static void times(CudaLandKernel kernel) {
        year(kernel);
        double device = CudaBench.adjointSeconds(kernel, WINDOW_CELLS, DAYS, CudaBench.REPEATS);
        double core = coreSeconds();
        System.out.printf(
                "forward and back, %,d cells x %d days: %.2f ms on the device, %.0f ms on one core of this machine (%s):"
                        + " %.0f times%n",
                WINDOW_CELLS, DAYS, 1e3 * device, 1e3 * core, Lanes.best(), core / device);
        // With a device of its own, so that the ensemble's memory is free again.
        CudaDevice.find().device().ifPresent(own -> CudaBench.run(own, row -> System.out.println(row.text())));
    }

    /** The least time of one core for what the device does, forward and back. */
    private static double coreSeconds() {
        CellBlocks parameters = BenchmarkCells.parameters(WINDOW_CELLS);
        CellBlocks states = BenchmarkCells.states(parameters);
        CellBlocks drivers = BenchmarkCells.drivers(WINDOW_CELLS, DAYS);
        var stateGradients = new CellBlocks(states.variables(), WINDOW_CELLS);
        var parameterGradients = new CellBlocks(Parameter.values().length, WINDOW_CELLS);
        var adjoint = new WindowAdjoint(Lanes.best(), DAYS, DAYS);
        double best = Double.POSITIVE_INFINITY;
        for (int repeat = 0; repeat < CORE_REPEATS; repeat++) {
            long begin = System.nanoTime();
            for (int block = 0; block < states.blocks(); block++) {
                adjoint.forward(states, parameters, drivers, block, (day, after, startAt, at, ofDay) -> {});
                adjoint.backward(
                        parameters,
                        drivers,
                        block,
                        (day, ofStates, ofFluxes) -> {
                            for (int i = 0; i < ofStates.length; i++) {
                                ofStates[i] += 1;
                            }
                        },
                        stateGradients,
                        parameterGradients);
            }
            best = Math.min(best, 1e-9 * (System.nanoTime() - begin));
        }
        return best;
    }

    /** Random cells under some weather, forward and back. */
    private void agreement(String name, CudaLandKernel kernel, CellBlocks drivers) {
        int cells = drivers.cells();
        int days = drivers.variables() / Driver.values().length;
        System.out.printf("weather %s, %,d cells x %,d days%n", name, cells, days);
        CellBlocks parameters = BenchmarkCells.parameters(cells);
        CellBlocks states = BenchmarkCells.states(parameters);
        var lastStates = new CellBlocks(states.variables(), cells);
        var fluxes = new CellBlocks(days * Flux.values().length, cells);
        var stateGradients = new CellBlocks(states.variables(), cells);
        var parameterGradients = new CellBlocks(Parameter.values().length, cells);
        kernel.load(states, parameters);
        kernel.setDrivers(drivers);
        kernel.forward(fluxes);
        kernel.readStates(lastStates);
        kernel.load(states, parameters);
        kernel.setDrivers(drivers);
        kernel.setStateGradients(CudaBench.ofEachDay(days * State.values().length, cells, 1));
        kernel.setFluxGradients(CudaBench.ofEachDay(days * Flux.values().length, cells, FLUX_GRADIENT));
        kernel.forwardWithTape();
        kernel.backward();
        kernel.readGradients(stateGradients, parameterGradients);

        var lastOnCpu = new CellBlocks(states.variables(), cells);
        var fluxesOnCpu = new CellBlocks(fluxes.variables(), cells);
        var stateGradientsOnCpu = new CellBlocks(states.variables(), cells);
        var parameterGradientsOnCpu = new CellBlocks(Parameter.values().length, cells);
        var adjoint = new WindowAdjoint(Lanes.best(), days, days);
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
