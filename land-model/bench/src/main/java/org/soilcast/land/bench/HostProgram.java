package org.soilcast.land.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/** The generated C, compiled for this machine by gcc, as a program of its own. */
final class HostProgram implements AutoCloseable {
    /** As Java computes: no contraction of a product and a sum, no errno, no traps. */
    private static final List<String> OPTIONS =
            List.of("-std=gnu11", "-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math");

    private final Path folder;

    /** States and fluxes after a window, and the gradient of the weighted sum of both over all days. */
    record Result(float[] states, float[] fluxes, float[] stateGradients, float[] parameterGradients) {}

    private HostProgram(Path folder) {
        this.folder = folder;
    }

    /** Compiles; empty without gcc. */
    static Optional<HostProgram> compile() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("soilcast-c");
        Path source = folder.resolve("land.c");
        Files.writeString(source, resource(LandKernel.class, "land.cu") + resource(HostProgram.class, "host.c"));
        List<String> command = new ArrayList<>(List.of("gcc"));
        command.addAll(OPTIONS);
        command.addAll(List.of(source.toString(), "-o", folder.resolve("land").toString(), "-lm"));
        HostProgram program = new HostProgram(folder);
        Process gcc;
        try {
            gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException noCompiler) {
            program.close();
            return Optional.empty();
        }
        String messages = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (gcc.waitFor() != 0) {
            program.close();
            throw new IllegalStateException("gcc does not compile the generated C: " + messages);
        }
        return Optional.of(program);
    }

    /** Speed over many cells, a day at a time. */
    double forwardCellDaysPerSecond(int cells) throws IOException, InterruptedException {
        CellBlocks parameters = BenchmarkCells.parameters(cells);
        CellBlocks drivers = BenchmarkCells.drivers(cells, 1);
        byte[] text = run(List.of("time"), parameters.blocks(), 1, output -> {
            write(output, BenchmarkCells.states(parameters));
            write(output, parameters);
            write(output, drivers);
        });
        return cells / Double.parseDouble(new String(text, StandardCharsets.UTF_8).strip());
    }

    /**
     * Runs a window forward and back.
     *
     * @param drivers {@code [day][driver]} of each cell
     * @param stateWeight dL/d(each state at the end of each day)
     * @param fluxWeight dL/d(each flux of each day)
     * @return blocks' arrays as they stand: {@code [block][..][128]}
     */
    Result window(CellBlocks states, CellBlocks parameters, CellBlocks drivers, float stateWeight, float fluxWeight)
            throws IOException, InterruptedException {
        int days = drivers.variables() / Driver.values().length;
        int blocks = states.blocks();
        List<String> weights = List.of("window", Float.toString(stateWeight), Float.toString(fluxWeight));
        byte[] bytes = run(weights, blocks, days, output -> {
            write(output, states);
            write(output, parameters);
            write(output, drivers);
        });
        ByteBuffer read = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int block = blocks * CellBlocks.CELLS;
        return new Result(
                floats(read, State.values().length * block),
                floats(read, days * Flux.values().length * block),
                floats(read, State.values().length * block),
                floats(read, Parameter.values().length * block));
    }

    /** Writes a program's input. */
    private interface Input {
        void write(DataOutputStream output) throws IOException;
    }

    private byte[] run(List<String> mode, int blocks, int days, Input input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(folder.resolve("land").toString()));
        command.addAll(List.of(Integer.toString(blocks), Integer.toString(days)));
        command.addAll(mode);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (DataOutputStream output = new DataOutputStream(process.getOutputStream())) {
            input.write(output);
        }
        byte[] result;
        try (DataInputStream answer = new DataInputStream(process.getInputStream())) {
            result = answer.readAllBytes();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the generated C ended with " + process.exitValue());
        }
        return result;
    }

    private static void write(DataOutputStream output, CellBlocks blocks) throws IOException {
        float[] values = blocks.values();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        output.write(bytes.array());
    }

    private static float[] floats(ByteBuffer read, int count) {
        float[] values = new float[count];
        read.asFloatBuffer().get(values);
        read.position(read.position() + count * Float.BYTES);
        return values;
    }

    private static String resource(Class<?> beside, String name) throws IOException {
        try (InputStream file = beside.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException kept) {
            throw new UncheckedIOException("cannot remove " + folder, kept);
        }
    }
}
