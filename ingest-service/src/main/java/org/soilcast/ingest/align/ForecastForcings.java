package org.soilcast.ingest.align;

import java.time.LocalDate;
import java.util.Map;
import org.soilcast.ingest.align.TileDayStore.Kind;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.ForecastForcing;

/**
 * Hands on weather that was forecast, as it comes: which forecast of a date counts is decided where it is used. What comes
 * before its tile waits for it in the store.
 */
final class ForecastForcings {
    private final TileDayStore store;
    private final AlignOutput output;

    ForecastForcings(TileDayStore store, AlignOutput output) {
        this.store = store;
        this.output = output;
    }

    /** Takes a forecast of a tile that is not there yet. */
    void hold(ForecastForcing forecast, byte[] bytes) {
        store.put(Kind.FORECAST_FORCING, forecast.getTile(), forecast.getIssueDate(), bytes);
    }

    /** Hands on what waited for a tile. */
    void takeTile(TileCells tile) {
        int number = tile.tile().getTile();
        for (LocalDate date : store.dates(Kind.FORECAST_FORCING, number)) {
            byte[] bytes = store.get(Kind.FORECAST_FORCING, number, date).orElseThrow();
            store.delete(Kind.FORECAST_FORCING, number, date);
            take(SingleObject.decode(bytes, ForecastForcing.class), tile);
        }
    }

    /** Checks a forecast and hands it on. */
    void take(ForecastForcing forecast, TileCells tile) {
        ForecastClosing.days(forecast)
                .then(days -> checked(forecast, days, tile.cells()))
                .handTo(days -> handOn(forecast, days, tile), output::refuse);
    }

    private static Parsed<Map<LocalDate, Forcing>> checked(
            ForecastForcing forecast, Map<LocalDate, Forcing> days, int cells) {
        Parsed<Map<LocalDate, Forcing>> checked = RecordChecks.checkLength(
                days, cells, forecast.getPrecipitationMmPerDay().size() / forecast.getDays());
        for (Forcing day : days.values()) {
            checked = checked.then(good -> RecordChecks.check(day).then(fine -> new Parsed.Accepted<>(good)));
        }
        return checked;
    }

    private void handOn(ForecastForcing forecast, Map<LocalDate, Forcing> days, TileCells tile) {
        ForecastClosing.close(tile, forecast.getIssueDate(), forecast.getVersion(), days)
                .ifPresentOrElse(
                        weather -> output.handOnForecast(forecast.getTile(), SingleObject.encode(weather)),
                        () -> output.refuse(
                                RejectReason.OUT_OF_RANGE,
                                "no air temperature of the first day of the forecast of " + forecast.getIssueDate()));
    }
}
