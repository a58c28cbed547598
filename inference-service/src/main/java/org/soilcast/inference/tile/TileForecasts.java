package org.soilcast.inference.tile;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.forecast.ForecastLine;
import org.soilcast.dayline.forecast.ForecastSpan;
import org.soilcast.dayline.forecast.ForecastWeather;
import org.soilcast.dayline.forecast.IssuedTile;
import org.soilcast.dayline.forecast.TileForecast;
import org.soilcast.dayline.forecast.TraceDates;
import org.soilcast.inference.tile.DayStep.ComputedDay;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.schemas.QualityFlags;

/**
 * Issues forecasts of the tile that is the current key, one a date that it is asked for, from the state at that date's
 * end. Late input that changes the newest of these dates makes another issue of it; older forecasts stay as they are.
 *
 * <p>The weather is that of earlier times in the tile's own history, up to {@value TileMemory#REACH_DAYS} days before the issue:
 * what is newer may still change when a rewind has moved the history on, and a forecast has to be the same in any order of
 * input. On days of which a forecast of the weather has come the members have that one. Without history long enough for one
 * trace there is no forecast. Runs on the processor; holds work space, so each
 * subtask needs its own.
 */
public final class TileForecasts implements AutoCloseable {
    private static final int DAYS = ForecastSpan.WHOLE_DAYS;
    /** Forecast weather beyond this is no better than that of other years. */
    private static final int MOST_GIVEN_DAYS = ForecastSpan.DAILY_LEADS;

    private final TileMemory memory;
    private final VersionNumbers numbers;
    private final ForecastLine line = new ForecastLine(new LandKernel());

    /** Of the tiles of an operator. */
    public TileForecasts(TileMemory memory, VersionNumbers numbers) {
        this.memory = memory;
        this.numbers = numbers;
    }

    /**
     * Takes the request for a forecast, or weather for one. Where its date is behind the front, the tile goes back to it.
     *
     * @return the first day whose result is to be sent again; empty if no day has to be computed
     */
    public OptionalLong take(TileDayInput input, Consumer<RejectedInput> rejected, Consumer<ForecastResult> out)
            throws Exception {
        return input.kind() == TileDayInput.Kind.FORECAST_RUN
                ? takeRun(input, rejected, out)
                : takeWeather(input, rejected, out);
    }

    private OptionalLong takeRun(TileDayInput request, Consumer<RejectedInput> rejected, Consumer<ForecastResult> out)
            throws Exception {
        int date = Math.toIntExact(request.epochDay());
        TileHistory history = memory.history();
        if (date <= history.newest().epochDay()) {
            return OptionalLong.empty();
        }
        TileFront front = memory.front();
        if (front.isStarted() && date < memory.oldestReachableDay()) {
            rejected.accept(TileRejections.tooLate(request, memory.oldestReachableDay()));
            return OptionalLong.empty();
        }
        history.newest(new ForecastIssue(date, 0));
        return issueAt(date, out);
    }

    /** Forecast weather is for the forecast from its date: one that has been issued is issued again. */
    private OptionalLong takeWeather(
            TileDayInput weather, Consumer<RejectedInput> rejected, Consumer<ForecastResult> out) throws Exception {
        Optional<TileParameters> model = memory.anyModel();
        int cells = ForecastDays.of(weather.values()).cells();
        if (model.isPresent() && model.get().cells() != cells) {
            rejected.accept(
                    TileRejections.otherCells(weather, cells, model.get().cells()));
            return OptionalLong.empty();
        }
        int date = Math.toIntExact(weather.epochDay());
        boolean changed = memory.history().keepForecast(weather);
        ForecastIssue newest = memory.history().newest();
        return changed && date == newest.epochDay() && date >= memory.oldestReachableDay()
                ? issueAt(date, out)
                : OptionalLong.empty();
    }

    /** Issues a forecast from a date that the tile has reached, going back to it where it has gone on. */
    private OptionalLong issueAt(int date, Consumer<ForecastResult> out) throws Exception {
        TileFront front = memory.front();
        if (!front.isStarted() || front.epochDay() < date) {
            return OptionalLong.empty();
        }
        if (front.epochDay() > date) {
            memory.rewindBefore(date + 1);
        }
        if (memory.front().epochDay() == date) {
            issueAtFront(date, out);
        }
        return front.epochDay() > date ? OptionalLong.of(front.epochDay() + 1L) : OptionalLong.empty();
    }

