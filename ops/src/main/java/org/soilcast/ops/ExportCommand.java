package org.soilcast.ops;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.soilcast.map.CsvExport;
import org.soilcast.map.ExportException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soilcast export}: starts only the broker on a state folder and writes what is committed there. */
@Command(
        name = "export",
        description = "Write all results of a state folder as CSV, sorted by cell, date and lead.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--state", paramLabel = "DIR", required = true, description = "State folder of a run that ended.")
    private Path state = Path.of("state");

    @Option(names = "--csv", paramLabel = "FILE", required = true, description = "File to write.")
    private Path csv = Path.of("soilcast.csv");

    @Override
    public Integer call() {
        try (var folder = StateFolder.takeExisting(state);
                var broker = EmbeddedBroker.start(folder.kafka())) {
            LogFile.in(state);
            CsvExport.Written written = CsvExport.write(broker.connection(), csv);
            spec.commandLine()
                    .getOut()
                    .println("wrote " + written.rows() + " rows of " + written.cells()
                            + (written.synthetic() ? " synthetic" : "") + " cells to " + csv);
            written.skipped().sentence().ifPresent(spec.commandLine().getOut()::println);
            return 0;
        } catch (ExportException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
