package org.soilcast.inference.tile;

import java.time.LocalDate;
import org.soilcast.schemas.Topics;

/** Why a tile does not take a day or a model. */
final class TileRejections {
    private TileRejections() {}

    static RejectedInput tooLate(TileDayInput day, long oldestReachable) {
        return rejectedDay(
                "tile-day-too-late",
                day,
                " is older than the oldest that can be computed again, " + LocalDate.ofEpochDay(oldestReachable));
    }

    static RejectedInput otherCells(TileDayInput day, int cells) {
        return rejectedDay("tile-day-cells", day, " has " + day.cells() + " cells, the tile's model " + cells);
    }

    static RejectedInput otherCells(TileDayInput forecastWeather, int found, int cells) {
        return rejectedDay(
                "forecast-weather-cells",
                forecastWeather,
                " has forecast weather of " + found + " cells, the tile's model " + cells);
    }

    private static RejectedInput rejectedDay(String reason, TileDayInput day, String detail) {
        return new RejectedInput(
                Topics.TILE_DAYS.topic(),
                -1,
                reason,
                "tile " + day.tile() + " day " + LocalDate.ofEpochDay(day.epochDay()) + detail,
                new byte[0]);
    }

    static RejectedInput tooLate(TileParameters model, long oldestReachable) {
        return rejectedModel(
                "tile-model-too-late",
                model,
                " is required since before the oldest day that can be computed again, "
                        + LocalDate.ofEpochDay(oldestReachable));
    }

    static RejectedInput otherCells(TileParameters model, int cells) {
        return rejectedModel("tile-model-cells", model, " is not for the tile's " + cells + " cells");
    }

    private static RejectedInput rejectedModel(String reason, TileParameters model, String detail) {
        return new RejectedInput(Topics.TILE_MODELS.topic(), -1, reason, model + detail, new byte[0]);
    }
}
