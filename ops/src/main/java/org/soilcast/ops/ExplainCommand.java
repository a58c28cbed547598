package org.soilcast.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.ops.results.CellDay;
import org.soilcast.ops.results.CellDayReader;
import org.soilcast.ops.results.Explanation;
import org.soilcast.schemas.KafkaConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soilcast explain}: what made the result of one cell and date, from the topics and results of a state folder. */
@Command(
        name = "explain",
        description = "Say what made the result of one cell and date: files, gaps filled, model, forecast, retrieval,"
                + " analysis, and rank among the years.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            required = true,
            description = "State folder of a run, also while it runs.")
    private Path state = Path.of("state");

    @Option(names = "--cell", paramLabel = "C", required = true, description = "Key of the cell, as the export has it.")
    private String cell = "";

    @Option(names = "--date", paramLabel = "D", required = true, description = "Date, yyyy-mm-dd.")
    private LocalDate date = LocalDate.EPOCH;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Explanation.lines(read(out)).forEach(out::println);
        out.flush();
        return 0;
    }

    /** From the broker of the run that uses the folder, or else from one that is started on it. */
    private CellDay read(PrintWriter out) throws IOException {
        Path results = StateFolder.resultsIn(state);
        Optional<KafkaConnection> running = StateFolder.running(state);
        if (running.isPresent()) {
            return CellDayReader.read(running.get(), results, cell, date);
        }
        return StateFolder.atRest(
                state, kafka -> CellDayReader.read(kafka, UpToDateResults.bringUp(kafka, results, out), cell, date));
    }
}
