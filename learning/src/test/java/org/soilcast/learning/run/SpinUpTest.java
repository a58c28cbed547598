package org.soilcast.learning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.TextureParameters;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.DaySpan;

class SpinUpTest {
    private static final DaySpan YEAR = new DaySpan(LocalDate.parse("2015-04-01"), 365);
    private static final int CELLS = 8;

    /** From desert (cell 0, 0.1 mm/day) to rain forest (cell 7, about 11 mm/day), sand to clay. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anotherYearChangesNoStoreByATenthOfAMillimetre(long seed) throws InterruptedException {
        CellForcing forcing = forcing(seed, 12);
        float[] parameters = parameters();
        var spinUp = new SpinUp(forcing, parameters);
        SpinUp.Progress progress = spinUp.run();
        assertThat(progress.unsettledCells()).as("seed %d, %s", seed, progress).isZero();
        float[] before = spinUp.states();
        float[] after = year(forcing, parameters, before);
        for (int i = 0; i < before.length; i++) {
            assertThat(Math.abs(after[i] - before[i]))
                    .as("seed %d, %s of cell %d", seed, State.values()[i / CELLS], i % CELLS)
                    .isLessThan(SpinUp.SETTLED_MM);
        }
    }

    /** Water that goes in comes out: in equilibrium a year's precipitation is its fluxes, to the change of storage. */
    @Test
    void inEquilibriumTheYearsFluxesBalanceItsPrecipitation() throws InterruptedException {
        CellForcing forcing = forcing(4, 12);
        float[] parameters = parameters();
        var spinUp = new SpinUp(forcing, parameters);
        spinUp.run();
        float[] states = spinUp.states();
        var drivers = new float[Driver.values().length * CELLS];
        var fluxes = new float[Flux.values().length * CELLS];
        var residualMm = new double[CELLS];
        for (int day = 0; day < YEAR.days(); day++) {
            forcing.drivers(day, drivers);
            new LandKernel().step(states, parameters, drivers, fluxes, CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                residualMm[cell] += drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal() * CELLS + cell]
                        - flux(fluxes, Flux.EVAPOTRANSPIRATION_MM_PER_DAY, cell)
                        - flux(fluxes, Flux.SURFACE_RUNOFF_MM_PER_DAY, cell)
                        - flux(fluxes, Flux.BASE_FLOW_MM_PER_DAY, cell);
            }
        }
        for (int cell = 0; cell < CELLS; cell++) {
            assertThat(Math.abs(residualMm[cell]))
                    .as("cell %d, mm a year", cell)
                    .isLessThan(0.12);
        }
    }

    @Test
    void sameInputGivesTheSameBits() throws InterruptedException {
        var first = new SpinUp(forcing(5, 12), parameters());
        var second = new SpinUp(forcing(5, 12), parameters());
        assertThat(first.run()).isEqualTo(second.run());
        assertThat(first.states()).isEqualTo(second.states());
    }

    @Test
    void firstGuessIsReferenceWetnessBelowSaturation() {
        float[] parameters = parameters();
        set(parameters, Parameter.POROSITY, 1, 0.3f);
        set(parameters, Parameter.WILTING_POINT, 1, 0.2f);
        set(parameters, Parameter.REFERENCE_ABOVE_WILTING, 1, 0.3f);
        set(parameters, Parameter.WILTING_POINT, 0, 0.1f);
        set(parameters, Parameter.REFERENCE_ABOVE_WILTING, 0, 0.15f);
        float[] guess = SpinUp.firstGuess(parameters, CELLS);
        assertThat(guess[State.LAYER_1_WATER_MM.ordinal() * CELLS]).isCloseTo(12.5f, within(1e-4f));
        assertThat(guess[State.LAYER_3_WATER_MM.ordinal() * CELLS]).isCloseTo(175f, within(1e-3f));
        assertThat(guess[State.LAYER_2_WATER_MM.ordinal() * CELLS + 1]).isCloseTo(0.285f * 250, within(1e-3f));
        assertThat(guess[State.GROUNDWATER_MM.ordinal() * CELLS]).isZero();
        assertThat(guess[State.SNOW_ICE_MM.ordinal() * CELLS]).isZero();
    }

    @Test
    void perennialSnowEndsAtTheLimitAndIsReported() throws InterruptedException {
        var spinUp = new SpinUp(forcing(6, -40), parameters());
        assertThat(spinUp.run()).isEqualTo(new SpinUp.Progress(SpinUp.MOST_CYCLES, CELLS));
        assertThat(spinUp.states()).doesNotContain(Float.NaN);
    }

    @Test
    void interruptEndsIt() {
        var spinUp = new SpinUp(forcing(7, 12), parameters());
        Thread.currentThread().interrupt();
        assertThatThrownBy(spinUp::run).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void gapInTheForcingIsRefusedByName() {
        var gap = new float[YEAR.days()];
        gap[3] = Float.NaN;
        var zeros = new float[YEAR.days()];
        assertThatThrownBy(() -> new CellForcing(YEAR, 1, zeros, gap, zeros))
                .hasMessage("air temperature of cell 0, 2015-04-04 is NaN");
        assertThatThrownBy(() -> new CellForcing(YEAR, 2, zeros, zeros, zeros))
                .hasMessageContaining("expected 365 days x 2 cells");
    }

    private static float[] year(CellForcing forcing, float[] parameters, float[] start) {
        float[] states = start.clone();
        var drivers = new float[Driver.values().length * CELLS];
        var fluxes = new float[Flux.values().length * CELLS];
        for (int day = 0; day < forcing.span().days(); day++) {
            forcing.drivers(day, drivers);
            new LandKernel().step(states, parameters, drivers, fluxes, CELLS);
        }
        return states;
    }

    /** Seasons of 12 °C amplitude around a mean; rain on a third of the days, doubling from cell to cell. */
    private static CellForcing forcing(long seed, float meanC) {
        var random = new Random(seed);
        int days = YEAR.days();
        var precipitation = new float[days * CELLS];
        var temperature = new float[days * CELLS];
        var pet = new float[days * CELLS];
        for (int day = 0; day < days; day++) {
            double season = StrictMath.sin(2 * Math.PI * day / days);
            for (int cell = 0; cell < CELLS; cell++) {
                int i = day * CELLS + cell;
                double meanMm = 0.09 * (1 << cell);
                precipitation[i] =
                        random.nextInt(3) == 0 ? (float) (-3 * meanMm * StrictMath.log(1 - random.nextDouble())) : 0;
                temperature[i] = (float) (meanC + 12 * season);
                pet[i] = (float) (3 + 2.5 * season);
            }
        }
        return new CellForcing(YEAR, CELLS, precipitation, temperature, pet);
    }

    private static float[] parameters() {
        var parameters = new float[Parameter.values().length * CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            double[] texture = TextureParameters.of(85 - 9 * cell, 5 + 7 * cell, 0.1 + 0.08 * cell);
            for (Parameter parameter : Parameter.values()) {
                set(parameters, parameter, cell, (float) texture[parameter.ordinal()]);
            }
        }
        return parameters;
    }

    private static void set(float[] parameters, Parameter parameter, int cell, float value) {
        parameters[parameter.ordinal() * CELLS + cell] = value;
    }

    private static float flux(float[] fluxes, Flux flux, int cell) {
        return fluxes[flux.ordinal() * CELLS + cell];
    }

    private static Offset<Float> within(float offset) {
        return Offset.offset(offset);
    }
}
