package org.soilcast.land.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.WaterBalance;

class ParameterChangeTest {
    private static final int CELLS = 500;
    private static final double[] DEPTHS_MM = {50, 250, 700};

    private static float[] parameters(Random random) {
        var parameters = new float[Parameter.values().length * CELLS];
        for (Parameter parameter : Parameter.values()) {
            for (int cell = 0; cell < CELLS; cell++) {
                parameters[parameter.ordinal() * CELLS + cell] = (float) parameter.fromUnit(random.nextDouble());
            }
        }
        return parameters;
    }

    /** Each layer anywhere between empty and full, the first cells at the ends. */
    private static float[] states(Random random, float[] parameters) {
        var states = new float[State.values().length * CELLS];
        for (State state : State.values()) {
            for (int cell = 0; cell < CELLS; cell++) {
                double share = cell == 0 ? 0 : cell == 1 ? 1 : random.nextDouble();
                states[state.ordinal() * CELLS + cell] = (float)
                        (share * (state.ordinal() < 3 ? DEPTHS_MM[state.ordinal()] * porosity(parameters, cell) : 300));
            }
        }
        return states;
    }

    private static float porosity(float[] parameters, int cell) {
        return parameters[Parameter.POROSITY.ordinal() * CELLS + cell];
    }

    @Test
    void theSameParametersChangeNoBit() {
        var random = new Random(1);
        float[] parameters = parameters(random);
        float[] states = states(random, parameters);
        float[] mapped = states.clone();
        var incrementMm = new float[CELLS];
        ParameterChange.apply(mapped, parameters, parameters.clone(), incrementMm, CELLS);
        assertThat(mapped).isEqualTo(states);
        assertThat(incrementMm).containsOnly(0);
    }

    @Test
    void layersStayWithinTheirPoresAndWhatTheyGainIsTold() {
        for (long seed = 2; seed < 12; seed++) {
            var random = new Random(seed);
            float[] from = parameters(random);
            float[] to = parameters(random);
            float[] states = states(random, from);
            float[] mapped = states.clone();
            var incrementMm = new float[CELLS];
            ParameterChange.apply(mapped, from, to, incrementMm, CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                for (int layer = 0; layer < 3; layer++) {
                    assertThat((double) mapped[layer * CELLS + cell])
                            .as("seed %d, layer %d, cell %d", seed, layer, cell)
                            .isBetween(0.0, (double) (float) (DEPTHS_MM[layer] * porosity(to, cell)));
                }
                for (int state = 3; state < State.values().length; state++) {
                    assertThat(mapped[state * CELLS + cell]).isEqualTo(states[state * CELLS + cell]);
                }
                assertThat((double) incrementMm[cell])
                        .isCloseTo(
                                WaterBalance.storageMm(mapped, CELLS, cell)
                                        - WaterBalance.storageMm(states, CELLS, cell),
                                within(3e-5));
            }
            assertThat(mapped[0]).as("an empty layer").isZero();
            assertThat(mapped[1]).as("a full layer").isCloseTo(50 * porosity(to, 1), within(1e-5f));
        }
    }

    @Test
    void relativeSaturationIsKept() {
        float[] from = parameters(new Random(20));
        float[] to = parameters(new Random(21));
        float[] states = states(new Random(22), from);
        float[] back = states.clone();
        var incrementMm = new float[CELLS];
        ParameterChange.apply(back, from, to, incrementMm, CELLS);
        ParameterChange.apply(back, to, from, incrementMm, CELLS);
        for (int i = 0; i < states.length; i++) {
            assertThat(back[i]).isCloseTo(states[i], within(1e-3f));
        }
        for (int cell = 0; cell < CELLS; cell++) {
            assertThat(incrementMm[cell]).as("there and back, cell %d", cell).isCloseTo(0, within(1e-3f));
        }
    }

    @Test
    void aWetterDayStaysTheWetterOne() {
        float[] from = parameters(new Random(30));
        float[] to = parameters(new Random(31));
        var before = new float[CELLS];
        for (int step = 0; step <= 20; step++) {
            var states = new float[State.values().length * CELLS];
            for (int cell = 0; cell < CELLS; cell++) {
                states[cell] = step / 20f * 50 * porosity(from, cell);
            }
            ParameterChange.apply(states, from, to, new float[CELLS], CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                assertThat(states[cell]).isGreaterThanOrEqualTo(before[cell]);
                before[cell] = states[cell];
            }
        }
    }
}
