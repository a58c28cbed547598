package org.soilcast.ops;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.fetch.FetchReport;
import org.soilcast.ingest.fetch.FetchSettings;
import org.soilcast.ingest.fetch.Fetcher;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DateRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast fetch}: gets the files that a described domain is made from. */
@Command(
        name = "fetch",
        description =
                "Get the granules and weather files that a described domain is made from; what is there already is"
                        + " not fetched again, and what was broken off goes on.",
        mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            required = true,
            description = "A described domain, by the file .yaml or its name.")
    private String domain = "";

    @Option(names = "--from", paramLabel = "DATE", required = true, description = "First date, yyyy-mm-dd.")
    private LocalDate from = LocalDate.EPOCH;

    @Option(names = "--to", paramLabel = "DATE", required = true, description = "Last date, yyyy-mm-dd.")
    private LocalDate to = LocalDate.EPOCH;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Folder that the files go to.")
    private Path data = Path.of("");

    @Option(
            names = "--sources",
            paramLabel = "FILE",
            defaultValue = FetchSettings.SHIPPED,
            description = "YAML file of where to fetch from. Default: the one that comes with soilcast.")
    private String sources = FetchSettings.SHIPPED;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File that holds the bearer token. Default: what the sources say, the environment variable"
                    + " EARTHDATA_TOKEN in those that come with soilcast.")
    private Optional<Path> tokenFile = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        if (to.isBefore(from)) {
            throw new ParameterException(spec.commandLine(), "--to " + to + " is before --from " + from);
        }
        PrintWriter out = spec.commandLine().getOut();
        FetchReport report;
        try {
            FetchSettings settings = FetchSettings.read(sources).withToken(tokenFile);
            report = new Fetcher(DomainFile.read(domain), settings, data, line -> tell(out, line))
                    .round(new DateRange(from, to));
        } catch (InputException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        tell(out, report.toString());
        if (!report.problems().isEmpty()) {
            throw new CommandFailure(
                    "not all was to be had: " + report.problems().get(0)
                            + (report.problems().size() > 1
                                    ? ", and " + (report.problems().size() - 1) + " more"
                                    : ""));
        }
        return 0;
    }

    private static void tell(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
