package org.soilcast.land.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.ReferenceModel;

/**
 * JMH benchmarks, one thread, one fresh virtual machine each. Seconds an invocation: a day of all cells forward, a year of
 * all cells forward and back; {@link LandBench} turns them into cell-days a second.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {
            "-Xms3g",
            "-Xmx3g",
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1"
        })
@State(Scope.Thread)
public class LandBenchmarks {
    /** Days of an adjoint window. */
    static final int WINDOW_DAYS = 365;

    /** Different days of weather that forward runs cycle through. */
    private static final int WEATHER_DAYS = 4;

    /** Cells of a forward run, day after day. */
    @State(Scope.Thread)
    public static class Forward {
        /** Number of cells. */
        @Param("100000")
        public int cells;

        CellBlocks parameters;
        CellBlocks states;
        CellBlocks[] drivers;
        CellBlocks fluxes;
        int day;

        /** Makes the cells. */
        @Setup
        public void setUp() {
            parameters = BenchmarkCells.parameters(cells);
            states = BenchmarkCells.states(parameters);
            CellBlocks weather = BenchmarkCells.drivers(cells, WEATHER_DAYS);
            float[] rows = weather.toRows();
            drivers = new CellBlocks[WEATHER_DAYS];
            int size = Driver.values().length * cells;
            for (int i = 0; i < WEATHER_DAYS; i++) {
                float[] one = Arrays.copyOfRange(rows, i * size, (i + 1) * size);
                drivers[i] = CellBlocks.ofRows(one, Driver.values().length, cells);
            }
            fluxes = new CellBlocks(Flux.values().length, cells);
        }

        void step(LandKernel kernel) {
            kernel.step(states, parameters, drivers[day++ % WEATHER_DAYS], fluxes);
        }
    }

    /** The same as tensors. */
    @State(Scope.Thread)
    public static class Tensors {
        /** Number of cells. */
        @Param("100000")
        public int cells;

        TensorWindow window;
        int day;

        /** Makes the cells. */
        @Setup
        public void setUp(BenchmarkParams benchmark) {
            boolean freesEarly = benchmark.getBenchmark().endsWith("Freed");
            CellBlocks parameters = BenchmarkCells.parameters(cells);
            window = new TensorWindow(
                    BenchmarkCells.states(parameters),
                    parameters,
                    BenchmarkCells.drivers(cells, WEATHER_DAYS),
                    freesEarly);
        }

        /** Frees the tensors. */
        @TearDown
        public void tearDown() {
            window.close();
        }
    }

    /** Cells of a year, forward and back. */
    @State(Scope.Thread)
    public static class Window {
        /** Number of cells. */
        @Param({"256", "1024", "16384"})
        public int cells;

        CellBlocks parameters;
        CellBlocks states;
        CellBlocks drivers;
        CellBlocks stateGradients;
        CellBlocks parameterGradients;
        final WindowAdjoint adjoint = new WindowAdjoint(Lanes.best(), WINDOW_DAYS, WINDOW_DAYS);

        /** Makes the cells. */
        @Setup
        public void setUp() {
            parameters = BenchmarkCells.parameters(cells);
            states = BenchmarkCells.states(parameters);
            drivers = BenchmarkCells.drivers(cells, WINDOW_DAYS);
            stateGradients = new CellBlocks(states.variables(), cells);
            parameterGradients = new CellBlocks(Parameter.values().length, cells);
        }

        /** L = Σ over days of first-layer water. */
        void run() {
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
                        stateGradients,
                        parameterGradients);
            }
        }
    }

    /** The same as tensors. */
    @State(Scope.Thread)
    public static class TensorYear {
        /** Number of cells. */
        @Param({"256", "1024"})
        public int cells;

        TensorWindow window;

        /** Makes the cells. */
        @Setup
        public void setUp() {
            CellBlocks parameters = BenchmarkCells.parameters(cells);
            window = new TensorWindow(
                    BenchmarkCells.states(parameters), parameters, BenchmarkCells.drivers(cells, WINDOW_DAYS), true);
        }

        /** Frees the tensors. */
        @TearDown
        public void tearDown() {
            window.close();
        }
    }

    private final LandKernel vectors = new LandKernel(Lanes.best());
    private final LandKernel floats = new LandKernel(Lanes.SCALAR);
    private final ReferenceModel reference = new ReferenceModel(1);

    /** The equations on doubles, as the tests use them. */
    @Benchmark
    @Warmup(iterations = 2, time = 1)
    @Measurement(iterations = 3, time = 1)
    public double forwardReference(Forward forward) {
        double sum = 0;
        double[] fluxes = new double[Flux.values().length];
        CellBlocks drivers = forward.drivers[0];
        for (int cell = 0; cell < forward.cells; cell++) {
            double[] states = column(forward.states, cell);
            reference.day(states, column(forward.parameters, cell), column(drivers, cell), fluxes);
            sum += states[0];
        }
        return sum;
    }

    private static double[] column(CellBlocks blocks, int cell) {
        double[] column = new double[blocks.variables()];
        for (int variable = 0; variable < column.length; variable++) {
            column[variable] = blocks.get(variable, cell);
        }
        return column;
    }

    /** Generated code, one float at a time. */
    @Benchmark
    public void forwardScalar(Forward forward) {
        forward.step(floats);
    }

    /** Generated code, vectors. */
    @Benchmark
    public void forwardVector(Forward forward) {
        forward.step(vectors);
    }

    /** DJL tensor operations; values live as long as their day, as DJL is usually written. */
    @Benchmark
    public void forwardDjl(Tensors tensors) {
        tensors.window.step(tensors.day++);
    }

    /** DJL tensor operations; each value is closed after its last use. */
    @Benchmark
    public void forwardDjlFreed(Tensors tensors) {
        tensors.window.step(tensors.day++);
    }

    /** Generated code, vectors, a year forward and back. */
    @Benchmark
    public void adjointVector(Window window) {
        window.run();
    }

    /** DJL tensor operations and automatic differentiation, a year. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 1)
    @Measurement(iterations = 2)
    public float[] adjointDjl(TensorYear year) {
        return year.window.gradient();
    }
}
