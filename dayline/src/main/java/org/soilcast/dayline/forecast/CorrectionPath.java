package org.soilcast.dayline.forecast;

import java.util.Arrays;
import java.util.Optional;
import org.soilcast.dayline.TileState;
import org.soilcast.dayline.correction.CellMemory;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.MemoryRow;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.physics.Driver;

/**
 * How what the day line adds to its forecast at the issue goes on without retrievals: the memory moves on day by day under
 * the mean of the weather's series, slow and fast error fade, the networks see a last retrieval that grows old. All
 * {@code [day][cell]}, m3/m3; 0 where the model has no correction.
 */
final class CorrectionPath {
    /** Beyond it the networks, asked about the mean of many traces, say nothing that helps; most of a forecast's cost. */
    private static final int LEARNED_DAYS_OF_TRACES = 5;

    private final float[] slow;
    private final float[] fast;
    private final float[] learned;
    private final float[] bias;

    private CorrectionPath(int values) {
        slow = new float[values];
        fast = new float[values];
        learned = new float[values];
        bias = new float[values];
    }

    /** The path of a tile's memory, which is copied. */
    static CorrectionPath of(IssuedTile tile, ForecastWeather weather, RunSeries series) {
        int cells = tile.cells();
        var path = new CorrectionPath(weather.days() * cells);
        float[] state = tile.ownState();
        CellMemory memory = TileState.memory(state, cells);
        double biasKept = tile.model()
                .filter()
                .map(FilterNumbers::biasMemoryDays)
                .map(days -> StrictMath.exp(-1 / days))
                .orElse(0.0);
        Optional<Correction> correction = tile.model().correction();
        var drivers = new float[Driver.values().length * cells];
        var openLoop = new float[cells];
        var expected = new float[cells];
        var expectedSd = new float[cells];
        var nothing = new float[cells];
        Arrays.fill(nothing, Float.NaN);
        double kept = 1;
        for (int day = 0; day < weather.days(); day++) {
            kept *= biasKept;
            for (int cell = 0; cell < cells; cell++) {
                path.bias[day * cells + cell] = (float) kept * memory.get(MemoryRow.FILTER_BIAS, cell);
            }
            if (correction.isEmpty()) {
                continue;
            }
            weather.meanDrivers(day, drivers);
            series.meanOpenLoop(day, openLoop);
            memory.beginDay(correction.get().numbers());
            boolean asked = !weather.isTraces() || day < LEARNED_DAYS_OF_TRACES;
            if (asked) {
                correction.get().forecast(memory, tile.epochDay() + 1 + day, openLoop, drivers, expected, expectedSd);
            }
            for (int cell = 0; cell < cells; cell++) {
                int at = day * cells + cell;
                path.slow[at] = memory.get(MemoryRow.SLOW_ERROR, cell);
                path.fast[at] = memory.get(MemoryRow.FAST_ERROR, cell);
                path.learned[at] = asked ? expected[cell] - openLoop[cell] - path.slow[at] - path.fast[at] : 0;
            }
            memory.endDay(correction.get().numbers(), openLoop, nothing, drivers);
        }
        return path;
    }

    /** Slow error of the open loop. */
    float[] slow() {
        return slow;
    }

    /** Fast error of the open loop. */
    float[] fast() {
        return fast;
    }

    /** What the networks add to both. */
    float[] learned() {
        return learned;
    }

    /** β of the filter: how much wetter the members are than retrievals. */
    float[] bias() {
        return bias;
    }
}
