package org.soilcast.laboratory.competitors;

import java.util.Arrays;
import org.soilcast.learning.history.CellHistory;

/**
 * The last retrieval y, drawn towards the cell's mean m of the training days as it ages: m + ρ^age·(y − m), age in days. The
 * ρ of each cell is that of {@value #STEPS} between 0 and 1 with the least square error on the training days.
 */
public record DampedPersistence() implements Competitor {
    private static final int STEPS = 101;

    @Override
    public String name() {
        return "damped-persistence";
    }

    @Override
    public Scope scope() {
        return Scope.PER_CELL;
    }

    @Override
    public Prediction predict(LearningTask task) {
        CellHistory history = task.target();
        int cells = history.cells().size();
        int training = task.training().span().days();
        var surface = new float[history.span().days() * cells];
        Arrays.fill(surface, Float.NaN);
        for (int cell = 0; cell < cells; cell++) {
            predict(history, cell, training, surface);
        }
        return new Prediction.Surface(surface);
    }

    private static void predict(CellHistory history, int cell, int training, float[] surface) {
        double mean = mean(history, cell, training);
        double best = Double.POSITIVE_INFINITY;
        double bestDamping = 1;
        for (int step = 0; step < STEPS; step++) {
            double damping = (double) step / (STEPS - 1);
            double squares = run(history, cell, training, mean, damping, new float[0]);
            if (squares < best) {
                best = squares;
                bestDamping = damping;
            }
        }
        run(history, cell, history.span().days(), mean, bestDamping, surface);
    }

    /** Mean of the recommended retrievals of the training days, m3/m3; NaN without any. */
    private static double mean(CellHistory history, int cell, int training) {
        double sum = 0;
        int count = 0;
        for (int day = 0; day < training; day++) {
            float retrieval = history.recommendedRetrieval(day, cell);
            if (!Float.isNaN(retrieval)) {
                sum += retrieval;
                count++;
            }
        }
        return sum / count;
    }

    /** Sum of squares of retrieval less prediction over some days; the predictions are written where there is room. */
    private static double run(CellHistory history, int cell, int days, double mean, double damping, float[] surface) {
        int cells = history.cells().size();
        double anomaly = 0;
        double squares = 0;
        for (int day = 0; day < days; day++) {
            anomaly *= damping;
            double predicted = mean + anomaly;
            if (surface.length > 0) {
                surface[day * cells + cell] = (float) predicted;
            }
            float retrieval = history.recommendedRetrieval(day, cell);
            if (!Float.isNaN(retrieval)) {
                squares += (retrieval - predicted) * (retrieval - predicted);
                anomaly = retrieval - mean;
            }
        }
        return squares;
    }
}
