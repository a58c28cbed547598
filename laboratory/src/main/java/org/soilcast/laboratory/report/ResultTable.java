package org.soilcast.laboratory.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.soilcast.laboratory.evaluation.InnovationHealth;
import org.soilcast.laboratory.evaluation.LandChecks;
import org.soilcast.laboratory.evaluation.Regimes;
import org.soilcast.laboratory.evaluation.ResultRow;
import org.soilcast.learning.score.Metric;

/** Rows as one aligned table, a line for each model and split: median/mean over cells. */
public final class ResultTable {
    private static final List<String> COLUMNS = List.of("bias", "rmse", "ubrmse", "r", "kge");
    private static final String FORMAT = "%-26s %-8s %11s %11s %11s %11s %11s  %11s %11s %11s %9s %10s %8s %9s";

    private ResultTable() {}

    /** The lines, heading first. */
    public static List<String> lines(List<ResultRow> rows) {
        Map<String, List<ResultRow>> byModel = new LinkedHashMap<>();
        for (ResultRow row : rows) {
            byModel.computeIfAbsent(row.model() + "\n" + row.split(), key -> new ArrayList<>())
                    .add(row);
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "median/mean over cells",
                "split",
                "bias",
                "RMSE",
                "ubRMSE",
                "R",
                "KGE",
                "RMSE dry",
                "middle",
                "wet",
                "transfer",
                "ET/Budyko",
                "at bound",
                "core s"));
        byModel.values().forEach(one -> {
            lines.add(line(one));
            innovations(one).ifPresent(lines::add);
        });
        return lines;
    }

    private static String line(List<ResultRow> rows) {
        List<Object> fields =
                new ArrayList<>(List.of(rows.get(0).model(), rows.get(0).split()));
        COLUMNS.forEach(metric -> fields.add(pair(rows, Regimes.ALL, metric)));
        Regimes.TERCILES.forEach(regime -> fields.add(pair(rows, regime, Metric.RMSE.label())));
        fields.add(find(rows, Regimes.ALL, LandChecks.TRANSFER)
                .map(row -> text("%.4f", row.mean()))
                .orElse(""));
        fields.add(find(rows, Regimes.ALL, LandChecks.BUDYKO)
                .map(row -> text("%.3f", row.median()))
                .orElse(""));
        fields.add(rows.stream()
                .filter(row -> row.metric().startsWith(LandChecks.AT_BOUND))
                .map(ResultRow::mean)
                .max(Double::compare)
                .map(share -> text("%.1f %%", 100 * share))
                .orElse(""));
        fields.add(text("%.1f", rows.get(0).coreSeconds()));
        return line(fields.toArray());
    }

    /** What a forecast knows of its own error; nothing of models that say nothing of it. */
    private static Optional<String> innovations(List<ResultRow> rows) {
        return find(rows, Regimes.ALL, InnovationHealth.SD)
                .map(sd -> String.format(
                        Locale.ROOT,
                        "  innovations: mean %s m3/m3, standardised deviation %.2f, lag-1 %.2f, %.1f %% within 10–90 %%",
                        find(rows, Regimes.ALL, InnovationHealth.MEAN)
                                .map(row -> shortened(row.mean()))
                                .orElse("-"),
                        sd.mean(),
                        find(rows, Regimes.ALL, InnovationHealth.LAG_1)
                                .map(ResultRow::mean)
                                .orElse(Double.NaN),
                        find(rows, Regimes.ALL, InnovationHealth.COVERAGE)
                                .map(row -> 100 * row.mean())
                                .orElse(Double.NaN)));
    }

    private static String pair(List<ResultRow> rows, String regime, String metric) {
        return find(rows, regime, metric)
                .map(row -> shortened(row.median()) + "/" + shortened(row.mean()))
                .orElse("");
    }

    private static Optional<ResultRow> find(List<ResultRow> rows, String regime, String metric) {
        return rows.stream()
                .filter(row -> row.regime().equals(regime) && row.metric().equals(metric))
                .findFirst();
    }

    /** Four decimals without the zero before the point. */
    private static String shortened(double value) {
        return text("%.4f", value).replaceFirst("^(-?)0\\.", "$1.");
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String line(Object... fields) {
        return String.format(Locale.ROOT, FORMAT, fields).stripTrailing();
    }
}
