package org.soilcast.map.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.soilcast.map.store.ForecastFile.Place;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Forecast;

/** Forecasts in the files of a store, for tests that have no topic. */
public final class StoredForecasts {
    private StoredForecasts() {}

    /** Puts one in force. */
    public static void put(Path results, Forecast forecast) throws IOException {
        new ForecastFiles(results).write(List.of(file(forecast, new Place(0, 0))));
    }

    static ForecastFile file(Forecast forecast, Place place) {
        return new ForecastFile(
                forecast.getTile(),
                place,
                forecast.getIssueDate(),
                forecast.getIssue(),
                ByteBuffer.wrap(SingleObject.encode(forecast)));
    }

    /** The file of a tile. */
    public static Path path(Path results, int tile) {
        return results.resolve("forecasts").resolve("tile-" + tile + ".forecast");
    }
}
