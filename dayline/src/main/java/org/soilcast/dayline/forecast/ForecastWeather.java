package org.soilcast.dayline.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.soilcast.dayline.TileState;
import org.soilcast.dayline.ensemble.Perturbations;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.land.physics.Driver;

/**
 * The weather of the days after an issue: one series for all members, or one for each of them.
 *
 * @param days how many
 * @param givenDays the first so many are of weather that is known or forecast, those behind them of earlier years
 * @param series each {@code [day][driver][cell]}; one, or {@link Runs#MEMBERS}
 * @param fewYears whether the series are of fewer than {@link TraceDates#ENOUGH_YEARS} earlier years
 * @param perturbed whether each member multiplies it by factors of its own and gets noise, as on analysed days
 */
public record ForecastWeather(int days, int givenDays, List<float[]> series, boolean fewYears, boolean perturbed) {
    private static final int DRIVERS = Driver.values().length;

    public ForecastWeather {
        series = List.copyOf(series);
        if (days < 1 || series.size() != 1 && series.size() != Runs.MEMBERS) {
            throw new IllegalArgumentException("weather of " + days + " days for one or " + Runs.MEMBERS
                    + " members expected, found " + series.size() + " series");
        }
        for (float[] one : series) {
            if (one.length == 0 || one.length != series.get(0).length || one.length % (days * DRIVERS) != 0) {
                throw new IllegalArgumentException(
                        "a series of " + one.length + " values is not one of " + days + " days x " + DRIVERS);
            }
        }
        if (givenDays < 0 || givenDays > days) {
            throw new IllegalArgumentException("weather of " + days + " days of which " + givenDays + " are given");
        }
        if (perturbed && series.size() > 1) {
            throw new IllegalArgumentException("weather of a member's own is not perturbed as well");
        }
    }

    /** The weather of a day that is known. */
    @FunctionalInterface
    public interface Past {
        /** Copies the drivers of a day to {@code [driver][cell]} of so many cells from a place on. */
        void drivers(int epochDay, float[] into, int at);
    }

    /** Weather of the past at some dates. */
    public static ForecastWeather of(TraceDates dates, int days, int cells, Past past) {
        return new ForecastWeather(
                days,
                0,
                dates.firstEpochDays().stream()
                        .map(first -> series(first, days, cells, past))
                        .toList(),
                dates.few(),
                false);
    }

    /** The same given weather for all members. */
    public static ForecastWeather given(int firstEpochDay, int days, int cells, Past weather, boolean perturbed) {
        return new ForecastWeather(days, days, List.of(series(firstEpochDay, days, cells, weather)), false, perturbed);
    }

    /**
     * Weather that was forecast, then that of the past. In the forecast days each member multiplies rain and demand by the
     * factors that it will have when these days are analysed ({@link Perturbations}): what a forecast errs beyond that,
     * nobody knows without a history of forecasts.
     *
     * @param tile whose members they are
     * @param forecast {@code [day][driver][cell]} of the first days
     * @param past of all days
     * @throws IllegalArgumentException if the forecast has no whole days, or as many as the past or more
     */
    public static ForecastWeather forecastThen(IssuedTile tile, float[] forecast, ForecastWeather past) {
        int aDay = DRIVERS * tile.cells();
        int given = forecast.length / aDay;
        if (given < 1 || given >= past.days || forecast.length % aDay != 0) {
            throw new IllegalArgumentException("forecast weather of " + forecast.length + " values for " + tile.cells()
                    + " cells and " + past.days + " days");
        }
        var perturbations = new Perturbations();
        perturbations.of(tile.model().seed(), tile.cellKeys());
        float[] memory = tile.ownState();
        var series = new ArrayList<float[]>();
        for (int member = 0; member < Runs.MEMBERS; member++) {
            float[] own = past.series.get(past.isTraces() ? member : 0).clone();
            for (int day = 0; day < given; day++) {
                int at = day * aDay;
                float[] drivers = Arrays.copyOfRange(forecast, at, at + aDay);
                if (tile.model().filter().isEmpty()) {
                    System.arraycopy(drivers, 0, own, at, aDay);
                } else {
                    perturbations.force(
                            tile.model().filter().get().spread(),
                            member,
                            tile.epochDay() + 1 + day,
                            memory,
                            TileState.rememberedAt(member, tile.cells()),
                            drivers,
                            own,
                            at,
                            tile.cells());
                }
            }
            series.add(own);
        }
        return new ForecastWeather(past.days, given, series, past.fewYears, false);
    }

    private static float[] series(int firstEpochDay, int days, int cells, Past weather) {
        var series = new float[days * DRIVERS * cells];
        for (int day = 0; day < days; day++) {
            weather.drivers(firstEpochDay + day, series, day * DRIVERS * cells);
        }
        return series;
    }

    /** Number of cells. */
    public int cells() {
        return series.get(0).length / (days * DRIVERS);
    }

    /** Whether each member has weather of its own. */
    public boolean isTraces() {
        return series.size() > 1;
    }

    /** Copies the drivers of a trace and day, {@code [driver][cell]}. */
    void drivers(int trace, int day, float[] into) {
        System.arraycopy(series.get(trace), day * into.length, into, 0, into.length);
    }

    /** Mean over the series of the drivers of a day, {@code [driver][cell]}. */
    void meanDrivers(int day, float[] into) {
        drivers(0, day, into);
        for (int trace = 1; trace < series.size(); trace++) {
            for (int i = 0; i < into.length; i++) {
                into[i] += series.get(trace)[day * into.length + i];
            }
        }
        for (int i = 0; i < into.length; i++) {
            into[i] /= series.size();
        }
    }
}
