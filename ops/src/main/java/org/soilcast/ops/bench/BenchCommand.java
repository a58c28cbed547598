package org.soilcast.ops.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.land.bench.LandBench;
import org.soilcast.ops.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code soilcast bench}: the land model's kernels beside each other, on one core of this machine. The benchmark and JMH
 * are on the class path of this command alone, so no other method may name their types.
 */
@Command(
        name = "bench",
        description = "Measure the land model: reference, scalar, vector, C and tensor code, forward and adjoint.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        try {
            LandBench.run(spec.commandLine().getOut(), json);
            return 0;
        } catch (IOException e) {
            throw new CommandFailure("cannot finish the benchmark: " + e.getMessage());
        } catch (NoClassDefFoundError e) {
            throw new CommandFailure(
                    "the benchmark is not on the class path (" + e.getMessage() + "); start it with ./soilcast bench");
        }
    }
}
