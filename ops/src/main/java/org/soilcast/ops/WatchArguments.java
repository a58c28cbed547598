package org.soilcast.ops;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeSet;
import org.soilcast.alerts.sink.SinkFile;
import org.soilcast.dayline.alert.AlertRules;
import org.soilcast.inference.rules.AlertRuleFile;
import org.soilcast.inference.tile.AlertWatch;
import org.soilcast.ingest.area.AreaFile;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.service.WrongUse;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code run} that say what is watched, areas and the rules of alerts, and who is told of it. */
final class WatchArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--areas",
            paramLabel = "FILE",
            description = "GeoJSON file of areas, polygons with an id or name: daily statistics of each, and alerts."
                    + " Default: those of the state folder, if any.")
    private Optional<Path> areaFile = Optional.empty();

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description =
                    "YAML file of the rules of alerts. Default: severe drought of the root zone, of cells and areas.")
    private Optional<Path> ruleFile = Optional.empty();

    @Option(
            names = "--alerts-from",
            paramLabel = "DATE",
            description = "Date from which alerts ask to be sent on; those of earlier days go to the topic only."
                    + " Default: the newest date of the input.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(
            names = "--alert-sinks",
            paramLabel = "FILE",
            description = "Who is told of drought alerts: webhooks, an Alertmanager, CAP files. Default: nobody.")
    private Optional<Path> sinkFile = Optional.empty();

    private Optional<AreaFile> areas = Optional.empty();
    private Optional<SinkFile> sinks = Optional.empty();
    private AlertRules rules = AlertRules.SHIPPED;

    /**
     * Reads the files.
     *
     * @throws ParameterException when the one of who is told cannot be used
     * @throws CommandFailure when another cannot be used, or a rule names an area that the other has not
     */
    void read() {
        try {
            areas = areaFile.map(AreaFile::read);
            rules = ruleFile.map(AlertRuleFile::read).orElse(AlertRules.SHIPPED);
            sinks = sinkFile.map(file -> SinkFile.read(file, Clock.systemUTC()));
        } catch (WrongUse wrong) {
            throw new ParameterException(command.commandLine(), "--alert-sinks: " + wrong.getMessage());
        } catch (InputException | IllegalArgumentException wrong) {
            throw new CommandFailure(String.valueOf(wrong.getMessage()));
        }
        areas.ifPresent(file -> {
            var unknown = new TreeSet<>(rules.namedAreas());
            file.ids().forEach(unknown::remove);
            if (!unknown.isEmpty()) {
                throw new CommandFailure("--alerts " + ruleFile.orElseThrow() + ": no area of --areas "
                        + areaFile.orElseThrow() + " has the id " + unknown.first());
            }
        });
    }

    /** The areas, if a file has been named. */
    Optional<AreaFile> areas() {
        return areas;
    }

    /** Who is told of alerts, if anybody. */
    Optional<SinkFile> sinks() {
        return sinks;
    }

    /** Rules, and when they begin to be told. */
    AlertWatch alerts(LocalDate newestOfInput) {
        return AlertWatch.of(rules, Optional.of(from.orElse(newestOfInput)));
    }
}
