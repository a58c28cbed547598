package org.soilcast.laboratory.report;

import java.util.List;
import java.util.Locale;
import org.soilcast.laboratory.evaluation.ResultRow;
import org.soilcast.laboratory.verification.VerificationMetric;

/** Figures of a verification, a line each: model, split, figure, median and mean over cells, their number, and the days. */
final class VerificationTable {
    private static final String FORMAT = "  %-32s %-8s %-32s %9s %9s %5s  %s";

    private VerificationTable() {}

    /** The lines of those rows that are a verification's. */
    static List<String> lines(List<ResultRow> rows) {
        return rows.stream()
                .filter(row -> VerificationMetric.isOne(row.metric()))
                .map(row -> line(
                        row.model(),
                        row.split(),
                        row.metric(),
                        number(row.median()),
                        number(row.mean()),
                        row.cells(),
                        row.from() + ".." + row.to()))
                .toList();
    }

    /** The other rows. */
    static List<ResultRow> others(List<ResultRow> rows) {
        return rows.stream()
                .filter(row -> !VerificationMetric.isOne(row.metric()))
                .toList();
    }

    /** A section of the page, with what each figure is; nothing without any. */
    static String section(List<ResultRow> rows) {
        List<String> lines = lines(rows);
        if (lines.isEmpty()) {
            return "";
        }
        var html = new StringBuilder("<h2>Verification</h2>\n<p>The analysis (the filter's, after a day's retrieval)"
                + " and the open loop of the same parameters against what neither has seen, and the filter's own"
                + " health. Percentiles are ranks among the training days.</p>\n<pre>");
        html.append(line("model", "split", "figure", "median", "mean", "cells", "days"))
                .append('\n');
        lines.forEach(line -> html.append(Svg.escaped(line)).append('\n'));
        html.append("</pre>\n<ul>\n");
        for (VerificationMetric metric : VerificationMetric.values()) {
            if (rows.stream().anyMatch(row -> row.metric().equals(metric.label()))) {
                html.append("<li><code>")
                        .append(metric.label())
                        .append("</code>: ")
                        .append(Svg.escaped(metric.text()))
                        .append("</li>\n");
            }
        }
        return html.append("</ul>\n").toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String line(Object... fields) {
        return String.format(Locale.ROOT, FORMAT, fields);
    }
}
