package org.soilcast.ops;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.soilcast.ops.results.CellDay;
import org.soilcast.ops.results.CellDayReader;
import org.soilcast.ops.results.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soilcast explain}: what made the result of one cell and date, from the topics of a state folder. */
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
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Explanation.lines(read()).forEach(out::println);
        out.flush();
        return 0;
    }

    /** From the broker of the run that uses the folder, or else from one that is started on it. */
    private CellDay read() {
        return StateFolder.running(state)
                .map(kafka -> CellDayReader.read(kafka, cell, date))
                .orElseGet(() -> StateFolder.atRest(state, kafka -> CellDayReader.read(kafka, cell, date)));
    }
}
