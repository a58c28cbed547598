package org.soilcast.land.bench;

import java.util.Arrays;
import java.util.function.Consumer;
import org.soilcast.land.bench.LandBench.Row;
import org.soilcast.land.cuda.CudaDevice;
import org.soilcast.land.cuda.CudaLandKernel;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/** The land model on a GPU: times of the kernels alone, with the cells on the device, the best of several runs. */
final class CudaBench {
    /** Cells of the globe's land at 9 km, about. */
    private static final int FORWARD_CELLS = 1_500_000;

    private static final int ADJOINT_CELLS = 200_000;
    static final int REPEATS = 20;
    /** Values that a day's launch reads once and writes once a cell. */
    private static final int FORWARD_VALUES =
            Parameter.values().length + 2 * State.values().length + Driver.values().length;
    /** Values of a cell-day that must pass through memory in a window: drivers twice; tape out and in; gradients in. */
    private static final int ADJOINT_VALUES = 2 * Driver.values().length + 3 * State.values().length;

    private CudaBench() {}

    /** Measures; a share of the memory's bandwidth counts only what cannot be left out. */
    static void run(CudaDevice device, Consumer<Row> add) {
        double bytesPerSecond = device.memoryBytesPerSecond();
        add.accept(new Row("cuda.bandwidth", 0, bytesPerSecond, "bytes/s"));
        try (var kernel = new CudaLandKernel(device)) {
            double forward = forwardSeconds(kernel, FORWARD_CELLS, REPEATS);
            add(add, "forward.cuda", FORWARD_CELLS, 1, forward, FORWARD_VALUES / bytesPerSecond);
            double adjoint = adjointSeconds(kernel, ADJOINT_CELLS, LandBenchmarks.WINDOW_DAYS, REPEATS);
            add(
                    add,
                    "adjoint.cuda",
                    ADJOINT_CELLS,
                    LandBenchmarks.WINDOW_DAYS,
                    adjoint,
                    ADJOINT_VALUES / bytesPerSecond);
        }
    }

    private static void add(
            Consumer<Row> add, String name, int cells, int days, double seconds, double valuesPerBandwidth) {
        double perSecond = (double) cells * days / seconds;
        add.accept(new Row(name, cells, perSecond, LandBench.CELL_DAYS));
        add.accept(new Row(name + ".share", cells, perSecond * Float.BYTES * valuesPerBandwidth, LandBench.SHARE));
    }

    /** Time of one day of all cells. */
    static double forwardSeconds(CudaLandKernel kernel, int cells, int repeats) {
        CellBlocks parameters = BenchmarkCells.parameters(cells);
        kernel.load(BenchmarkCells.states(parameters), parameters);
        kernel.setDrivers(BenchmarkCells.drivers(cells, 1));
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < repeats; i++) {
            kernel.forward();
            best = Math.min(best, kernel.kernelSeconds());
        }
        return best;
    }

    /** Time of a window of all cells, forward and back. */
    static double adjointSeconds(CudaLandKernel kernel, int cells, int days, int repeats) {
        CellBlocks parameters = BenchmarkCells.parameters(cells);
        kernel.load(BenchmarkCells.states(parameters), parameters);
        kernel.setDrivers(BenchmarkCells.drivers(cells, days));
        kernel.setStateGradients(ofEachDay(days * State.values().length, cells, 1));
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < repeats; i++) {
            kernel.forwardWithTape();
            double forward = kernel.kernelSeconds();
            kernel.backward();
            best = Math.min(best, forward + kernel.kernelSeconds());
        }
        return best;
    }

    /** The same gradient for every value. */
    static CellBlocks ofEachDay(int variables, int cells, float gradient) {
        var blocks = new CellBlocks(variables, cells);
        Arrays.fill(blocks.values(), gradient);
        return blocks;
    }
}
