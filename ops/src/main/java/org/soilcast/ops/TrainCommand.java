package org.soilcast.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.forecast.ForecastNumbers;
import org.soilcast.land.bundle.BundleFile;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.bundle.BundleSignature;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.correction.DayLearning;
import org.soilcast.learning.forecast.ForecastLearning;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.training.LearnedBundle;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.learning.training.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast train}: ingests a data folder into an archive and learns a parameter network from it. */
@Command(
        name = "train",
        description = "Learn a parameter network from retrievals; the same command goes on after a kill.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    /** The filter's numbers, the correction and the forecasts take the rest, most of it for long histories. */
    private static final double SHARE_OF_NETWORK = 0.8;

    @Spec
    private CommandSpec spec;

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
            description = "Data set, or twin. Default: ${DEFAULT-VALUE}.")
    private String domain = "smap_conus";

    @Option(names = "--from", paramLabel = "DATE", description = "First date to learn from. Default: the data's first.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DATE", description = "Last date to learn from. Default: the data's last.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(
            names = "--cells",
            paramLabel = "FILE",
            description = "Keys of the cells to learn from, one a line. Default: all but the blocks that no training"
                    + " sees, by which models are judged.")
    private Optional<Path> cells = Optional.empty();

    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "g_Z",
            description = "g_A: from attributes and climate; g_Z: from retrievals too. Default: ${DEFAULT-VALUE}.")
    private String network = "g_Z";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that is drawn at random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "30",
            description = "Stop learning after so long, with what there is. Default: ${DEFAULT-VALUE}.")
    private double minutes = 30;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Folder for broker, archive, keys and checkpoint. Default: the bundle's name with .state.")
    private Optional<Path> state = Optional.empty();

    @Option(names = "--out", paramLabel = "B", required = true, description = "Bundle file to write.")
    private Path bundle = Path.of("bundle");

    @Override
    public Integer call() throws Exception {
        if (!Set.of("g_A", "g_Z").contains(network)) {
            throw new ParameterException(spec.commandLine(), "--network " + network + ": expected g_A or g_Z");
        }
        if (!(minutes > 0)) {
            throw new ParameterException(spec.commandLine(), "--minutes " + minutes + ": expected more than 0");
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new ParameterException(spec.commandLine(), "--to " + to.get() + " is before --from " + from.get());
        }
        PrintWriter out = spec.commandLine().getOut();
        Path folder = state.orElse(bundle.resolveSibling(bundle.getFileName() + ".state"));
        try (StateFolder held = StateFolder.take(folder)) {
            LogFile.in(folder);
            CellHistory all = DomainHistory.read(held, data, domain, from, to, 512, out);
            CellHistory history = cells.map(file -> chosen(all, file)).orElse(all);
            LearningSettings settings = LearningSettings.standard(network.equals("g_Z"), seed);
            var trainer = new Trainer(history, settings, Optional.of(folder.resolve("training")));
            out.printf(
                    Locale.ROOT,
                    "soilcast: learn %s from %d cells, %s to %s%n",
                    network,
                    history.cells().size(),
                    history.span().first(),
                    history.span().last());
            trainer.train(
                    Duration.ofMillis((long) (SHARE_OF_NETWORK * minutes * 60_000)), progress -> report(out, progress));
            out.println("soilcast: learn the filter's numbers and the correction of its forecast");
            out.flush();
            DayNumbers numbers = DayLearning.learn(history, trainer.network().parameters(history), seed);
            out.println("soilcast: learn the calibration of forecasts");
            out.flush();
            Optional<ForecastNumbers> forecasts =
                    ForecastLearning.learn(history, trainer.network().parameters(history), numbers);
            ParameterBundle learned = LearnedBundle.of(trainer, history, numbers, forecasts, domain, Instant.now());
            BundleFile.write(
                    bundle,
                    BundleSignature.sign(
                            learned, BundleKeys.inFolder(held.keys()).getPrivate()));
            out.println("wrote " + bundle + ", signed with the key of " + held.keys() + "; "
                    + learned.manifest().skill());
            return 0;
        }
    }

    private static void report(PrintWriter out, Trainer.Progress progress) {
        out.printf(
                Locale.ROOT,
                "progress step=%d/%d loss=%.4f left=%ds%n",
                progress.step(),
                progress.steps(),
                progress.loss(),
                progress.left().toSeconds());
        out.flush();
    }

    private static CellHistory chosen(CellHistory history, Path file) {
        Set<String> wanted = new TreeSet<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(String::strip).filter(line -> !line.isEmpty()).forEach(wanted::add);
        } catch (IOException e) {
            throw new CommandFailure("cannot read the cells in " + file + ": " + e.getMessage());
        }
        List<String> ids = history.cells().stream().map(CellHistory.Cell::id).toList();
        wanted.stream().filter(id -> !ids.contains(id)).findFirst().ifPresent(id -> {
            throw new CommandFailure(file + ": the domain has no cell " + id);
        });
        int[] positions = IntStream.range(0, ids.size())
                .filter(cell -> wanted.contains(ids.get(cell)))
                .toArray();
        if (positions.length == 0) {
            throw new CommandFailure(file + " names no cell");
        }
        return history.select(positions);
    }
}
