package org.soilcast.laboratory.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.score.CellScores;
import org.soilcast.learning.score.Metric;

/**
 * Whether learned parameters are worth something outside the model that they were learned in: what the paper that learned
 * them with a scale and a bias of each cell could not show.
 */
public final class LandChecks {
    /** Change of a cell's RMSE when its parameters run in the reference with 24 steps a day, m3/m3. */
    public static final String TRANSFER = "transfer_rmse_change";
    /** Evapotranspiration over what Budyko's curve expects of the cell's climate. */
    public static final String BUDYKO = "evapotranspiration_over_budyko";
    /** Followed by a parameter's name: the mean is the share of cells where it is within 1 % of a bound. */
    public static final String AT_BOUND = "at_bound_";

    private static final double NEAR_BOUND = 0.01;

    private final CellHistory history;
    private final LocalDate trainTo;
    private final LocalDate from;

    /**
     * @param history all cells, from the first training day to the last one judged
     * @param trainTo last training day
     * @param from first day judged
     */
    public LandChecks(CellHistory history, LocalDate trainTo, LocalDate from) {
        this.history = history;
        this.trainTo = trainTo;
        this.from = from;
    }

    /**
     * The rows of an outcome; none when it is not of the land model. Bounds have a row for each parameter.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public List<ResultRow> rows(Outcome outcome) throws InterruptedException {
        if (outcome.land().isEmpty()) {
            return List.of();
        }
        Outcome.Land land = outcome.land().orElseThrow();
        List<ResultRow> rows = new ArrayList<>();
        rows.add(row(outcome, BUDYKO, overBudyko(land.evapotranspirationMm())));
        rows.add(row(outcome, TRANSFER, transfer(outcome, land.parameters())));
        for (Parameter parameter : Parameter.values()) {
            rows.add(row(
                    outcome,
                    AT_BOUND + parameter.name().toLowerCase(Locale.ROOT),
                    atBound(parameter, land.parameters(), history.cells().size())));
        }
        return rows;
    }

    /**
     * Budyko's evaporative index E/P of an aridity index φ = PET/P: √(φ·tanh(1/φ)·(1 − e^−φ)) (Budyko 1974, Climate and
     * Life, Academic Press).
     */
    static double budyko(double aridity) {
        return Math.sqrt(aridity * Math.tanh(1 / aridity) * (1 - Math.exp(-aridity)));
    }

    /** 1 in cells where a parameter is within 1 % of the way between its bounds of one of them, else 0; NaN of NaN. */
    static double[] atBound(Parameter parameter, float[] parameters, int cells) {
        return IntStream.range(0, cells)
                .mapToDouble(cell -> parameter.toUnit(parameters[parameter.ordinal() * cells + cell]))
                .map(unit -> Double.isNaN(unit) ? unit : unit < NEAR_BOUND || unit > 1 - NEAR_BOUND ? 1 : 0)
                .toArray();
    }

    private double[] overBudyko(float[] evapotranspirationMm) {
        CellHistory training = history.between(history.span().first(), trainTo);
        NetworkInputs normals = training.forcing().normals();
        int days = training.span().days();
        return IntStream.range(0, training.cells().size())
                .mapToDouble(cell -> {
                    double precipitation = normals.value("mean_precipitation_mm_per_day", cell);
                    double demand = normals.value("mean_pet_mm_per_day", cell);
                    double expected = precipitation * budyko(demand / precipitation);
                    return evapotranspirationMm[cell] / days / expected;
                })
                .toArray();
    }

    private double[] transfer(Outcome outcome, float[] parameters) throws InterruptedException {
        float[] start = LandRun.settled(history, trainTo, parameters);
        float[] surface = LandRun.reference(history, parameters, start);
        CellScores reference =
                CellScores.of(history.between(from, history.span().last()), ResultRow.from(surface, history, from));
        CellScores kernel = ResultRow.scores(outcome, history, from);
        return IntStream.range(0, history.cells().size())
                .mapToDouble(cell -> reference.of(Metric.RMSE, cell) - kernel.of(Metric.RMSE, cell))
                .toArray();
    }

    private ResultRow row(Outcome outcome, String name, double[] values) {
        double[] defined =
                java.util.Arrays.stream(values).filter(Double::isFinite).toArray();
        return new ResultRow(
                outcome.model(),
                outcome.split().label(),
                Regimes.ALL,
                name,
                CellScores.median(defined),
                java.util.Arrays.stream(defined).average().orElse(0),
                defined.length,
                from,
                history.span().last(),
                outcome.coreSeconds());
    }
}
