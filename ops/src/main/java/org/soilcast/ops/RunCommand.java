package org.soilcast.ops;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.land.cuda.CudaException;
import org.soilcast.land.cuda.DeviceChoice;
import org.soilcast.map.postgres.PostgresTarget;
import org.soilcast.service.WrongUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast run}: broker, ingest, inference and retrain in this process. */
@Command(name = "run", description = "Run the whole system in one process.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private InputArguments input = new InputArguments();

    @Mixin
    private WatchArguments watch = new WatchArguments();

    @Option(names = "--page-port", paramLabel = "N", description = PageAddress.PORT_DESCRIPTION)
    private Optional<Integer> pagePort = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = PageAddress.LISTEN_DESCRIPTION)
    private String listen = "127.0.0.1";

    @Option(
            names = "--postgres",
            paramLabel = "FILE",
            description =
                    "Keep tables of results, areas, alerts and decisions in the Postgres database that this file of"
                            + " properties names: url, user, password-file or password-environment, schema. Default:"
                            + " none.")
    private Optional<Path> postgresFile = Optional.empty();

    @Option(names = "--once", description = "Stop with exit code 0 when all input has been worked off.")
    private boolean once;

    @Option(
            names = "--pace",
            paramLabel = "DAYS_PER_S",
            description = "Analyse at most so many days a second. Default: as fast as it goes.")
    private Optional<Double> paceDaysPerSecond = Optional.empty();

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "Where the land model runs: cpu; cuda, a GPU; auto, a GPU if there is one, else cpu."
                    + " Default: ${DEFAULT-VALUE}. The whole job has not run on a GPU yet.")
    private String device = "cpu";

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
            description = "Port of /metrics, /livez and /readyz on this machine. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--bundle",
            paramLabel = "B",
            description =
                    "Bundle of 'soilcast train'. A new state folder begins with it; where there is a model, it follows"
                            + " that from the first day that is not out. Default: untrained, or the model that is there.")
    private Optional<Path> bundle = Optional.empty();

    @Option(
            names = "--bundle-key",
            paramLabel = "FILE",
            description = "Public key, PEM, that must have signed the bundle. Default: trust the file named.")
    private Optional<Path> bundleKey = Optional.empty();

    @Mixin
    private RetrainArguments retrain = new RetrainArguments();

    @Override
    public Integer call() throws Exception {
        input.check();
        var page = PageAddress.of(spec.commandLine(), listen, pagePort, "--page-port");
        if (paceDaysPerSecond.isPresent() && !(paceDaysPerSecond.get() > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--pace " + paceDaysPerSecond.get() + ": expected more than 0 days a second");
        }
        if (port < 1 || port > 65535) {
            throw new ParameterException(spec.commandLine(), "--port " + port + ": expected 1 to 65535");
        }
        if (bundleKey.isPresent() && bundle.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--bundle-key is the key of --bundle, which is missing");
        }
        if (!FreePort.isFree(port)) {
            throw new CommandFailure("--port " + port + " is taken by another program: give a free one with --port N");
        }
        watch.read();
        var options = new RunOptions(
                input,
                watch,
                once,
                paceDaysPerSecond,
                decision(),
                state,
                bundle.map(file -> InputArguments.bundle(file, bundleKey)),
                retrain.plan(),
                port,
                new Outlets(page, postgres()));
        return Standalone.run(options, spec.commandLine().getOut());
    }

    private Optional<PostgresTarget> postgres() {
        try {
            return postgresFile.map(
                    file -> PostgresTarget.read(file, System.getenv()).checked());
        } catch (WrongUse wrong) {
            throw new CommandFailure("--postgres: " + wrong.getMessage());
        }
    }

    private DeviceChoice.Decision decision() {
        DeviceChoice choice;
        try {
            choice = DeviceChoice.of(device);
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), "--" + unknown.getMessage());
        }
        try {
            return choice.decide();
        } catch (CudaException none) {
            throw new CommandFailure("--device cuda: " + none.getMessage());
        }
    }
}
