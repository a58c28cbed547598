package org.soilcast.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.TextureParameters;
import org.soilcast.land.physics.WaterBalance;

class NatureRunTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    private static final int DAYS = 365;
    private static final double KELVIN_AT_0_C = 273.15;

    private static TwinExperiment experiment(int cells, long seed) {
        return new TwinExperiment(cells, seed, FIRST, FIRST.plusDays(DAYS - 1));
    }

    /** Absolute residual of every cell and day, and water contents within the pores. */
    @Test
    void conservesWaterAndStaysWithinThePores() {
        TwinExperiment experiment = experiment(40, 5);
        Domain domain = experiment.domain();
        NatureRun run = experiment.natureRun();
        for (int i = 0; i < DAYS; i++) {
            double[][] before = new double[40][];
            for (int cell = 0; cell < before.length; cell++) {
                before[cell] = run.states(cell);
            }
            TwinDay day = run.advance();
            for (int cell = 0; cell < before.length; cell++) {
                int tile = cell / domain.size(0);
                double[] drivers = drivers(day, tile, cell - domain.start(tile));
                assertThat(WaterBalance.residualMm(before[cell], drivers, run.states(cell), run.fluxes(cell)))
                        .as("residual in mm, seed 5, cell %d, %s", cell, day.date())
                        .isCloseTo(0, within(1e-9));
                double porosity = run.parameters(cell)[Parameter.POROSITY.ordinal()];
                assertThat(run.states(cell)[State.LAYER_1_WATER_MM.ordinal()])
                        .isBetween(0.0, porosity * SoilLayers.DEPTH_1_MM * (1 + 1e-12));
            }
        }
    }

    /** No retrieval from frozen or snow-covered ground, and such ground there is. */
    @Test
    void seesNothingThroughFrostAndSnow() {
        TwinExperiment experiment = experiment(64, 2);
        Domain domain = experiment.domain();
        NatureRun run = experiment.natureRun();
        int snowCovered = 0;
        int frozen = 0;
        for (int i = 0; i < DAYS; i++) {
            TwinDay day = run.advance();
            for (int tile = 0; tile < domain.tiles(); tile++) {
                float[] retrieved = day.soilMoistureM3PerM3(tile);
                for (int cell = 0; cell < retrieved.length; cell++) {
                    double[] states = run.states(domain.start(tile) + cell);
                    boolean snow = states[State.SNOW_ICE_MM.ordinal()] + states[State.SNOW_LIQUID_MM.ordinal()] > 1;
                    boolean frost = day.forcing(ForcingVariable.AIR_TEMPERATURE_K, tile)[cell] <= KELVIN_AT_0_C
                            || states[State.FROZEN_GROUND_INDEX_C_DAY.ordinal()] > 56;
                    snowCovered += snow ? 1 : 0;
                    frozen += frost ? 1 : 0;
                    if (snow || frost) {
                        assertThat(retrieved[cell])
                                .as("seed 2, tile %d, cell %d, %s", tile, cell, day.date())
                                .isNaN();
                    }
                }
            }
        }
        assertThat(snowCovered).isGreaterThan(500);
        assertThat(frozen).isGreaterThan(500);
    }

    /**
     * Error of retrievals where truth is far from 0, some 5,000: mean 0 and the stated standard deviation, each within
     * 4.5 standard errors; no memory from one retrieval to the next.
     */
    @Test
    void retrievalsHaveTheStatedNoise() {
        TwinExperiment experiment = experiment(64, 9);
        Domain domain = experiment.domain();
        NatureRun run = experiment.natureRun();
        double[] last = new double[64];
        double sum = 0;
        double squares = 0;
        double withLast = 0;
        int count = 0;
        for (int i = 0; i < DAYS; i++) {
            TwinDay day = run.advance();
            for (int cell = 0; cell < last.length; cell++) {
                int tile = cell / domain.size(0);
                double truth = SoilLayers.surfaceM3PerM3(run.states(cell)[State.LAYER_1_WATER_MM.ordinal()]);
                double error = day.soilMoistureM3PerM3(tile)[cell - domain.start(tile)] - truth;
                if (!Double.isNaN(error) && truth > 0.15) {
                    sum += error;
                    squares += error * error;
                    withLast += error * last[cell];
                    count++;
                    last[cell] = error;
                }
            }
        }
        double sd = NatureRun.NOISE_SD_M3_PER_M3;
        assertThat(count).isGreaterThan(2000);
        assertThat(sum / count).isCloseTo(0, within(4.5 * sd / Math.sqrt(count)));
        assertThat(Math.sqrt(squares / count)).isCloseTo(sd, within(4.5 * sd / Math.sqrt(2.0 * count)));
        assertThat(withLast / count / sd / sd).isCloseTo(0, within(4.5 / Math.sqrt(count)));
    }

    /** Inside the bounds, away from texture, alike in cells that lie close. */
    @Test
    void hiddenParametersAreSmoothWithinTheirBounds() {
        var made = TwinCells.make(2600, new KeyedRandom(4)); // every cell of the 36 km grid
        var hidden = new HiddenParameters(new KeyedRandom(4), made);
        double moved = 0;
        double steps = 0;
        int pairs = 0;
        double[] last = {};
        for (int i = 0; i < made.cells().size(); i++) {
            var cell = made.domain().cells().get(i);
            double[] values = hidden.of(made.cells().get(i), cell);
            double[] texture = TextureParameters.of(
                    TwinCells.attribute(cell, "sand_percent"),
                    TwinCells.attribute(cell, "clay_percent"),
                    TwinCells.attribute(cell, "ndvi_mean"));
            for (Parameter parameter : Parameter.values()) {
                int which = parameter.ordinal();
                assertThat(values[which]).as("%s", parameter).isBetween(parameter.lower(), parameter.upper());
                moved += Math.abs(parameter.toUnit(values[which]) - parameter.toUnit(texture[which]));
                if (i % 2 == 1) { // cells 2k and 2k + 1 are neighbours in Morton order
                    steps += Math.abs(parameter.toUnit(values[which]) - parameter.toUnit(last[which]));
                    pairs++;
                }
            }
            last = values;
        }
        double meanMoved = moved / made.cells().size() / Parameter.values().length;
        assertThat(meanMoved).isBetween(0.03, 0.15);
        assertThat(steps / pairs).isLessThan(meanMoved / 2);
    }

    private static double[] drivers(TwinDay day, int tile, int cell) {
        double[] drivers = new double[Driver.values().length];
        drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal()] =
                day.forcing(ForcingVariable.PRECIPITATION_MM_PER_DAY, tile)[cell];
        return drivers;
    }
}
