package org.soilcast.laboratory.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.soilcast.laboratory.evaluation.Outcome;
import org.soilcast.laboratory.evaluation.Regimes;
import org.soilcast.laboratory.evaluation.ResultRow;
import org.soilcast.laboratory.evaluation.Scaling;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.score.CellScores;
import org.soilcast.learning.score.Metric;

/** An evaluation as one page of HTML that needs no other file. */
public final class ReportPage {
    private static final int SERIES_MODELS = 4;
    private static final double SMALL = 380;
    private static final double WIDE = 1180;

    private final CellHistory history;
    private final LocalDate from;
    private final Regimes regimes;
    private final List<Outcome> outcomes;
    private final StringBuilder html = new StringBuilder();

    /**
     * @param history all cells and days of the outcomes
     * @param from first day judged
     */
    public ReportPage(CellHistory history, LocalDate from, Regimes regimes, List<Outcome> outcomes) {
        this.history = history;
        this.from = from;
        this.regimes = regimes;
        this.outcomes = List.copyOf(outcomes);
    }

    /**
     * The page.
     *
     * @param title what was evaluated
     * @param command what to type to get it again
     * @param rows figures of all outcomes
     * @param scaling how skill grows with the cells learned from; may be empty
     */
    public String html(String title, String command, List<ResultRow> rows, List<Scaling.Point> scaling) {
        html.setLength(0);
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(Svg.escaped(title))
                .append(
                        "</title><style>body{font:14px sans-serif;margin:24px;max-width:1240px}"
                                + "svg{font:11px sans-serif;margin:4px}pre{font-size:11px;overflow-x:auto}</style></head><body>\n");
        html.append("<h1>").append(Svg.escaped(title)).append("</h1>\n<p>Made by <code>");
        html.append(Svg.escaped(command)).append("</code></p>\n");
        section("Skill");
        html.append(
                "<p>Soil moisture in m3/m3. Each metric is of one cell over its days with retrievals, then median"
                        + " and mean over cells. Split “trained”: cells that the model learned from; “unseen”: of blocks of 4 × 4"
                        + " degrees it has not seen, or for a bundle cells it has not learned from, though neighbours it may. Dry, middle and wet are terciles of the mean retrieval in the training days."
                        + " Transfer: mean change of RMSE with the same parameters in the reference model. At bound: share of"
                        + " cells within 1 % of a bound, for the worst parameter. Core seconds: learning for all cells.</p>\n<pre>");
        ResultTable.lines(VerificationTable.others(rows))
                .forEach(line -> html.append(Svg.escaped(line)).append('\n'));
        html.append("</pre>\n");
        html.append(VerificationTable.section(rows));
        if (!scaling.isEmpty()) {
            scaling(scaling);
        }
        errorMaps();
        scatter();
        series();
        outcomes.stream()
                .filter(outcome -> outcome.land().isPresent())
                .max(Comparator.comparing((Outcome outcome) -> outcome.model().startsWith("g_"))
                        .thenComparing(Outcome::model))
                .ifPresent(this::parameterMaps);
        return html.append("</body></html>\n").toString();
    }

    private void section(String heading) {
        html.append("<h2>").append(Svg.escaped(heading)).append("</h2>\n");
    }

