package org.soilcast.laboratory.recurrent;

import java.util.SplittableRandom;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.OpenLoop;

/**
 * Runs of the land model that a surrogate learns from: a cell's weather under parameters drawn around those of texture, some
 * near and some far, so that the surrogate knows where learning begins and where it may go.
 */
final class ModelRuns {
    /** Largest standard deviation of a cell's parameters, in logits. */
    private static final double FARTHEST = 2;

    private static final int CYCLES = 2;

    private final CellHistory history;

    ModelRuns(CellHistory history) {
        this.history = history;
    }

    /**
     * A run of some cells.
     *
     * @param cells positions in the history
     * @param parameters {@code [parameter][cell]}
     * @param surface soil moisture as it is compared with retrievals, {@code [cell][day]}, m3/m3
     */
    record Run(int[] cells, float[] parameters, float[] surface) {}

    /** Draws so many cells with their parameters, and runs them. */
    Run draw(int count, SplittableRandom random) {
        int[] cells = random.ints(count, 0, history.cells().size()).toArray();
        float[] logits =
                ParameterLogits.ofTexture(history.inputs().select(cells)).values();
        for (int cell = 0; cell < count; cell++) {
            double deviation = random.nextDouble(FARTHEST);
            for (int at = cell; at < logits.length; at += count) {
                logits[at] += (float) (deviation * random.nextGaussian());
            }
        }
        float[] parameters = new ParameterLogits(logits, count).parameters();
        return new Run(cells, parameters, surface(history.select(cells), parameters));
    }

    private static float[] surface(CellHistory chosen, float[] parameters) {
        float[] start = OpenLoop.cycled(chosen.forcing(), parameters, CYCLES);
        float[] byDay = OpenLoop.run(chosen.forcing(), parameters, start, chosen.observation())
                .surface();
        int cells = chosen.cells().size();
        int days = chosen.span().days();
        var byCell = new float[byDay.length];
        for (int i = 0; i < byDay.length; i++) {
            byCell[i % cells * days + i / cells] = byDay[i];
        }
        return byCell;
    }
}
