package org.soilcast.ops;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.land.network.ParameterBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast run}: broker, ingest, inference and retrain in this process. */
@Command(name = "run", description = "Run the whole system in one process.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:SOILCAST_DATA}",
            description = "Folder with data sets. Default: the environment variable SOILCAST_DATA.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description =
                    "smap_conus, uscrn, or the built-in synthetic twin. Default: smap_conus, or twin without data.")
    private Optional<String> domain = Optional.empty();

    @Option(
            names = "--cells",
            paramLabel = "N",
            defaultValue = "512",
            description =
                    "Cells of the twin, up to a million; fixed once a state folder has them. Default: ${DEFAULT-VALUE}.")
    private int cells;

    @Option(names = "--from", paramLabel = "DATE", description = "First date, yyyy-mm-dd. Default: the data's first.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DATE", description = "Last date, yyyy-mm-dd. Default: the data's last.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(names = "--once", description = "Stop with exit code 0 when all input has been worked off.")
    private boolean once;

    @Option(
            names = "--pace",
            paramLabel = "DAYS_PER_S",
            description = "Analyse at most so many days a second. Default: as fast as it goes.")
    private Optional<Double> paceDaysPerSecond = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "state",
            description = "Folder that holds all the run knows; a later run on it goes on. Default: ${DEFAULT-VALUE}.")
    private Path state = Path.of("state");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of /metrics, /livez and /readyz on this machine; Flink's own metrics are on the next."
                    + " Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--bundle",
            paramLabel = "B",
            description = "Bundle of 'soilcast train' that a new state folder begins with. Default: untrained.")
    private Optional<Path> bundle = Optional.empty();

    @Option(
            names = "--bundle-key",
            paramLabel = "FILE",
            description = "Public key, PEM, that must have signed the bundle. Default: trust the file named.")
    private Optional<Path> bundleKey = Optional.empty();

    @Override
    public Integer call() throws Exception {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new ParameterException(spec.commandLine(), "--to " + to.get() + " is before --from " + from.get());
        }
        if (paceDaysPerSecond.isPresent() && !(paceDaysPerSecond.get() > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--pace " + paceDaysPerSecond.get() + ": expected more than 0 days a second");
        }
        if (port < 1 || port > 65534) {
            throw new ParameterException(spec.commandLine(), "--port " + port + ": expected 1 to 65534");
        }
        if (cells < 1 || cells > 1_000_000) {
            throw new ParameterException(spec.commandLine(), "--cells " + cells + ": expected 1 to 1000000");
        }
        if (bundleKey.isPresent() && bundle.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--bundle-key is the key of --bundle, which is missing");
        }
        String name = domain.orElse(data.isPresent() ? "smap_conus" : "twin");
        Optional<ParameterBundle> learned = bundle.map(file -> BundleFile.read(file, bundleKey));
        var options = new RunOptions(data, name, from, to, once, paceDaysPerSecond, state, cells, learned, port);
        return Standalone.run(options, spec.commandLine().getOut());
    }
}
