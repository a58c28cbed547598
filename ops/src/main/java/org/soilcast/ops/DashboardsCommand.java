package org.soilcast.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.soilcast.ops.monitoring.Dashboard;
import org.soilcast.ops.monitoring.DashboardJson;
import org.soilcast.ops.monitoring.DroughtDashboard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soilcast dashboards}: Grafana's dashboards, made of the metrics that this release has. */
@Command(name = "dashboards", description = "Write Grafana dashboards of all metrics.", mixinStandardHelpOptions = true)
final class DashboardsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "ops/monitoring/grafana/dashboards",
            description = "Folder of the JSON files. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("ops/monitoring/grafana/dashboards");

    @Override
    public Integer call() {
        try {
            Files.createDirectories(folder);
            for (Dashboard dashboard : Dashboard.values()) {
                Files.writeString(folder.resolve(dashboard.uid() + ".json"), DashboardJson.of(dashboard));
            }
            Files.writeString(folder.resolve(DroughtDashboard.UID + ".json"), DashboardJson.ofDroughts());
        } catch (IOException e) {
            throw new CommandFailure("cannot write into " + folder + ": " + e);
        }
        spec.commandLine().getOut().println("wrote " + (Dashboard.values().length + 1) + " dashboards into " + folder);
        return 0;
    }
}