    private void issueAtFront(int date, Consumer<ForecastResult> out) throws Exception {
        TileFront front = memory.front();
        Optional<KeptDay> day = memory.day(date);
        if (day.isPresent()) {
            issue(day.get(), memory.model(front.version()).orElseThrow(), front.states(), out);
        }
    }

    /**
     * Issues what was asked for from a day that has been computed, if it is the newest such date and either waits or has
     * changed.
     *
     * @param firstChanged the first day whose result is to be sent again
     */
    public void after(ComputedDay computed, long firstChanged, Consumer<ForecastResult> out) throws Exception {
        int today = computed.day().epochDay();
        ForecastIssue newest = memory.history().newest();
        if (today == newest.epochDay() && (newest.issue() == 0 || today >= firstChanged)) {
            issue(computed.day().kept(), computed.day().model(), computed.endOfDay(), out);
        }
    }

    private void issue(KeptDay day, TileParameters model, float[] state, Consumer<ForecastResult> out)
            throws Exception {
        TileHistory history = memory.history();
        int date = Math.toIntExact(day.input().epochDay());
        OptionalInt first = history.firstDay();
        Optional<TraceDates> traces = first.isPresent()
                ? TraceDates.within(TileParameters.SEED, date, first.getAsInt(), date - TileMemory.REACH_DAYS, DAYS)
                : Optional.empty();
        if (traces.isEmpty()) {
            return;
        }
        int issue = history.newest().issue() + 1;
        history.newest(new ForecastIssue(date, issue));
        var tile = new IssuedTile(date, model.cellKeys(), model.model(numbers.of(model.version())), state);
        var past = ForecastWeather.of(
                traces.get(), DAYS, model.cells(), (pastDay, into, at) -> copyDrivers(history, pastDay, into, at));
        Optional<ForecastDays> given = history.forecast(date).filter(days -> days.cells() == model.cells());
        ForecastWeather weather = given.isEmpty()
                ? past
                : ForecastWeather.forecastThen(tile, given.get().drivers(MOST_GIVEN_DAYS, model.cells()), past);
        TileForecast forecast = line.of(tile, weather, numbers.forecast(model.version()));
        float[][] drought = ForecastRows.drought(forecast);
        out.accept(new ForecastResult(
                model.tile(),
                date,
                issue,
                model.version(),
                day.input().revision(),
                traces.get().years(),
                weather.givenDays(),
                forecast.isCalibrated(),
                ForecastRows.leads(forecast, true),
                ForecastRows.leads(forecast, false),
                ForecastRows.values(forecast),
                model.climatologyYears() == 0 ? new byte[0] : ForecastRows.classMembers(forecast),
                drought[0],
                drought[1],
                quality(day, model, weather, forecast)));
    }

    /** The weather of a day, where failures of the state are not expected. */
    private static void copyDrivers(TileHistory history, int epochDay, float[] into, int at) {
        try {
            history.drivers(epochDay, into, at);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot read the weather of day " + epochDay, e);
        }
    }

    private static int[] quality(KeptDay day, TileParameters model, ForecastWeather weather, TileForecast forecast) {
        int ofAll = (weather.givenDays() > 0 ? QualityFlags.FORECAST_WEATHER : 0)
                | (forecast.isOfFewYears() ? QualityFlags.FEW_TRACE_YEARS : 0)
                | (forecast.isCalibrated() ? 0 : QualityFlags.FORECAST_UNCALIBRATED)
                | (model.climatologyYears() > 0 && model.climatologyYears() < Climatology.ENOUGH_YEARS
                        ? QualityFlags.CLIMATOLOGY_SHORT
                        : 0);
        int[] quality = DayValues.unpacked(day.input().values()).quality();
        for (int cell = 0; cell < quality.length; cell++) {
            quality[cell] = quality[cell] & QualityFlags.SYNTHETIC | ofAll;
        }
        return quality;
    }

    @Override
    public void close() {
        line.close();
    }
}
