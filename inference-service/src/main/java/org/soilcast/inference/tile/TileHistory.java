package org.soilcast.inference.tile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * What forecasts need beside the state of the tile that is the current key: the weather of days that no late input can
 * change any more, of the last {@value #MOST_YEARS} years; weather that was forecast; and which forecast is the newest.
 */
final class TileHistory {
    static final int MOST_YEARS = 10;

    private static final int MOST_DAYS = MOST_YEARS * 1461 / 4;

    private final MapState<Integer, byte[]> weather;
    private final MapState<Integer, byte[]> forecastWeather;
    private final ValueState<ForecastIssue> issues;

    /** The state of an operator. */
    TileHistory(RuntimeContext context) {
        weather = context.getMapState(TileStates.WEATHER);
        forecastWeather = context.getMapState(TileStates.FORECAST_WEATHER);
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

    /**
     * Keeps weather that was forecast, unless a forecast of a later date has been asked for, or weather of one so much later
     * is there that no rewind comes back to it. Of several of a date the one of
     * the highest revision counts, among equals the one with the larger bytes.
     *
     * @return whether anything has changed
     */
    boolean keepForecast(TileDayInput forecast) throws Exception {
        int date = Math.toIntExact(forecast.epochDay());
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + forecast.values().length)
                .putInt(forecast.revision())
                .put(forecast.values())
                .array();
        byte[] known = forecastWeather.get(date);
        if (date < oldestForecast(date) || known != null && Arrays.compareUnsigned(bytes, known) <= 0) {
            return false;
        }
        forecastWeather.put(date, bytes);
        forgetForecasts(oldestForecast(date));
        return true;
    }

    /** Forecast weather of a date. */
    Optional<ForecastDays> forecast(int epochDay) throws Exception {
        byte[] known = forecastWeather.get(epochDay);
        return known == null
                ? Optional.empty()
                : Optional.of(ForecastDays.of(Arrays.copyOfRange(known, Integer.BYTES, known.length)));
    }

    private int oldestForecast(int epochDay) throws Exception {
        int newest = epochDay;
        for (int date : forecastWeather.keys()) {
            newest = Math.max(newest, date);
        }
        return Math.max(newest - TileMemory.REACH_DAYS, newest().epochDay());
    }

    private void forgetForecasts(int before) throws Exception {
        var old = new ArrayList<Integer>();
        for (int date : forecastWeather.keys()) {
            if (date < before) {
                old.add(date);
            }
        }
        for (int date : old) {
            forecastWeather.remove(date);
        }
    }

    ForecastIssue newest() throws Exception {
        ForecastIssue issue = issues.value();
        return issue == null ? ForecastIssue.NONE : issue;
    }

    void newest(ForecastIssue issue) throws Exception {
        issues.update(issue);
        forgetForecasts(issue.epochDay());
    }
}
