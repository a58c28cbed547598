package org.soilcast.ops.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.land.bench.LandBench;
import org.soilcast.land.bench.Weather;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.ops.CommandFailure;
import org.soilcast.ops.DomainHistory;
import org.soilcast.ops.StateFolder;
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
        subcommands = StreamBenchCommand.class,
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--write-weather",
            paramLabel = "FILE",
            description = "Measure nothing, but write the weather of smap_conus in SOILCAST_DATA, 2015-04-01 to"
                    + " 2016-03-31, to this file, for gpu-check.sh; its broker and archive go beside it, with .state.")
    private Optional<Path> weather = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        try {
            if (weather.isPresent()) {
                writeWeather(weather.get());
                return 0;
            }
            LandBench.run(spec.commandLine().getOut(), json);
            return 0;
        } catch (IOException e) {
            throw new CommandFailure("cannot finish the benchmark: " + e.getMessage());
        } catch (NoClassDefFoundError e) {
            throw new CommandFailure(
                    "the benchmark is not on the class path (" + e.getMessage() + "); start it with ./soilcast bench");
        }
    }

    private void writeWeather(Path file) throws IOException {
        try (StateFolder state = StateFolder.take(file.resolveSibling(file.getFileName() + ".state"))) {
            CellHistory history = DomainHistory.read(
                    state,
                    Optional.ofNullable(System.getenv("SOILCAST_DATA")).map(Path::of),
                    "smap_conus",
                    Optional.of(LocalDate.parse("2015-04-01")),
                    Optional.of(LocalDate.parse("2016-03-31")),
                    1,
                    spec.commandLine().getOut());
            Weather.write(file, history.forcing().blocks());
        }
    }
}
