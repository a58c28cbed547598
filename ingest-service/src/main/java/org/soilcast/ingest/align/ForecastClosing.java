package org.soilcast.ingest.align;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.ForecastForcing;
import org.soilcast.schemas.avro.ForecastWeather;
import org.soilcast.schemas.avro.TileDay;

/**
 * Makes forecast weather what the land model takes: by the rules of observed days, gaps filled from days beside them of the
 * same forecast, up to the first day that cannot be computed.
 */
final class ForecastClosing {
    /** Most days of a forecast. */
    static final int MOST_DAYS = 31;

    private ForecastClosing() {}

    /** Every day as a forcing would have it, if all its arrays have whole days of one number of cells. */
    static Parsed<Map<LocalDate, Forcing>> days(ForecastForcing forecast) {
        int days = forecast.getDays();
        int values = forecast.getPrecipitationMmPerDay().size();
        if (days < 1 || days > MOST_DAYS || values < days || values % days != 0) {
            return wrongLength(
                    "1 to " + MOST_DAYS + " days of precipitation", days + " days and " + values + " values");
        }
        for (List<Float> some : arrays(forecast)) {
            if (!some.isEmpty() && some.size() != values) {
                return wrongLength("arrays of " + values + " values, or none", "one of " + some.size());
            }
        }
        Map<LocalDate, Forcing> byDate = new HashMap<>();
        for (int day = 0; day < days; day++) {
            byDate.put(forecast.getIssueDate().plusDays(day + 1L), day(forecast, day, values / days));
        }
        return new Parsed.Accepted<>(byDate);
    }

    private static <T> Parsed<T> wrongLength(String expected, String found) {
        return new Parsed.Rejected<>(RejectReason.WRONG_LENGTH, "expected " + expected + ", found " + found);
    }

    private static List<List<Float>> arrays(ForecastForcing forecast) {
        return List.of(
                forecast.getAirTemperatureK(),
                forecast.getAirTemperatureMinK(),
                forecast.getAirTemperatureMaxK(),
                forecast.getShortwaveDownWPerM2(),
                forecast.getLongwaveDownWPerM2(),
                forecast.getSpecificHumidityKgPerKg(),
                forecast.getRelativeHumidityPercent(),
                forecast.getWindSpeedMPerS());
    }

    private static Forcing day(ForecastForcing forecast, int day, int cells) {
        Function<List<Float>, List<Float>> ofDay =
                values -> values.isEmpty() ? values : values.subList(day * cells, (day + 1) * cells);
        return Forcing.newBuilder()
                .setDomain(forecast.getDomain())
                .setTile(forecast.getTile())
                .setDate(forecast.getIssueDate().plusDays(day + 1L))
                .setSource(forecast.getSource())
                .setVersion(forecast.getVersion())
                .setFile(forecast.getFile())
                .setChecksum(forecast.getChecksum())
                .setPrecipitationMmPerDay(ofDay.apply(forecast.getPrecipitationMmPerDay()))
                .setAirTemperatureK(ofDay.apply(forecast.getAirTemperatureK()))
                .setAirTemperatureMinK(ofDay.apply(forecast.getAirTemperatureMinK()))
                .setAirTemperatureMaxK(ofDay.apply(forecast.getAirTemperatureMaxK()))
                .setShortwaveDownWPerM2(ofDay.apply(forecast.getShortwaveDownWPerM2()))
                .setLongwaveDownWPerM2(ofDay.apply(forecast.getLongwaveDownWPerM2()))
                .setSpecificHumidityKgPerKg(ofDay.apply(forecast.getSpecificHumidityKgPerKg()))
                .setRelativeHumidityPercent(ofDay.apply(forecast.getRelativeHumidityPercent()))
                .setWindSpeedMPerS(ofDay.apply(forecast.getWindSpeedMPerS()))
                .build();
    }

    /**
     * The weather that a forecast can go by; empty if not even its first day can be computed.
     *
     * @param days of {@link #days}, each checked
     */
    static Optional<ForecastWeather> close(
            TileCells tile, LocalDate issueDate, int version, Map<LocalDate, Forcing> days) {
        int cells = tile.cells();
        var precipitation = new float[days.size() * cells];
        var temperature = new float[precipitation.length];
        var potential = new float[precipitation.length];
        int closed = 0;
        while (closed < days.size()) {
            Optional<TileDay> day = DayClosing.close(
                    tile,
                    issueDate.plusDays(closed + 1L),
                    date -> Optional.ofNullable(days.get(date)),
                    Optional.empty());
            if (day.isEmpty()) {
                break;
            }
            int at = closed * cells;
            System.arraycopy(Floats.array(day.get().getPrecipitationMmPerDay()), 0, precipitation, at, cells);
            System.arraycopy(Floats.array(day.get().getAirTemperatureC()), 0, temperature, at, cells);
            System.arraycopy(Floats.array(day.get().getPotentialEvapotranspirationMmPerDay()), 0, potential, at, cells);
            closed++;
        }
        if (closed == 0) {
            return Optional.empty();
        }
        int values = closed * cells;
        return Optional.of(ForecastWeather.newBuilder()
                .setDomain(tile.tile().getDomain())
                .setTile(tile.tile().getTile())
                .setIssueDate(issueDate)
                .setRevision(version)
                .setDays(closed)
                .setPrecipitationMmPerDay(Floats.view(precipitation).subList(0, values))
                .setAirTemperatureC(Floats.view(temperature).subList(0, values))
                .setPotentialEvapotranspirationMmPerDay(Floats.view(potential).subList(0, values))
                .build());
    }
}
