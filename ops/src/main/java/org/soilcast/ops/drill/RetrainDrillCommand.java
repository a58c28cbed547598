package org.soilcast.ops.drill;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.soilcast.ops.LogFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast drill retrain}: kill -9 in the midst of learning and publishing leaves no half of a model. */
@Command(
        name = "retrain",
        description = "Kill the retrain service of a twin while it learns, compares and publishes, start it again each"
                + " time, and compare versions and decisions with those of an undisturbed run, byte for byte.",
        mixinStandardHelpOptions = true)
final class RetrainDrillCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "50", description = "Kills. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--cells",
            paramLabel = "N",
            defaultValue = "40",
            description = "Cells of the twin. Default: ${DEFAULT-VALUE}.")
    private int cells;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "50",
            description = "Steps of each training. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--seed",
            paramLabel = "K",
            defaultValue = "20161128",
            description = "Seed of the moments. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws Exception {
        if (kills < 1 || cells < 1 || steps < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--kills " + kills + " --cells " + cells + " --steps " + steps + ": expected at least 1 of each");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("soilcast-drill-retrain");
        LogFile.in(folder);
        out.println("drill retrain: seed " + seed + ", state in " + folder);
        out.flush();
        RetrainDrill.Report report =
                new RetrainDrill(JavaProcess.Launch.likeThisProcess(), folder, cells, steps, seed, out).run(kills);
        out.println("drill retrain landed=" + report.kills() + " seed=" + seed + " open-transactions="
                + report.openTransactions() + " half-bundles=" + report.halves() + " versions-and-decisions="
                + (report.different().isEmpty() ? "identical" : "DIFFERENT in " + report.different())
                + (report.isGood() ? "" : ", kept in " + folder));
        out.flush();
        if (report.isGood()) {
            DrillFolder.delete(folder);
        }
        return report.isGood() ? 0 : 1;
    }
}
