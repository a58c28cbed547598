package org.soilcast.ops;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.retrain.Rollback;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.avro.ModelDecision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soilcast rollback}: brings an earlier version of the model back, from the first day that is not out. */
@Command(
        name = "rollback",
        description =
                "Bring an earlier version of the model back, under a new number and from the first day that is not"
                        + " out; also while a run uses the folder.",
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--state", paramLabel = "DIR", required = true, description = "State folder of a run.")
    private Path state = Path.of("state");

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "Version to come back. Default: the one that the one in force has replaced.")
    private Optional<Integer> to = Optional.empty();

    @Override
    public Integer call() {
        Optional<KafkaConnection> running = StateFolder.running(state);
        ModelDecision decision =
                running.isPresent() ? publish(running.get()) : StateFolder.atRest(state, this::publish);
        spec.commandLine().getOut().println(ModelLines.decision(decision));
        return 0;
    }

    private ModelDecision publish(KafkaConnection kafka) {
        try {
            return Rollback.publish(
                    kafka,
                    BundleKeys.inFolder(StateFolder.keysIn(state)),
                    to.map(OptionalInt::of).orElseGet(OptionalInt::empty));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("cannot roll back " + state + ": " + e.getMessage());
        }
    }
}