    private void scaling(List<Scaling.Point> points) {
        section("Skill and cost with fewer cells to learn from");
        html.append(
                "<p>RMSE at the cells of the other half of the blocks, median over cells; models that learn each cell"
                        + " by itself have no other cells and show the ones learned from.</p>\n");
        html.append("<pre>");
        points.forEach(point -> html.append(Svg.escaped(point.text())).append('\n'));
        html.append("</pre>\n");
        List<String> models =
                points.stream().map(Scaling.Point::model).distinct().toList();
        List<Chart.Series> skill = new ArrayList<>();
        List<Chart.Series> cost = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            String model = models.get(i);
            List<Scaling.Point> own =
                    points.stream().filter(point -> point.model().equals(model)).toList();
            double[] cells = own.stream().mapToDouble(Scaling.Point::cells).toArray();
            String colour = Svg.COLOURS.get(i % Svg.COLOURS.size());
            skill.add(new Chart.Series(
                    model,
                    colour,
                    true,
                    cells,
                    own.stream().mapToDouble(Scaling.Point::medianRmse).toArray()));
            cost.add(new Chart.Series(
                    model,
                    colour,
                    true,
                    cells,
                    own.stream().mapToDouble(Scaling.Point::coreSeconds).toArray()));
        }
        html.append(new Chart("Skill", "cells learned from, both halves", "median RMSE, m3/m3", true, 560).svg(skill));
        html.append(new Chart("Cost", "cells learned from, both halves", "core seconds", true, 560).svg(cost));
    }

    private void errorMaps() {
        section("Where the errors are: RMSE of each cell, m3/m3");
        for (Outcome outcome : outcomes) {
            CellScores scores = ResultRow.scores(outcome, history, from);
            double[] rmse = IntStream.range(0, history.cells().size())
                    .mapToDouble(cell -> scores.of(Metric.RMSE, cell))
                    .toArray();
            html.append(CellMap.svg(name(outcome), 0.01, 0.10, history.cells(), rmse));
        }
    }

    private void scatter() {
        section("Mean moisture of each cell: predicted against retrieved, m3/m3");
        CellHistory judged = history.between(from, history.span().last());
        int begin = history.span().day(from);
        int cells = history.cells().size();
        for (Outcome outcome : outcomes) {
            List<Chart.Series> terciles = new ArrayList<>();
            for (String regime : Regimes.TERCILES) {
                int[] own = IntStream.range(0, cells)
                        .filter(cell -> regimes.contains(regime, cell))
                        .toArray();
                double[] retrieved = IntStream.of(own)
                        .mapToDouble(cell -> Regimes.meanRetrieval(judged, cell))
                        .toArray();
                double[] predicted = IntStream.of(own)
                        .mapToDouble(cell -> IntStream.range(0, judged.span().days())
                                .filter(day -> !Float.isNaN(judged.recommendedRetrieval(day, cell)))
                                .mapToDouble(day -> outcome.surface()[(begin + day) * cells + cell])
                                .filter(Double::isFinite)
                                .average()
                                .orElse(Double.NaN))
                        .toArray();
                String colour = Svg.COLOURS.get(List.of(1, 2, 0).get(terciles.size()));
                terciles.add(new Chart.Series(regime, colour, false, retrieved, predicted));
            }
            html.append(new Chart(name(outcome), "retrieved", "predicted", false, SMALL).square(terciles));
        }
    }

    /** The cell in the middle of each tercile by the last model's error. */
    private void series() {
        section("Days of a dry, a middle and a wet cell");
        List<Outcome> shown = shown();
        if (shown.isEmpty()) {
            return;
        }
        CellScores last = ResultRow.scores(shown.get(shown.size() - 1), history, from);
        for (String regime : Regimes.TERCILES) {
            int[] byError = IntStream.range(0, history.cells().size())
                    .filter(cell -> regimes.contains(regime, cell) && last.cells(Metric.RMSE, own -> own == cell) > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(cell -> last.of(Metric.RMSE, cell)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            Optional<Integer> middle =
                    byError.length == 0 ? Optional.empty() : Optional.of(byError[byError.length / 2]);
            middle.ifPresent(cell -> html.append(chart(regime, cell, shown)));
        }
    }

    private String chart(String regime, int cell, List<Outcome> shown) {
        int begin = history.span().day(from);
        int days = history.span().days();
        int cells = history.cells().size();
        double[] x =
                IntStream.range(begin, days).mapToDouble(day -> day - begin).toArray();
        List<Chart.Series> series = new ArrayList<>();
        for (Outcome outcome : shown) {
            series.add(new Chart.Series(
                    name(outcome),
                    Svg.COLOURS.get(series.size()),
                    true,
                    x,
                    IntStream.range(begin, days)
                            .mapToDouble(day -> outcome.surface()[day * cells + cell])
                            .toArray()));
        }
        series.add(new Chart.Series(
                "retrieval",
                "#000000",
                false,
                x,
                IntStream.range(begin, days)
                        .mapToDouble(day -> history.recommendedRetrieval(day, cell))
                        .toArray()));
        String title = "Cell " + history.cells().get(cell).id() + ", " + regime;
        return new Chart(title, "days from " + from, "surface soil moisture, m3/m3", false, WIDE).svg(series);
    }

    private List<Outcome> shown() {
        List<Outcome> shown = outcomes.stream()
                .filter(outcome -> outcome.land().isPresent() || outcome.model().startsWith("lstm"))
                .toList();
        return shown.subList(Math.max(0, shown.size() - SERIES_MODELS), shown.size());
    }

    private void parameterMaps(Outcome outcome) {
        section("Parameters of " + name(outcome));
        int cells = history.cells().size();
        float[] parameters = outcome.land().orElseThrow().parameters();
        for (Parameter parameter : Parameter.values()) {
            double[] values = IntStream.range(0, cells)
                    .mapToDouble(cell -> parameters[parameter.ordinal() * cells + cell])
                    .toArray();
            html.append(CellMap.svg(parameter.name().toLowerCase(Locale.ROOT), history.cells(), values));
        }
    }

    private static String name(Outcome outcome) {
        return outcome.model() + ", " + outcome.split().label();
    }
}
