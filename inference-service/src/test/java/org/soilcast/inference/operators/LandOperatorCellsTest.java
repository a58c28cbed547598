package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.inference.operators.LandOperatorScene.FIRST_DAY;
import static org.soilcast.inference.operators.LandOperatorScene.assertSame;
import static org.soilcast.inference.operators.LandOperatorScene.day;
import static org.soilcast.inference.operators.LandOperatorScene.harness;
import static org.soilcast.inference.operators.LandOperatorScene.latest;
import static org.soilcast.inference.operators.LandOperatorScene.model;
import static org.soilcast.inference.operators.LandOperatorScene.replay;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.soilcast.inference.tile.ForecastDays;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileResult;

/** Days of another number of cells than the tile has: only its model tells. */
class LandOperatorCellsTest {
    @Test
    void aDayOfAnotherNumberOfCellsIsRejectedWheneverItComes() throws Exception {
        Map<Long, TileResult> undisturbed = latest(replay(30, i -> List.of(day(FIRST_DAY + i, 1))));
        TileDayInput five = TileDayInput.of(
                0, FIRST_DAY + 12, 7, new float[5], new float[5], new float[5], new float[5], new int[5]);
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(five, 0);
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < 30; i++) {
                if (i == 20) {
                    harness.processElement1(five, 0);
                }
                harness.processElement1(day(FIRST_DAY + i, 1), 0);
            }
            assertSame(undisturbed, latest(harness.extractOutputValues()), "five cells in a tile of three");
            assertThat(harness.getSideOutput(LandOperator.REJECTED))
                    .extracting(record -> record.getValue().reason())
                    .as("the one that waited, and the one that came later")
                    .containsExactly("tile-day-cells", "tile-day-cells");
        }
    }

    @Test
    void ofTwoDaysOfOneDateThatWaitTheModelTellsWhichIsTheTiles() throws Exception {
        Map<Long, TileResult> undisturbed = latest(replay(3, i -> List.of(day(FIRST_DAY + i, 1))));
        for (boolean poisonFirst : new boolean[] {true, false}) {
            try (var harness = harness()) {
                harness.open();
                for (int i = 0; i < 3; i++) {
                    TileDayInput five = TileDayInput.of(
                            0, FIRST_DAY + i, 7, new float[5], new float[5], new float[5], new float[5], new int[5]);
                    harness.processElement1(poisonFirst ? five : day(FIRST_DAY + i, 1), 0);
                    harness.processElement1(poisonFirst ? day(FIRST_DAY + i, 1) : five, 0);
                }
                harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
                assertSame(undisturbed, latest(harness.extractOutputValues()), "five cells first: " + poisonFirst);
                assertThat(harness.getSideOutput(LandOperator.REJECTED))
                        .extracting(record -> record.getValue().reason())
                        .containsExactly("tile-day-cells", "tile-day-cells", "tile-day-cells");
            }
        }
    }

    @Test
    void forecastWeatherOfAnotherNumberOfCellsIsRejected() throws Exception {
        var one = new float[3];
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            harness.processElement1(
                    TileDayInput.forecastWeather(0, FIRST_DAY + 9, 1, ForecastDays.of(1, one, one, one)), 0);
            assertThat(harness.getSideOutput(LandOperator.REJECTED))
                    .extracting(record -> record.getValue().reason())
                    .containsExactly("forecast-weather-cells");
        }
    }
}
