package org.soilcast.laboratory.report;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.laboratory.competitors.Competitor;
import org.soilcast.laboratory.competitors.DayForecast;
import org.soilcast.laboratory.evaluation.BundleSplit;
import org.soilcast.laboratory.evaluation.Evaluation;
import org.soilcast.laboratory.evaluation.LandChecks;
import org.soilcast.laboratory.evaluation.Outcome;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.laboratory.evaluation.Regimes;
import org.soilcast.laboratory.evaluation.ResultRow;
import org.soilcast.laboratory.evaluation.Scaling;
import org.soilcast.laboratory.verification.Observations;
import org.soilcast.laboratory.verification.Verification;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.training.TrainedNetwork;

/** Models one after another, each printed as soon as it has been judged. */
public final class Comparison {
    private final Evaluation evaluation;
    private final LocalDate from;
    private final PrintWriter out;
    private final Regimes regimes;
    private final LandChecks checks;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<ResultRow> rows = new ArrayList<>();
    private final List<Scaling.Point> scaling = new ArrayList<>();
    private final Verification verification;

    /**
     * @param from first day judged
     * @param observations what the cells can be compared with beside retrievals, of all days of the evaluation
     * @param out where the table is printed
     */
    public Comparison(Evaluation evaluation, LocalDate from, Observations observations, PrintWriter out) {
        this.evaluation = evaluation;
        verification = new Verification(
                evaluation.history(), evaluation.training().span().last(), from, observations);
        this.from = from;
        this.out = out;
        regimes = Regimes.of(evaluation.training());
        checks = new LandChecks(
                evaluation.history(), evaluation.training().span().last(), from);
    }

    /**
     * Judges a competitor in these splits.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public void add(Competitor competitor, Set<Split> splits) throws InterruptedException {
        judge(evaluation.run(competitor, splits));
    }

    /**
     * Judges an expert for each tercile.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public void addExperts(Competitor competitor, Set<Split> splits) throws InterruptedException {
        judge(evaluation.runExperts(competitor, splits));
    }

    /**
     * Judges a bundle; the cells it has learned from and the others apart.
     *
     * @param split of the cells of the evaluation
     * @throws InterruptedException when the thread is interrupted
     */
    public void add(String name, ParameterBundle bundle, BundleSplit split) throws InterruptedException {
        DayNumbers numbers = DayNumbers.of(bundle.sections());
        float[] parameters = new TrainedNetwork(bundle.scaling(), bundle.weights()).parameters(evaluation.training());
        bundle.manifest()
                .training()
                .filter(days -> !from.isAfter(days.last()))
                .ifPresent(days -> out.println(name + ": it learned until " + days.last()
                        + ", so the days judged are not new to it, only the cells are"));
        List<Outcome> judged = new ArrayList<>();
        for (Split one : split.judged()) {
            judged.add(evaluation.ofParameters(name, one, split.only(one, parameters)));
            for (DayForecast.Part part : DayForecast.Part.values()) {
                if (part.isIn(numbers)) {
                    judged.add(evaluation.ofNumbers(name, one, part, parameters, numbers, split.cells(one)));
                }
            }
        }
        judge(judged);
        for (Split one : split.judged()) {
            of(name, DayForecast.Part.FORECAST, one)
                    .ifPresent(forecast -> of(name, DayForecast.Part.RESIDUAL_FILTER, one)
                            .ifPresent(other -> verified(verification.comparison(forecast, other))));
            if (numbers.filter().isPresent()) {
                verified(verification.ofAnalysis(name, one, parameters, numbers, split.cells(one)));
            }
        }
    }

    /** What a part of a bundle has made of a split, if it has. */
    private Optional<Outcome> of(String bundle, DayForecast.Part part, Split split) {
        return outcomes.stream()
                .filter(outcome -> outcome.model().equals(bundle + "-" + part.label()) && outcome.split() == split)
                .findFirst();
    }

    private void verified(List<ResultRow> figures) {
        rows.addAll(figures);
        VerificationTable.lines(figures).forEach(out::println);
        out.flush();
    }

    /**
     * Learns from ever more cells.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public void addScaling(Competitor competitor) throws InterruptedException {
        List<Scaling.Point> points = Scaling.of(evaluation, competitor, from);
        scaling.addAll(points);
        points.forEach(point -> {
            out.println(point.text());
            rows.add(point.row(from, evaluation.history().span().last()));
        });
        out.flush();
    }

    /** All figures so far. */
    public List<ResultRow> rows() {
        return rows;
    }

    /** All of it as a page. */
    public String page(String title, String command) {
        return new ReportPage(evaluation.history(), from, regimes, outcomes).html(title, command, rows, scaling);
    }

    private void judge(List<Outcome> judged) throws InterruptedException {
        for (Outcome outcome : judged) {
            List<ResultRow> own = new ArrayList<>(ResultRow.of(outcome, evaluation.history(), from, regimes));
            own.addAll(checks.rows(outcome));
            rows.addAll(own);
            List<String> lines = ResultTable.lines(own);
            lines.subList(outcomes.isEmpty() ? 0 : 1, lines.size()).forEach(out::println);
            outcomes.add(outcome);
            verified(verification.ofPrediction(outcome));
        }
    }
}
