package org.soilcast.land.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.soilcast.land.cuda.CudaDevice;

/**
 * The land model's benchmark: everything that computes the same step, one after the other on one core, and on a GPU where
 * there is one. A figure is the best of several seconds' means, since what else the machine does can only slow it.
 */
public final class LandBench {
    static final String CELL_DAYS = "cell-days/s";
    static final String SHARE = "of the memory bandwidth";
    private static final int C_CELLS = 100_000;

    private LandBench() {}

    /** One figure; cells 0 where it has none. */
    record Row(String name, int cells, double value, String unit) {
        /** One line of text. */
        String text() {
            String figure = switch (unit) {
                case SHARE -> String.format(Locale.ROOT, "%9.3f ", value);
                case CELL_DAYS -> String.format(Locale.ROOT, "%9.3f million ", value / 1e6);
                default -> String.format(Locale.ROOT, "%9.3f billion ", value / 1e9);
            };
            return String.format(Locale.ROOT, "%-18s %9s ", name, cells == 0 ? "" : cells) + figure + unit;
        }
    }

    /**
     * Runs all benchmarks, about four minutes.
     *
     * @param out told each figure when it is there
     * @param json where to write all of them as a JSON list
     * @throws IllegalStateException if a benchmark fails
     */
    public static void run(PrintWriter out, Optional<Path> json) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        Consumer<Row> add = row -> {
            rows.add(row);
            out.println(row.text());
            out.flush();
        };
        add.accept(new Row("memory.bandwidth", 0, MemoryBandwidth.bytesPerSecond(), "bytes/s"));
        measure("forwardReference", "forward.reference", 1, add, "100000");
        measure("forwardScalar", "forward.scalar", 1, add, "100000");
        measure("forwardDjl", "forward.djl", 1, add, "100000");
        measure("forwardDjlFreed", "forward.djl.freed", 1, add, "100000");
        measure("forwardVector", "forward.vector", 1, add, "1000", "10000", "100000", "1000000");
        Optional<HostProgram> host = HostProgram.compile();
        if (host.isPresent()) {
            try (HostProgram program = host.get()) {
                add.accept(new Row("forward.c", C_CELLS, program.forwardCellDaysPerSecond(C_CELLS), CELL_DAYS));
            }
        }
        measure("adjointDjl", "adjoint.djl", LandBenchmarks.WINDOW_DAYS, add, "256", "1024");
        measure("adjointVector", "adjoint.vector", LandBenchmarks.WINDOW_DAYS, add, "256", "1024", "16384");
        CudaDevice.find().device().ifPresent(device -> CudaBench.run(device, add));
        if (json.isPresent()) {
            writeJson(rows, json.get());
        }
    }

    private static void measure(String method, String name, int days, Consumer<Row> add, String... cells) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(LandBenchmarks.class.getName() + "\\." + method + "$")
                .param("cells", cells)
                .shouldFailOnError(true);
        // What the benchmark's processes say of themselves, the virtual machine's and PyTorch's announcements, is not
        // for
        // the user; a failure comes as an exception.
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            for (RunResult result : new Runner(
                            options.build(), OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT))
                    .run()) {
                int count = Integer.parseInt(result.getParams().getParam("cells"));
                double seconds = result.getPrimaryResult().getStatistics().getMin();
                add.accept(new Row(name, count, (double) count * days / seconds, CELL_DAYS));
            }
        } catch (RunnerException failed) {
            throw new IllegalStateException("benchmark " + name + " failed: " + failed.getMessage(), failed);
        }
    }

    private static void writeJson(List<Row> rows, Path file) throws IOException {
        Files.writeString(
                file,
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(rows) + "\n");
    }
}
