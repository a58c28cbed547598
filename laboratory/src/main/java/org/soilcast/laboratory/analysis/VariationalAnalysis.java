package org.soilcast.laboratory.analysis;

import java.util.Arrays;
import org.soilcast.land.physics.Driver;
import org.soilcast.learning.correction.ForecastRun;

/**
 * A variational analysis, cell by cell (4D-Var: Le Dimet and Talagrand 1986, Tellus 38A, 97–110): on each day the land
 * model is fitted to all usable retrievals since an anchor, by the controls of {@link WindowModel}, with the misfit of
 * {@link RetrievalsInWindow}. Where a window begins, the background is what the window before it reached at that day by the
 * retrievals up to it; so no retrieval is used twice. A day's retrieval is forecast by the model fitted to those before it.
 *
 * <p>{@value #ITERATIONS} Gauss–Newton steps a day, the first with yesterday's derivatives; cells without a new retrieval
 * keep their controls. No random numbers: a result is a function of the cell's own history.
 *
 * @param numbers learned
 */
public record VariationalAnalysis(VariationalNumbers numbers) implements Analysis {
    private static final int ITERATIONS = 2;
    private static final int LANES = WindowModel.LANES;

    @Override
    public ForecastRun.Forecasts forecasts(SettledCells cells) {
        int width = cells.history().cells().size();
        int values = cells.history().span().days() * width;
        var forecasts = new ForecastRun.Forecasts(new float[values], new float[values]);
        cells.blocks().parallelStream().forEach(chosen -> {
            var run = new Block(cells.filledUp(chosen));
            for (int day = 0; day < cells.history().span().days(); day++) {
                run.advance(day);
                int at = day * width + chosen[0];
                System.arraycopy(run.expected, 0, forecasts.expected(), at, chosen.length);
                System.arraycopy(run.expectedSd, 0, forecasts.expectedSd(), at, chosen.length);
            }
        });
        return forecasts;
    }

    /** A block on its way through the days. */
    private final class Block {
        private final SettledCells cells;
        private final UsableRetrievals usable;
        private final WindowModel model;
        private final RetrievalsInWindow retrievals;
        private final float[] controls = new float[WindowModel.controls(numbers.mostDays()) * LANES];
        private final float[] derivatives = new float[controls.length];
        private final float[] drivers = new float[Driver.values().length * LANES];
        private final float[] expected = new float[LANES];
        private final float[] expectedSd = new float[LANES];
        private float[] nextBackground = new float[0];
        private float[] nextBias = new float[0];

        Block(SettledCells cells) {
            this.cells = cells;
            usable = new UsableRetrievals(cells.history(), cells.parameters());
            model = new WindowModel(numbers, cells);
            retrievals = new RetrievalsInWindow(numbers.mostDays(), numbers.retrievalSdM3PerM3());
        }

        /** Forecasts a day, then takes its retrievals. */
        void advance(int day) {
            cells.history().forcing().drivers(day, drivers);
            model.add(drivers);
            model.run(controls);
            int today = model.days() - 1;
            var todayOfAll = new int[LANES];
            Arrays.fill(todayOfAll, today);
            model.derivatives(todayOfAll, derivatives);
            for (int lane = 0; lane < LANES; lane++) {
                expected[lane] = model.expected(controls, today, lane);
                expectedSd[lane] = (float) Math.sqrt(retrievals.variance(derivatives, lane));
            }
            float[] observed = usable.of(day, drivers, model.end(), expected, expectedSd);
            var fresh = new boolean[LANES];
            for (int lane = 0; lane < LANES; lane++) {
                fresh[lane] = !Float.isNaN(observed[lane]);
                if (fresh[lane]) {
                    retrievals.add(lane, today, observed[lane], derivatives);
                }
            }
            if (UsableRetrievals.any(observed)) {
                step(fresh);
                iterate(ITERATIONS - 1, fresh);
            }
            if (model.days() % numbers.anchorDays() == 0) {
                anchor();
            }
        }

        private void step(boolean... chosen) {
            for (int lane = 0; lane < LANES; lane++) {
                if (chosen[lane]) {
                    retrievals.step(model, controls, lane);
                }
            }
        }

        /** Derivatives around the controls there are, then a step. */
        private void iterate(int times, boolean... chosen) {
            for (int i = 0; i < times; i++) {
                model.run(controls);
                retrievals.linearise(model, chosen);
                step(chosen);
            }
        }

        /** The window has reached an anchor: it is the next background, and an old enough window begins at the last one. */
        private void anchor() {
            model.run(controls);
            float[] reached = model.end().clone();
            float[] reachedBias = model.fadedBias(controls, numbers.anchorDays());
            if (model.days() == numbers.mostDays()) {
                model.begin(numbers.anchorDays(), nextBackground, nextBias);
                retrievals.drop(numbers.anchorDays());
                Arrays.fill(controls, 0);
                var all = new boolean[LANES];
                Arrays.fill(all, true);
                iterate(ITERATIONS, all);
            }
            nextBackground = reached;
            nextBias = reachedBias;
        }
    }
}
