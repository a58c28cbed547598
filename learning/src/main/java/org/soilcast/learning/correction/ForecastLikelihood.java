package org.soilcast.learning.correction;

import org.soilcast.learning.history.CellHistory;

/**
 * How likely the retrievals of a history are under what was forecast of them. With y the retrieval, f its forecast and s the
 * standard deviation expected around it,
 *
 * <pre>  L = mean of ln s + (y − f)²/(2·s²) </pre>
 *
 * <p>over recommended retrievals: it asks for small errors and for knowing how large they are.
 */
public final class ForecastLikelihood {
    private ForecastLikelihood() {}

    /** L from a day on, 0-based; the smaller the likelier; NaN without retrievals. */
    public static double loss(CellHistory history, ForecastRun.Forecasts forecasts, int firstDay) {
        int cells = history.cells().size();
        double sum = 0;
        int count = 0;
        for (int i = firstDay * cells; i < forecasts.expected().length; i++) {
            double sd = forecasts.expectedSd()[i];
            double missed = history.recommendedRetrieval(i / cells, i % cells)
                    - (double) forecasts.expected()[i];
            if (!Double.isNaN(missed)) {
                sum += StrictMath.log(sd) + missed * missed / (2 * sd * sd);
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
