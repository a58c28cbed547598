package org.soilcast.laboratory.competitors;

import org.soilcast.learning.history.CellHistory;

/**
 * Every year is like the training year: mean and harmonics of the day of the year, fitted to each cell's own training
 * retrievals by least squares. With 0 harmonics it is the cell's training mean.
 *
 * <p>One year with a gap in winter does not determine harmonics: an amplitude is held towards 0 as if by
 * {@value #PRIOR_RETRIEVALS} further retrievals, the mean is not.
 */
public record Climatology(int harmonics) implements Competitor {
    private static final double DAYS_PER_YEAR = 365.25;
    private static final double PRIOR_RETRIEVALS = 5;

    @Override
    public String name() {
        return harmonics == 0 ? "training-mean" : "climatology";
    }

    @Override
    public Scope scope() {
        return Scope.PER_CELL;
    }

    @Override
    public Prediction predict(LearningTask task) {
        CellHistory target = task.target();
        CellHistory training = task.targetInTraining();
        int cells = target.cells().size();
        int days = target.span().days();
        var surface = new float[days * cells];
        for (int cell = 0; cell < cells; cell++) {
            double[] coefficients = fit(training, cell);
            for (int day = 0; day < days; day++) {
                double[] terms = terms(target, day);
                double sum = 0;
                for (int i = 0; i < terms.length; i++) {
                    sum += coefficients[i] * terms[i];
                }
                surface[day * cells + cell] = (float) sum;
            }
        }
        return new Prediction.Surface(surface);
    }

    private double[] fit(CellHistory training, int cell) {
        int unknowns = 1 + 2 * harmonics;
        var normal = new double[unknowns][unknowns + 1];
        for (int i = 1; i < unknowns; i++) {
            normal[i][i] = PRIOR_RETRIEVALS / 2; // the mean square of a harmonic is one half
        }
        for (int day = 0; day < training.span().days(); day++) {
            float retrieval = training.recommendedRetrieval(day, cell);
            if (!Float.isNaN(retrieval)) {
                double[] terms = terms(training, day);
                for (int i = 0; i < unknowns; i++) {
                    for (int j = 0; j < unknowns; j++) {
                        normal[i][j] += terms[i] * terms[j];
                    }
                    normal[i][unknowns] += terms[i] * retrieval;
                }
            }
        }
        return solve(normal);
    }

    /** 1, then cosine and sine of each harmonic. */
    private double[] terms(CellHistory history, int day) {
        var terms = new double[1 + 2 * harmonics];
        terms[0] = 1;
        double year = (history.span().first().toEpochDay() + day) / DAYS_PER_YEAR;
        for (int harmonic = 1; harmonic <= harmonics; harmonic++) {
            terms[2 * harmonic - 1] = StrictMath.cos(2 * Math.PI * harmonic * year);
            terms[2 * harmonic] = StrictMath.sin(2 * Math.PI * harmonic * year);
        }
        return terms;
    }

    /** Gauss elimination; the matrix is positive definite, unless there is no retrieval: then all is NaN. */
    private static double[] solve(double[][] normal) {
        int unknowns = normal.length;
        for (int column = 0; column < unknowns; column++) {
            for (int row = column + 1; row < unknowns; row++) {
                double factor = normal[row][column] / normal[column][column];
                for (int i = column; i <= unknowns; i++) {
                    normal[row][i] -= factor * normal[column][i];
                }
            }
        }
        var solution = new double[unknowns];
        for (int row = unknowns - 1; row >= 0; row--) {
            double rest = normal[row][unknowns];
            for (int i = row + 1; i < unknowns; i++) {
                rest -= normal[row][i] * solution[i];
            }
            solution[row] = rest / normal[row][row];
        }
        return solution;
    }
}
