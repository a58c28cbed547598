package org.soilcast.map.query;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.soilcast.map.TileResults;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.forecast.IssuedForecast;
import org.soilcast.map.forecast.StoredForecast;
import org.soilcast.map.store.StoredResults;

/** The newest forecasts of all cells, as maps. A cell of a tile that was last forecast on an earlier date is unknown. */
public final class ForecastMaps {
    private final StoredResults stored;
    private final CellPlaces places;

    ForecastMaps(StoredResults stored, CellPlaces places) {
        this.stored = stored;
        this.places = places;
    }

    /** A forecast of the newest issue date, for its date and leads; empty when there is none. */
    public Optional<IssuedForecast> newest() throws IOException {
        for (int tile : stored.newestForecasts()) {
            Optional<StoredForecast> forecast = stored.forecast(tile);
            if (forecast.isPresent()) {
                return Optional.of(forecast.get().issued());
            }
        }
        return Optional.empty();
    }

    /**
     * One column of all cells, in units of its last decimal.
     *
     * @param issueDate of the forecasts
     * @param lastLead last day of the span, days ahead
     */
    public int[] values(LocalDate issueDate, int lastLead, ForecastColumn column) throws IOException {
        var values = new int[places.count()];
        Arrays.fill(values, TileResults.UNKNOWN);
        InParts.of(stored.newestForecasts(), tiles -> {
            for (int tile : tiles) {
                stored.forecast(tile)
                        .map(StoredForecast::issued)
                        .filter(issued -> issued.date().equals(issueDate))
                        .ifPresent(issued -> put(issued, lastLead, column, values, places.firstCell(tile)));
            }
        });
        return values;
    }

    private static void put(IssuedForecast issued, int lastLead, ForecastColumn column, int[] values, int first) {
        for (int span = 0; span < issued.spans(); span++) {
            if (issued.lastLeadDays()[span] == lastLead) {
                for (int cell = 0; cell < issued.cells(); cell++) {
                    values[first + cell] = issued.scaled(column, span, cell);
                }
            }
        }
    }
}
