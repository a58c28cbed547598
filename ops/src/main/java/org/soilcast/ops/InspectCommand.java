package org.soilcast.ops;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.inspect.FileInspection;
import org.soilcast.ingest.rejects.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code soilcast inspect}: what an agency's file is and holds, and whether a domain would take it. */
@Command(
        name = "inspect",
        description = "Say what an agency's file is: format, grid, dates, variables, units, missing values, ranges, and"
                + " whether a domain would take it.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file; what it is, its content decides and not its name.")
    private Path file = Path.of("");

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "A described domain, by the file .yaml or its name. Default: all that come with soilcast.")
    private Optional<String> domain = Optional.empty();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<DescribedDomain> domains = domain.map(List::of).orElse(DomainFile.SHIPPED).stream()
                    .map(DomainFile::read)
                    .toList();
            FileInspection.lines(file, domains).forEach(out::println);
            out.flush();
            return 0;
        } catch (InputException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
