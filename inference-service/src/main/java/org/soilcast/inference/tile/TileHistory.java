package org.soilcast.inference.tile;

import java.util.OptionalInt;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * What forecasts need of the past of the tile that is the current key: the weather of days that no late input can change
 * any more, of the last {@value #MOST_YEARS} years, and which forecast is the newest.
 */
final class TileHistory {
    static final int MOST_YEARS = 10;

    private static final int MOST_DAYS = MOST_YEARS * 1461 / 4;

    private final MapState<Integer, byte[]> weather;
    private final ValueState<ForecastIssue> issues;

    /** The state of an operator. */
    TileHistory(RuntimeContext context) {
        weather = context.getMapState(TileStates.WEATHER);
        issues = context.getState(TileStates.FORECAST_ISSUE);
    }

    /** Keeps the weather of a day, whose values are final. */
    void keep(int epochDay, byte[] dayValues) throws Exception {
        weather.put(epochDay, DayValues.packedDrivers(dayValues));
        weather.remove(epochDay - MOST_DAYS);
    }

    /** First day of the weather; it has every day from there to the newest kept. */
    OptionalInt firstDay() throws Exception {
        int first = Integer.MAX_VALUE;
        for (int epochDay : weather.keys()) {
            first = Math.min(first, epochDay);
        }
        return first == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(first);
    }

    /** Copies the drivers of a day to {@code [driver][cell]} from a place on. */
    void drivers(int epochDay, float[] into, int at) throws Exception {
        byte[] packed = weather.get(epochDay);
        if (packed == null) {
            throw new IllegalStateException("no weather of day " + epochDay);
        }
        DayValues.unpackDrivers(packed, into, at);
    }

    ForecastIssue newest() throws Exception {
        ForecastIssue issue = issues.value();
        return issue == null ? ForecastIssue.NONE : issue;
    }

    void newest(ForecastIssue issue) throws Exception {
        issues.update(issue);
    }
}
