package org.soilcast.ops;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.map.CsvExport;
import org.soilcast.map.ExportException;
import org.soilcast.schemas.KafkaConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soilcast export}: writes what is committed in a state folder, beside its run or, when none runs, with only its
 * broker started. */
@Command(
        name = "export",
        description = "Write all results of a state folder as CSV, sorted by cell, date and lead.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            required = true,
            description = "State folder of a run, also while it runs.")
    private Path state = Path.of("state");

    @Option(names = "--csv", paramLabel = "FILE", required = true, description = "File to write.")
    private Path csv = Path.of("soilcast.csv");

    @Override
    public Integer call() {
        try {
            CsvExport.Written written = write();
            PrintWriter out = spec.commandLine().getOut();
            out.println("wrote " + written.rows() + " rows of " + written.cells()
                    + (written.synthetic() ? " synthetic" : "") + " cells to " + csv);
            written.skipped().sentence().ifPresent(out::println);
            return 0;
        } catch (ExportException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    /** From the broker of the run that uses the folder, or else from one that is started on it. */
    private CsvExport.Written write() throws ExportException {
        Optional<KafkaConnection> running = StateFolder.running(state);
        if (running.isPresent()) {
            return CsvExport.writeBeside(running.get(), csv);
        }
        try (var folder = StateFolder.takeExisting(state);
                var broker = EmbeddedBroker.start(folder.kafka())) {
            LogFile.in(state);
            return CsvExport.write(broker.connection(), folder.results(), csv);
        }
    }
}
