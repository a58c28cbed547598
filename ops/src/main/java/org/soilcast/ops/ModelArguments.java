package org.soilcast.ops;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.soilcast.ingest.levelfour.LevelFourFolder;
import org.soilcast.ingest.levelfour.LevelFourSeries;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.laboratory.competitors.Competitor;
import org.soilcast.laboratory.competitors.GivenSurface;
import org.soilcast.laboratory.evaluation.Competitors;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.learning.history.CellHistory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code evaluate} that say which models are compared. */
final class ModelArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            description = "Models to compare, in this order. Default: all.")
    private List<String> models = List.of();

    @Option(
            names = "--smap-l4",
            paramLabel = "DIR",
            description = "Folder with granules of SMAP's level-4 product (SPL4SMGP), compared as the model "
                    + Competitors.SMAP_L4 + ". Without it that model is left out.")
    private Optional<Path> smapL4 = Optional.empty();

    /**
     * Refuses names that no model has, before anything is read.
     *
     * @throws ParameterException when there is one
     */
    void requireKnown() {
        if (models.contains(Competitors.SMAP_L4) && smapL4.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "--models " + Competitors.SMAP_L4 + " needs --smap-l4 DIR, its granules");
        }
        named(Optional.empty());
    }

    /**
     * The models, in the order in which they are compared.
     *
     * @param history cells and days of the evaluation
     * @param out where it is said what of SMAP's level-4 product there is
     * @throws CommandFailure when its folder cannot be read
     */
    List<Competitor> chosen(CellHistory history, PrintWriter out) {
        if (!models.isEmpty() && !models.contains(Competitors.SMAP_L4)) {
            return named(Optional.empty());
        }
        if (smapL4.isEmpty()) {
            out.println("soilcast: no --smap-l4 DIR with granules of SPL4SMGP, so no model " + Competitors.SMAP_L4);
        }
        return named(smapL4.map(folder -> levelFour(folder, history, out)));
    }

    private List<Competitor> named(Optional<Competitor> levelFour) {
        try {
            return Competitors.named(models, levelFour);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--models: " + e.getMessage());
        }
    }

    private static Competitor levelFour(Path folder, CellHistory history, PrintWriter out) {
        int cells = history.cells().size();
        var latitudes = new float[cells];
        var longitudes = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            latitudes[cell] = history.cells().get(cell).latitudeDegrees();
            longitudes[cell] = history.cells().get(cell).longitudeDegrees();
        }
        var dates = new DateRange(history.span().first(), history.span().last());
        var reader = new LevelFourFolder(latitudes, longitudes, dates);
        try {
            LevelFourSeries series = reader.read(folder);
            out.println("soilcast: " + series.granules() + " granules of SMAP's level-4 product"
                    + (reader.problems().isEmpty()
                            ? ""
                            : "; " + reader.problems().size() + " files not taken, the first: "
                                    + reader.problems().get(0)));
            boolean atEndOfDay = history.observation() == ObservationOperator.END_OF_DAY;
            return new GivenSurface(
                    Competitors.SMAP_L4,
                    atEndOfDay
                            ? series.beforeTheMorning(dates.first(), dates.days())
                            : series.dailyMeans(dates.first(), dates.days()));
        } catch (InputException e) {
            throw new CommandFailure("cannot read " + Competitors.SMAP_L4 + ": " + e.getMessage());
        }
    }
}
