package org.soilcast.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;

/** How a result came about, as far as it says so itself, in facts for a person. */
public final class ResultFacts {
    private final TileResults results;
    private final int cell;
    private final List<Fact> facts = new ArrayList<>();

    /**
     * A fact.
     *
     * @param about a word
     * @param says what is known
     */
    public record Fact(String about, String says) {}

    private ResultFacts(TileResults results, int cell) {
        this.results = results;
        this.cell = cell;
    }

    /** What made a cell's values: revision, forecast, retrieval, analysis, in the order in which it was computed. */
    public static List<Fact> result(TileResults results, int cell) {
        var facts = new ResultFacts(results, cell);
        facts.result();
        return facts.facts;
    }

    /** Where the values rank; empty when the model version has no climatology. */
    public static List<Fact> rank(TileResults results, int cell) {
        var facts = new ResultFacts(results, cell);
        facts.rank();
        return facts.facts;
    }

    /** D0 … D4, W0 … W4 or NORMAL. */
    public static String className(int droughtClass) {
        if (droughtClass == 0) {
            return "NORMAL";
        }
        return droughtClass > 0 ? "D" + (droughtClass - 1) : "W" + (-droughtClass - 1);
    }

    private void result() {
        int quality = results.scaled(ResultColumn.QUALITY, cell);
        tell(
                "result",
                "revision %d, issue %d, start %d of the job",
                results.origin().revision(),
                results.origin().issue(),
                results.origin().epoch());
        tell(
                "forecast",
                "top 5 cm %s%s",
                withDeviation(ResultColumn.SURFACE_FORECAST, ResultColumn.SURFACE_FORECAST_SD),
                (quality & QualityFlags.FORECAST_CORRECTED) == 0 ? "" : ", with the learned correction");
        float observed = value(ResultColumn.OBSERVED);
        tell("retrieval", "%s%s", m3PerM3(observed), Float.isNaN(observed) ? "" : ", " + fate(quality));
        tell("innovation", "%s", m3PerM3(value(ResultColumn.INNOVATION)));
        tell(
                "analysis",
                "top 5 cm %s, top metre %s",
                withDeviation(ResultColumn.SURFACE_MEAN, ResultColumn.SURFACE_SD),
                withDeviation(ResultColumn.ROOT_ZONE_MEAN, ResultColumn.ROOT_ZONE_SD));
        tell("open loop", "top 5 cm %s", m3PerM3(value(ResultColumn.SURFACE_OPEN_LOOP)));
        float increment = value(ResultColumn.INCREMENT);
        tell(
                "increment",
                "%s",
                Float.isNaN(increment)
                        ? "unknown"
                        : String.format(Locale.ROOT, "%+.3f mm of water not from weather", increment));
    }

    private static String fate(int quality) {
        if ((quality & QualityFlags.RETRIEVAL_ASSIMILATED) != 0) {
            return "assimilated";
        }
        List<String> reasons = QualityFlags.refusals(quality);
        return "not assimilated: " + (reasons.isEmpty() ? "no reason is noted" : String.join("; ", reasons));
    }

    private void rank() {
        float percentile = value(ResultColumn.ROOT_ZONE_PERCENTILE);
        if (!Float.isNaN(percentile)) {
            tell(
                    "percentile",
                    "top 5 cm %.2f, top metre %.2f: class %s, probability of it or a drier one %.2f",
                    value(ResultColumn.SURFACE_PERCENTILE),
                    percentile,
                    className(results.scaled(ResultColumn.DROUGHT_CLASS, cell)),
                    value(ResultColumn.DROUGHT_PROBABILITY));
        }
    }

    private String withDeviation(ResultColumn mean, ResultColumn deviation) {
        float value = value(deviation);
        return m3PerM3(value(mean)) + (Float.isNaN(value) ? "" : String.format(Locale.ROOT, " (sd %.4f)", value));
    }

    private float value(ResultColumn column) {
        return results.value(column, cell);
    }

    private static String m3PerM3(float value) {
        return Float.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.4f m3/m3", value);
    }

    private void tell(String about, String format, Object... values) {
        facts.add(new Fact(about, String.format(Locale.ROOT, format, values)));
    }
}
