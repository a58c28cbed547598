package org.soilcast.laboratory.analysis;

import java.util.List;
import java.util.Random;
import org.soilcast.laboratory.MadeUpHistory;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.OpenLoop;

/** Cells whose true rain is not the rain that is told, and whose retrievals are of the truth, with an error. */
final class AnalysisScene {
    static final int CELLS = 3;
    static final int DAYS = 400;
    static final double RETRIEVAL_SD = 0.01;
    static final long SEED = 11;

    private AnalysisScene() {}

    /** Retrievals on every second day; before a day, then none where the last day is earlier. */
    static SettledCells cells(int lastRetrieval) {
        CellHistory told = MadeUpHistory.of(CELLS, DAYS, (day, cell) -> Double.NaN);
        float[] parameters = ParameterLogits.ofTexture(told.inputs()).parameters();
        float[] start = OpenLoop.cycled(told.forcing(), parameters, 6);
        float[] truth = OpenLoop.run(falling(told), parameters, start, told.observation())
                .surface();
        var random = new Random(SEED);
        CellHistory history = MadeUpHistory.of(CELLS, DAYS, (day, cell) -> {
            double error = RETRIEVAL_SD * random.nextGaussian();
            return day % 2 == 0 && day <= lastRetrieval ? truth[day * CELLS + cell] + error : Double.NaN;
        });
        return new SettledCells(history, parameters, List.of(), start);
    }

    /** The rain that falls: each day's times a factor of its own. */
    private static CellForcing falling(CellHistory told) {
        var random = new Random(SEED);
        int values = DAYS * CELLS;
        var rain = new float[values];
        var air = new float[values];
        var demand = new float[values];
        for (int at = 0; at < values; at++) {
            int day = at / CELLS;
            int cell = at % CELLS;
            rain[at] = told.forcing().precipitationMmPerDay(day, cell) * (float) StrictMath.exp(random.nextGaussian());
            air[at] = told.forcing().airTemperatureC(day, cell);
            demand[at] = told.forcing().potentialEvapotranspirationMmPerDay(day, cell);
        }
        return new CellForcing(told.span(), CELLS, rain, air, demand);
    }

    /** Root mean square of retrieval less forecast of all cells after the first days, m3/m3. */
    static double rmse(CellHistory history, float[] expected) {
        double squares = 0;
        int count = 0;
        for (int at = 60 * CELLS; at < expected.length; at++) {
            double missed = history.recommendedRetrieval(at / CELLS, at % CELLS) - (double) expected[at];
            if (!Double.isNaN(missed)) {
                squares += missed * missed;
                count++;
            }
        }
        return Math.sqrt(squares / count);
    }

    /** The open loop of the surface. */
    static float[] openLoop(SettledCells cells) {
        return OpenLoop.run(
                        cells.history().forcing(),
                        cells.parameters(),
                        cells.start(),
                        cells.history().observation())
                .surface();
    }
}
