package org.soilcast.ops.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.soilcast.dayline.drought.StandardizedSoilMoistureIndex;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.map.ResultFacts;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.schemas.avro.TileModel;

/** What made the result of a cell and date, in lines for a person: a word of what it is about, then the facts. */
public final class Explanation {
    private static final int SHOWN_DIGEST = 12;

    private final CellDay day;
    private final List<String> lines = new ArrayList<>();

    private Explanation(CellDay day) {
        this.day = day;
    }

    /** The lines, in the order of the data's way. */
    public static List<String> lines(CellDay day) {
        var explanation = new Explanation(day);
        explanation.cell();
        explanation.forcing();
        explanation.retrieval();
        explanation.model();
        explanation.result();
        explanation.rank();
        return explanation.lines;
    }

    private void cell() {
        tell(
                "cell",
                "%s of %s%s, %.4f N %.4f E, tile %d place %d",
                day.tile().getCells().get(day.index()),
                day.tile().getSynthetic() ? "synthetic " : "",
                day.tile().getDomain(),
                day.tile().getLatitudeDegrees().get(day.index()),
                day.tile().getLongitudeDegrees().get(day.index()),
                day.tile().getTile(),
                day.index());
        tell("date", "%s, a day from %s", day.date(), day.tile().getDayDefinition());
    }

    private void forcing() {
        day.forcing()
                .ifPresentOrElse(
                        read -> {
                            tell(
                                    "forcing",
                                    "%s version %d, %s",
                                    read.getSource(),
                                    read.getVersion(),
                                    file(read.getFile(), read.getChecksum()));
                            tell("  read", "%s", ReadForcing.values(read, day.index()));
                        },
                        () -> tell("forcing", "none was read of this date"));
        TileDay used = day.tileDay();
        tell(
                "  used",
                "precipitation %.2f mm, air temperature %.2f C, potential evapotranspiration %.2f mm (%s)",
                used.getPrecipitationMmPerDay().get(day.index()),
                used.getAirTemperatureC().get(day.index()),
                used.getPotentialEvapotranspirationMmPerDay().get(day.index()),
                evapotranspiration(inputQuality()));
        List<String> filled = QualityFlags.filled(inputQuality());
        tell("  gaps", "%s", filled.isEmpty() ? "none filled" : String.join("; ", filled));
    }

    private int inputQuality() {
        return day.tileDay().getQuality().get(day.index());
    }

    private static String file(String name, String sha256) {
        return "file " + name + " (SHA-256 " + sha256.substring(0, Math.min(SHOWN_DIGEST, sha256.length())) + "…)";
    }

    private static String evapotranspiration(int quality) {
        if ((quality & QualityFlags.PET_PRIESTLEY_TAYLOR) != 0) {
            return "Priestley-Taylor";
        }
        if ((quality & QualityFlags.PET_HARGREAVES) != 0) {
            return "Hargreaves";
        }
        return (quality & QualityFlags.PET_OUDIN) != 0 ? "Oudin" : "Penman-Monteith";
    }

    private void retrieval() {
        float observed = day.tileDay().getObservedM3PerM3().get(day.index());
        if (day.retrievals().isEmpty()) {
            tell("retrieval", "none was read of this date");
            return;
        }
        Retrievals read = day.retrievals().orElseThrow();
        String moisture = Float.isNaN(observed) ? "none in this cell" : m3PerM3(observed);
        String flags = read.getFlags().isEmpty() || Float.isNaN(observed)
                ? ""
                : ", flags of the source " + read.getFlags().get(day.index());
        tell(
                "retrieval",
                "%s version %d, %s: %s%s",
                read.getSource(),
                read.getVersion(),
                file(read.getFile(), read.getChecksum()),
                moisture,
                flags);
    }

    private void model() {
        day.manifest()
                .ifPresentOrElse(
                        this::bundle,
                        () -> tell(
                                "bundle",
                                "version %d, on the topic no more",
                                day.result().origin().modelVersion()));
        day.tileModel()
                .ifPresent(model -> tell(
                        "  spin-up",
                        "%d cycles of %s to %s",
                        model.getSpinUpCycles(),
                        model.getSpinUpFrom(),
                        model.getSpinUpTo()));
    }

    private void bundle(BundleManifest manifest) {
        tell(
                "bundle",
                "version %d, created %s, in force from %s, %s",
                manifest.version(),
                manifest.created(),
                manifest.effectiveFrom(),
                manifest.training()
                        .map(training -> "trained on " + training.first() + " to " + training.last())
                        .orElse("untrained"));
        manifest.skill().forEach((group, metrics) -> tell("  skill", "%s: %s", group, metrics(metrics)));
    }

    private static String metrics(SortedMap<String, Double> metrics) {
        return metrics.entrySet().stream()
                .map(metric -> String.format(Locale.ROOT, "%s %.4g", metric.getKey(), metric.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void result() {
        for (ResultFacts.Fact fact : ResultFacts.result(day.result(), day.index())) {
            tell(fact.about().equals("result") ? "result" : "  " + fact.about(), "%s", fact.says());
        }
    }

    private void rank() {
        List<ResultFacts.Fact> rank = ResultFacts.rank(day.result(), day.index());
        tell(
                "  index",
                "soil water deficit of the top metre %+.2f (0 at field capacity, -10 at the wilting point)",
                day.result().value(ResultColumn.SOIL_WATER_DEFICIT, day.index()));
        if (rank.isEmpty()) {
            tell("percentile", "unknown: the model version has no climatology");
            return;
        }
        rank.forEach(fact -> tell(fact.about(), "%s", fact.says()));
        tell(
                "  index",
                "standardised soil moisture: top 5 cm %+.2f, top metre %+.2f",
                StandardizedSoilMoistureIndex.of(day.result().value(ResultColumn.SURFACE_PERCENTILE, day.index())),
                StandardizedSoilMoistureIndex.of(day.result().value(ResultColumn.ROOT_ZONE_PERCENTILE, day.index())));
        day.tileModel()
                .ifPresent(model -> tell(
                        "  among", "%s, %s to %s", years(model), model.getClimatologyFrom(), model.getClimatologyTo()));
    }

    private static String years(TileModel model) {
        return model.getClimatologyYears() == 1 ? "1 year" : model.getClimatologyYears() + " years";
    }

    private static String m3PerM3(float value) {
        return Float.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.4f m3/m3", value);
    }

    private void tell(String about, String format, Object... facts) {
        lines.add(String.format(Locale.ROOT, "%-13s", about) + String.format(Locale.ROOT, format, facts));
    }
}
