package org.soilcast.land.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.soilcast.land.codegen.Model.Step;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.LandEquations;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/** Writes the sources of the land model's kernels; the build runs it before it compiles the module that holds them. */
public final class GenerateKernels {
    /** Cells in a block of every kernel: the distance of two rows. */
    public static final int BLOCK_CELLS = 128;

    private GenerateKernels() {}

    /**
     * Generates.
     *
     * @param arguments the folder for Java sources, the package of the classes, the folder for C and CUDA sources
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "expected a Java folder, a package and a resources folder, got " + arguments.length + " arguments");
        }
        Path folder = Path.of(arguments[0], arguments[1].split("\\."));
        for (Map.Entry<String, String> source :
                Kernels.java(land(), arguments[1]).entrySet()) {
            write(folder.resolve(source.getKey() + ".java"), source.getValue());
        }
        for (Map.Entry<String, String> source :
                Kernels.doubles(SubDaily.programs(), arguments[1]).entrySet()) {
            write(folder.resolve(source.getKey() + ".java"), source.getValue());
        }
        Path resources = Path.of(arguments[2], arguments[1].split("\\."));
        write(resources.resolve("land.cu"), Kernels.c(land()));
    }

    /** The daily land step. */
    public static Model<State, Parameter, Driver, Flux> land() {
        return new Model<>(
                "Land", State.class, Parameter.class, Driver.class, Flux.class, (states, parameters, drivers) -> {
                    LandEquations.LandStep<Expression> step = LandEquations.day(states, parameters, drivers);
                    return new Step<>(step.states(), step.fluxes());
                });
    }

    /** Leaves the file alone when it holds the text already, so that the build need not compile again. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }
}
