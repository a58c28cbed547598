package org.soilcast.ops.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.soilcast.ingest.parse.DomainSets;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ops.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast bench stream}: ingest alone and analysis alone, through Kafka, of domains of several sizes. */
@Command(
        name = "stream",
        description =
                "Measure ingest, analysis (24 members, filter, percentiles) and a forecast through Kafka, on copies of smap_conus.",
        mixinStandardHelpOptions = true)
final class StreamBenchCommand implements Callable<Integer> {
    private static final int MOST_CELLS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--cells",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,10000",
            description = "Sizes of domains, one run each. Default: ${DEFAULT-VALUE}.")
    private List<Integer> cells = List.of();

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "366",
            description =
                    "Days of each; with fewer than 365 there are no percentiles, with fewer than 60 no forecasts. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the rows to this file.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        if (cells.stream().anyMatch(count -> count < 1 || count > MOST_CELLS)) {
            throw new ParameterException(spec.commandLine(), "--cells " + cells + ": expected 1 to " + MOST_CELLS);
        }
        if (days < StreamBench.FEWEST_DAYS) {
            throw new ParameterException(
                    spec.commandLine(), "--days " + days + ": expected at least " + StreamBench.FEWEST_DAYS);
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            DomainInput original = DomainSets.read("smap_conus", dataFolder()).input();
            List<StreamRow> rows = new ArrayList<>();
            for (int count : cells) {
                StreamBench.run(new CopiedDays(original, count), days, row -> {
                    rows.add(row);
                    out.println(row.json());
                    out.flush();
                });
            }
            if (json.isPresent()) {
                Files.writeString(
                        json.get(),
                        rows.stream().map(StreamRow::json).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
            }
            return 0;
        } catch (InputException | IOException e) {
            throw new CommandFailure("cannot finish the benchmark: " + e.getMessage());
        }
    }

    private static Path dataFolder() {
        return Optional.ofNullable(System.getenv("SOILCAST_DATA"))
                .map(Path::of)
                .orElseThrow(() -> new CommandFailure("set SOILCAST_DATA to the folder that has smap_conus"));
    }
}
