package org.soilcast.ops.drill;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast drill year}: files that come day by day, late, again and with faults must give what all at once give. */
@Command(
        name = "year",
        description =
                "Publish made-up granules and weather day by day on this machine, late, again and with faults, kill"
                        + " the run that fetches them, and compare its export with that of a run that has all files at"
                        + " once.",
        mixinStandardHelpOptions = true)
final class YearDrillCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--cells", paramLabel = "N", defaultValue = "12", description = "Cells. Default: ${DEFAULT-VALUE}.")
    private int cells;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "Days that come one after another, behind those that the first model is made from. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--day",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "How long a day lasts, milliseconds. Default: ${DEFAULT-VALUE}.")
    private long dayMillis;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "5", description = "Kills. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--seed",
            paramLabel = "K",
            defaultValue = "20150401",
            description = "Seed of what goes wrong. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        YearPlan plan;
        try {
            plan = new YearPlan(cells, YearPlan.LEAST_DAYS_BEFORE, days, Duration.ofMillis(dayMillis), kills, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        Path folder = Files.createTempDirectory("soilcast-drill-year");
        out.println("drill year: in " + folder);
        out.flush();
        YearDrill.Report report = new YearDrill(plan, JavaProcess.Launch.likeThisProcess(), folder, out).run();
        out.println("drill year files=" + report.files() + " replaced=" + report.replaced() + " kills=" + report.kills()
                + "/" + kills + " faults=" + report.faults() + " rows="
                + report.difference().rows() + " other-revision="
                + report.difference().otherRevisions() + " export="
                + (report.difference().isNone()
                        ? "identical"
                        : "DIFFERENT: " + report.difference().first().orElse("") + ", kept in " + folder)
                + " token=" + (report.leaks().isEmpty() ? "unseen" : "SEEN in " + report.leaks()));
        out.flush();
        if (report.isGood()) {
            DrillFolder.delete(folder);
        }
        return report.isGood() ? 0 : 1;
    }
}
