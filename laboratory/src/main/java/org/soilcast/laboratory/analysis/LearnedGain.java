package org.soilcast.laboratory.analysis;

import java.util.Arrays;
import org.soilcast.dayline.ensemble.RunParameters;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.learning.correction.ForecastRun;

/**
 * Nudging by a gain that is a learned function of the cell's day ({@link GainNumbers}), without an ensemble: for a retrieval
 * y, what is expected of it f = H(x) − β, and V by the numbers,
 *
 * <pre>
 *   K = V/(V + R)      W_l += K·ρ_l·z_l·(y − f)  within 0 … porosity·z_l,  ρ_1 = 1
 *   β := (β − share·K·(y − f))·e^(−1/memory)
 * </pre>
 *
 * @param numbers learned
 */
public record LearnedGain(GainNumbers numbers) implements Analysis {
    private static final float OLDEST_DAYS = 60;
    private static final double[] DEPTHS_MM = {SoilLayers.DEPTH_1_MM, SoilLayers.DEPTH_2_MM, SoilLayers.DEPTH_3_MM};

    @Override
    public ForecastRun.Forecasts forecasts(SettledCells cells) {
        int width = cells.history().cells().size();
        int values = cells.history().span().days() * width;
        var forecasts = new ForecastRun.Forecasts(new float[values], new float[values]);
        cells.blocks().parallelStream().forEach(chosen -> {
            var block = new Block(cells.select(chosen));
            for (int day = 0; day < cells.history().span().days(); day++) {
                block.advance(day);
                int at = day * width + chosen[0];
                System.arraycopy(block.expected, 0, forecasts.expected(), at, chosen.length);
                System.arraycopy(block.expectedSd, 0, forecasts.expectedSd(), at, chosen.length);
            }
        });
        return forecasts;
    }

    /** Cells on their way through the days. */
    private final class Block {
        private final SettledCells cells;
        private final int width;
        private final UsableRetrievals usable;
        private final RunParameters bounds;
        private final LandKernel kernel = new LandKernel();
        private final float[] states;
        private final float[] drivers;
        private final float[] fluxes;
        private final float[] bias;
        private final float[] ageDays;
        private final float[] rainSinceMm;
        private final float[] expected;
        private final float[] expectedSd;

        Block(SettledCells cells) {
            this.cells = cells;
            width = cells.history().cells().size();
            usable = new UsableRetrievals(cells.history(), cells.parameters());
            bounds = RunParameters.shared(cells.parameters());
            states = cells.start().clone();
            drivers = new float[Driver.values().length * width];
            fluxes = new float[Flux.values().length * width];
            bias = new float[width];
            ageDays = new float[width];
            Arrays.fill(ageDays, OLDEST_DAYS);
            rainSinceMm = new float[width];
            expected = new float[width];
            expectedSd = new float[width];
        }

        /** Forecasts a day, then takes its retrievals. */
        void advance(int day) {
            float[] begin = Arrays.copyOf(states, width * (State.LAYER_1_WATER_MM.ordinal() + 1));
            cells.history().forcing().drivers(day, drivers);
            kernel.step(states, cells.parameters(), drivers, fluxes, width);
            cells.history().observation().surface(begin, 0, states, 0, expected, 0, width);
            var surfaceVariance = new double[width];
            double retrievalVariance = numbers.retrievalSdM3PerM3() * numbers.retrievalSdM3PerM3();
            int rain = Driver.PRECIPITATION_MM_PER_DAY.ordinal() * width;
            for (int cell = 0; cell < width; cell++) {
                ageDays[cell] = Math.min(OLDEST_DAYS, ageDays[cell] + 1);
                rainSinceMm[cell] += drivers[rain + cell];
                double sd = numbers.surfaceSd(
                        cells.history().span().first().plusDays(day),
                        saturation(cell),
                        ageDays[cell],
                        rainSinceMm[cell]);
                surfaceVariance[cell] = sd * sd;
                expected[cell] -= bias[cell];
                expectedSd[cell] = (float) Math.sqrt(surfaceVariance[cell] + retrievalVariance);
            }
            float[] observed = usable.of(day, drivers, states, expected, expectedSd);
            take(observed, surfaceVariance, retrievalVariance);
        }

        private double saturation(int cell) {
            return states[State.LAYER_1_WATER_MM.ordinal() * width + cell]
                    / (SoilLayers.DEPTH_1_MM * cells.parameters()[Parameter.POROSITY.ordinal() * width + cell]);
        }

        private void take(float[] observed, double[] surfaceVariance, double retrievalVariance) {
            double biasKept = StrictMath.exp(-1 / numbers.biasMemoryDays());
            var moved = new float[width]; // moisture of the surface
            for (int cell = 0; cell < width; cell++) {
                if (!Float.isNaN(observed[cell])) {
                    double gain = surfaceVariance[cell] / (surfaceVariance[cell] + retrievalVariance);
                    moved[cell] = (float) (gain * (observed[cell] - (double) expected[cell]));
                    ageDays[cell] = 0;
                    rainSinceMm[cell] = 0;
                }
                bias[cell] = (float) (biasKept * (bias[cell] - numbers.biasShare() * moved[cell]));
            }
            double[] shares = {1, numbers.layer2Share(), numbers.layer3Share()};
            var addedMm = new float[width];
            for (int layer = 0; layer < Runs.LAYERS; layer++) {
                for (int cell = 0; cell < width; cell++) {
                    addedMm[cell] = (float) (shares[layer] * DEPTHS_MM[layer] * moved[cell]);
                }
                bounds.add(Runs.CONTROL, layer, addedMm, states, layer * width);
            }
        }
    }
}
