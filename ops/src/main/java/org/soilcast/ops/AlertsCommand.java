package org.soilcast.ops;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.ops.results.AlertList;
import org.soilcast.schemas.KafkaConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code soilcast alerts}: shows the drought alerts of a state folder, beside its run or, when none runs, with only its broker
 * started.
 */
@Command(
        name = "alerts",
        description = "Show the drought alerts of a state folder as they stand, newest change first.",
        mixinStandardHelpOptions = true)
final class AlertsCommand implements Callable<Integer> {
    private static final int MOST_LINES = 50;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            required = true,
            description = "State folder of a run, also while it runs.")
    private Path state = Path.of("state");

    @Option(names = "--csv", paramLabel = "FILE", description = "CSV file to write all of them into.")
    private Optional<Path> csv = Optional.empty();

    @Override
    public Integer call() {
        Optional<KafkaConnection> running = StateFolder.running(state);
        AlertList found =
                running.isPresent() ? AlertList.read(running.get()) : StateFolder.atRest(state, AlertList::read);
        PrintWriter out = spec.commandLine().getOut();
        int alerts = found.alerts().size();
        out.println(alerts + (alerts == 1 ? " alert" : " alerts") + ", of which " + found.standing() + " stand");
        found.alerts().stream().limit(MOST_LINES).map(found::line).forEach(out::println);
        if (alerts > MOST_LINES) {
            out.println("and " + (alerts - MOST_LINES) + " more");
        }
        if (found.skipped() > 0) {
            out.println("skipped " + found.skipped() + " records that are no alerts");
        }
        csv.ifPresent(file -> {
            TextFile.write(file, found::writeCsv);
            out.println("wrote " + alerts + " rows to " + file);
        });
        return 0;
    }
}
