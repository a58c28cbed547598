package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.soilcast.inference.tile.ForecastDays;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.schemas.ResultColumn;

/** Tiles of three cells for the tests of {@link LandOperator}. */
public final class LandOperatorScene {
    public static final int CELLS = 3;
    static final long FIRST_DAY = 16_526;

    private LandOperatorScene() {}

    static KeyedTwoInputStreamOperatorTestHarness<Integer, TileDayInput, TileParameters, TileResult> harness()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new LandOperator()), TileDayInput::tile, TileParameters::tile, Types.INT);
    }

    public static TileParameters model(int version, long effectiveFrom, double unit) {
        var parameters = new float[Parameter.values().length * CELLS];
        for (Parameter parameter : Parameter.values()) {
            Arrays.fill(parameters, parameter.ordinal() * CELLS, (parameter.ordinal() + 1) * CELLS, (float)
                    parameter.fromUnit(unit));
        }
        var start = new float[State.values().length * CELLS];
        Arrays.fill(start, 0, CELLS, 10f);
        Arrays.fill(start, CELLS, 2 * CELLS, 50f);
        Arrays.fill(start, 2 * CELLS, 3 * CELLS, 140f);
        return TileParameters.openLoop(0, version, effectiveFrom, false, parameters, start);
    }

    /** A day whose values follow from its date and revision alone. */
    public static TileDayInput day(long epochDay, int revision) {
        var random = new Random(epochDay * 31 + revision);
        var precipitation = new float[CELLS];
        var temperature = new float[CELLS];
        var pet = new float[CELLS];
        var observed = new float[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            precipitation[cell] = random.nextDouble() < 0.3 ? 20 * random.nextFloat() : 0;
            temperature[cell] = 10 + 10 * (float) random.nextGaussian();
            pet[cell] = 4 * random.nextFloat();
            observed[cell] = random.nextBoolean() ? 0.3f * random.nextFloat() : Float.NaN;
        }
        return TileDayInput.of(0, epochDay, revision, precipitation, temperature, pet, observed, new int[CELLS]);
    }

    static Map<Long, TileResult> latest(List<TileResult> results) {
        var latest = new TreeMap<Long, TileResult>();
        results.forEach(result -> latest.put(result.epochDay(), result));
        return latest;
    }

    static void assertSame(Map<Long, TileResult> expected, Map<Long, TileResult> actual, String because) {
        assertThat(actual.keySet()).as(because).isEqualTo(expected.keySet());
        expected.forEach((epochDay, result) -> {
            TileResult other = actual.get(epochDay);
            assertThat(other.row(ResultColumn.SURFACE_OPEN_LOOP))
                    .as(because + ", surface, day " + epochDay)
                    .isEqualTo(result.row(ResultColumn.SURFACE_OPEN_LOOP));
            assertThat(other.row(ResultColumn.ROOT_ZONE_MEAN))
                    .as(because + ", root zone, day " + epochDay)
                    .isEqualTo(result.row(ResultColumn.ROOT_ZONE_MEAN));
            assertThat(other.revision()).as(because).isEqualTo(result.revision());
            assertThat(other.modelVersion()).as(because).isEqualTo(result.modelVersion());
        });
    }

    interface Arrivals {
        List<TileDayInput> on(int i);
    }

    static List<TileResult> replay(int days, Arrivals arrivals) throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement2(model(1, FIRST_DAY, 0.4), 0);
            for (int i = 0; i < days; i++) {
                for (TileDayInput day : arrivals.on(i)) {
                    harness.processElement1(day, 0);
                }
            }
            return harness.extractOutputValues();
        }
    }

    /** Five days of forecast weather with the same rain. */
    static TileDayInput forecastWeather(long date, int version, float precipitationMmPerDay) {
        var rain = new float[5 * CELLS];
        Arrays.fill(rain, precipitationMmPerDay);
        var warm = new float[rain.length];
        Arrays.fill(warm, 15);
        var potential = new float[rain.length];
        Arrays.fill(potential, 3);
        return TileDayInput.forecastWeather(0, date, version, ForecastDays.of(CELLS, rain, warm, potential));
    }
}
