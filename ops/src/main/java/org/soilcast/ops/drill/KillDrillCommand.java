package org.soilcast.ops.drill;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast drill kill}: kill -9 at random moments must not change the export by a byte. */
@Command(
        name = "kill",
        description = "Kill a standalone run at random moments, start it again each time, and compare its export with"
                + " that of an undisturbed run, byte for byte.",
        mixinStandardHelpOptions = true)
final class KillDrillCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--times", paramLabel = "N", defaultValue = "25", description = "Kills. Default: ${DEFAULT-VALUE}.")
    private int times;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:SOILCAST_DATA}",
            description = "Folder with data sets. Default: the environment variable SOILCAST_DATA.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            defaultValue = "smap_conus",
            description = "Which data set to run. Default: ${DEFAULT-VALUE}.")
    private String domain = "";

    @Option(
            names = "--seed",
            paramLabel = "K",
            defaultValue = "20161121",
            description = "Seed of the moments. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws Exception {
        if (times < 1) {
            throw new ParameterException(spec.commandLine(), "--times " + times + ": expected at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        var input = new ArrayList<>(List.of("--domain", domain));
        data.ifPresent(folder -> input.addAll(List.of("--data", folder.toString())));
        Path folder = Files.createTempDirectory("soilcast-drill-kill");
        var runs = new SoilcastRuns(JavaProcess.Launch.likeThisProcess(), input, folder);
        out.println("drill kill: undisturbed run, state in " + folder);
        out.flush();
        int days = runs.finish("undisturbed").ofAll();
        KillDrill.Report report = new KillDrill(runs, seed, out).run(times, runs.export("undisturbed"), days);
        boolean identical = report.different().isEmpty();
        out.println("drill kill landed=" + report.kills() + "/" + times + " seed=" + seed + " recovery"
                + recoveries(report.recoveries()) + " export="
                + (identical ? "identical" : "DIFFERENT in " + report.different() + ", kept in " + folder));
        out.flush();
        if (identical) {
            DrillFolder.delete(folder);
        }
        return identical ? 0 : 1;
    }

    private static String recoveries(List<Duration> recoveries) {
        List<Duration> sorted = recoveries.stream().sorted().toList();
        return sorted.isEmpty()
                ? " none"
                : " median=" + KillDrill.seconds(sorted.get(sorted.size() / 2)) + " max="
                        + KillDrill.seconds(sorted.get(sorted.size() - 1));
    }
}
