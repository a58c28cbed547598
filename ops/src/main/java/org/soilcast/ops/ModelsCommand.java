package org.soilcast.ops;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.retrain.ModelDecisions;
import org.soilcast.schemas.KafkaConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soilcast models}: lists the versions of a state folder's model and the decisions on them. */
@Command(
        name = "models",
        description = "List the versions of a state folder's model, and what was decided on them and why.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            required = true,
            description = "State folder of a run, also while it runs.")
    private Path state = Path.of("state");

    @Option(names = "--findings", description = "Show what each criterion said.")
    private boolean findings;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Also write versions, decisions and what each criterion said to this file, a page of HTML.")
    private Optional<Path> page = Optional.empty();

    @Override
    public Integer call() {
        Optional<KafkaConnection> running = StateFolder.running(state);
        List<String> lines = running.isPresent() ? read(running.get()) : StateFolder.atRest(state, this::read);
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        return 0;
    }

    private List<String> read(KafkaConnection kafka) {
        page.ifPresent(file -> TextFile.write(
                file,
                content -> content.print(DecisionPage.html(ModelLines.versions(kafka), ModelDecisions.read(kafka)))));
        return ModelLines.read(kafka, findings);
    }
}
