package org.soilcast.dayline.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.land.bundle.BundleSections.Tensor;

/**
 * What a bundle says of forecasts: their calibration, apart for traces and for given weather, which knows the rain to come.
 * Section {@value #SECTION}, which may be missing: {@code traces.mean} and {@code given.mean} {@code [span][term]}, {@code
 * traces.variance} and {@code given.variance} likewise, and {@code retrieval_sd}.
 *
 * @param traces of each span of {@link ForecastSpan}, in their order
 * @param given the same for given weather
 * @param retrievalSdM3PerM3 what of the variance is the retrieval's own error, m3/m3
 */
public record ForecastNumbers(List<SpanNumbers> traces, List<SpanNumbers> given, float retrievalSdM3PerM3) {
    private static final String SECTION = "forecast";
    private static final String RETRIEVAL_SD = "retrieval_sd";
    private static final String TRACES = "traces";
    private static final String GIVEN = "given";

    public ForecastNumbers {
        traces = List.copyOf(traces);
        given = List.copyOf(given);
        if (traces.isEmpty() || given.isEmpty() || !(retrievalSdM3PerM3 >= 0)) {
            throw new IllegalArgumentException("no calibration: " + traces.size() + " spans of traces, " + given.size()
                    + " of given weather, retrieval " + retrievalSdM3PerM3 + " m3/m3");
        }
    }

    /** The numbers of each span under a weather; a span that is not wholly of given days has those of traces. */
    public List<SpanNumbers> of(ForecastWeather weather) {
        List<ForecastSpan> spans = ForecastSpan.of(weather.days());
        int known = Math.min(spans.size(), Math.min(traces.size(), given.size()));
        return IntStream.range(0, known)
                .mapToObj(i -> (spans.get(i).lastLead() <= weather.givenDays() ? given : traces).get(i))
                .toList();
    }

    /**
     * Reads them from a bundle's sections.
     *
     * @throws IllegalArgumentException if the section is there but not as described
     */
    public static Optional<ForecastNumbers> of(BundleSections sections) {
        SortedMap<String, Tensor> section = sections.section(SECTION);
        return section.isEmpty()
                ? Optional.empty()
                : Optional.of(new ForecastNumbers(
                        spans(section, TRACES),
                        spans(section, GIVEN),
                        rows(section, RETRIEVAL_SD, 1).get(0)[0]));
    }

    /** The sections of a bundle with these in place of its own. */
    public BundleSections into(BundleSections sections) {
        SortedMap<String, Tensor> section = new TreeMap<>();
        put(section, TRACES, traces);
        put(section, GIVEN, given);
        section.put(RETRIEVAL_SD, Tensor.of(retrievalSdM3PerM3));
        return sections.with(SECTION, section);
    }

    private static void put(SortedMap<String, Tensor> section, String kind, List<SpanNumbers> spans) {
        section.put(
                kind + ".mean", tensor(spans.stream().map(SpanNumbers::ofMean).toList()));
        section.put(
                kind + ".variance",
                tensor(spans.stream().map(SpanNumbers::ofVariance).toList()));
    }

    private static Tensor tensor(List<float[]> rows) {
        int width = rows.get(0).length;
        var values = new float[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, values, row * width, width);
        }
        return new Tensor(List.of(rows.size(), width), values);
    }

    private static List<SpanNumbers> spans(SortedMap<String, Tensor> section, String kind) {
        List<float[]> means = rows(section, kind + ".mean", Predictors.MEAN_TERMS);
        List<float[]> variances = rows(section, kind + ".variance", Predictors.VARIANCE_TERMS);
        if (means.size() != variances.size()) {
            throw new IllegalArgumentException(
                    kind + " has means of " + means.size() + " spans and variances of " + variances.size());
        }
        List<SpanNumbers> spans = new ArrayList<>();
        for (int span = 0; span < means.size(); span++) {
            spans.add(new SpanNumbers(means.get(span), variances.get(span)));
        }
        return spans;
    }

    private static List<float[]> rows(SortedMap<String, Tensor> section, String name, int width) {
        Tensor tensor = section.get(name);
        if (tensor == null || tensor.values().length % width != 0) {
            throw new IllegalArgumentException("section " + SECTION + ": expected " + name + " in rows of " + width
                    + ", found " + (tensor == null ? "none" : tensor.dimensions()));
        }
        List<float[]> rows = new ArrayList<>();
        for (int at = 0; at < tensor.values().length; at += width) {
            rows.add(Arrays.copyOfRange(tensor.values(), at, at + width));
        }
        return rows;
    }
}
