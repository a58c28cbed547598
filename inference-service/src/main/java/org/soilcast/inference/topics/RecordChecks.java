package org.soilcast.inference.topics;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.soilcast.schemas.avro.ForecastWeather;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.schemas.avro.TileModel;

/**
 * What a record must hold before anything is computed with it: this domain, a date that can be, arrays of one length, and
 * the ranges that the schema declares. Whether a tile has that many cells only its model can tell.
 */
final class RecordChecks {
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);
    private static final int MOST_CELLS = 128;
    private static final int MOST_FORECAST_DAYS = 31;

    private final String domain;

    /** Records of one domain. */
    RecordChecks(String domain) {
        this.domain = domain;
    }

    /** What is wrong with a tile-day, if anything. */
    Optional<InputFault> faultOf(TileDay day) {
        return domainFault("tile-day-domain", day.getDomain())
                .or(() -> dateFault("tile-day-date", day.getDate()))
                .or(() -> numberFault("tile-day-values", "tile", day.getTile(), 0))
                .or(() -> numberFault("tile-day-values", "revision", day.getRevision(), 1))
                .or(() -> lengthFault(day))
                .or(() -> driverFault(
                        day.getPrecipitationMmPerDay(),
                        day.getAirTemperatureC(),
                        day.getPotentialEvapotranspirationMmPerDay()))
                .or(() -> valueFault("retrieval, m3/m3", day.getObservedM3PerM3(), 0, 0.8f, true))
                .or(() -> qualityFault(day.getQuality()));
    }

    /** What is wrong with forecast weather, if anything. */
    Optional<InputFault> faultOf(ForecastWeather weather) {
        return domainFault("forecast-weather-domain", weather.getDomain())
                .or(() -> dateFault("forecast-weather-date", weather.getIssueDate()))
                .or(() -> numberFault("forecast-weather-values", "tile", weather.getTile(), 0))
                .or(() -> numberFault("forecast-weather-values", "revision", weather.getRevision(), 1))
                .or(() -> lengthFault(weather))
                .or(() -> driverFault(
                        weather.getPrecipitationMmPerDay(),
                        weather.getAirTemperatureC(),
                        weather.getPotentialEvapotranspirationMmPerDay()));
    }

    private static Optional<InputFault> lengthFault(ForecastWeather weather) {
        int days = weather.getDays();
        int values = weather.getPrecipitationMmPerDay().size();
        boolean fits = days >= 1
                && days <= MOST_FORECAST_DAYS
                && values % days == 0
                && values >= days
                && values / days <= MOST_CELLS
                && weather.getAirTemperatureC().size() == values
                && weather.getPotentialEvapotranspirationMmPerDay().size() == values;
        return fits
                ? Optional.empty()
                : Optional.of(new InputFault(
                        "forecast-weather-cells",
                        "expected three arrays of 1 to " + MOST_FORECAST_DAYS + " days of 1 to " + MOST_CELLS
                                + " cells, found " + days + " days and " + values + ", "
                                + weather.getAirTemperatureC().size() + " and "
                                + weather.getPotentialEvapotranspirationMmPerDay()
                                        .size() + " values"));
    }

    private static Optional<InputFault> driverFault(
            List<Float> precipitation, List<Float> temperature, List<Float> potentialEvapotranspiration) {
        return valueFault("precipitation, mm/day", precipitation, 0, 2000, false)
                .or(() -> valueFault("air temperature, °C", temperature, -93.5f, 67, false))
                .or(() ->
                        valueFault("potential evapotranspiration, mm/day", potentialEvapotranspiration, 0, 30, false));
    }

    /** What is wrong with a tile-model's envelope, if anything; its content is checked when its digest has been. */
    Optional<InputFault> faultOf(TileModel model) {
        return domainFault("tile-model-domain", model.getDomain())
                .or(() -> dateFault("tile-model-date", model.getEffectiveFrom()))
                .or(() -> numberFault("tile-model-version", "tile", model.getTile(), 0))
                .or(() -> numberFault("tile-model-version", "version", model.getVersion(), 1));
    }

    /** What is wrong with a control record's domain or date, if anything. */
    Optional<InputFault> controlFault(String recordDomain, LocalDate date) {
        return domainFault("control-domain", recordDomain).or(() -> dateFault("control-date", date));
    }

    private Optional<InputFault> domainFault(String reason, String found) {
        return found.equals(domain)
                ? Optional.empty()
                : Optional.of(new InputFault(reason, "expected domain " + domain + ", found " + found));
    }

    private static Optional<InputFault> dateFault(String reason, LocalDate date) {
        return date.isBefore(EARLIEST) || date.isAfter(LATEST)
                ? Optional.of(new InputFault(reason, date + " is not between " + EARLIEST + " and " + LATEST))
                : Optional.empty();
    }

    private static Optional<InputFault> numberFault(String reason, String name, int found, int least) {
        return found < least
                ? Optional.of(
                        new InputFault(reason, "expected a " + name + " of at least " + least + ", found " + found))
                : Optional.empty();
    }

    private static Optional<InputFault> lengthFault(TileDay day) {
        int cells = day.getPrecipitationMmPerDay().size();
        boolean fits = cells >= 1
                && cells <= MOST_CELLS
                && day.getAirTemperatureC().size() == cells
                && day.getPotentialEvapotranspirationMmPerDay().size() == cells
                && day.getObservedM3PerM3().size() == cells
                && day.getQuality().size() == cells;
        return fits
                ? Optional.empty()
                : Optional.of(new InputFault(
                        "tile-day-cells",
                        "expected five arrays of one length between 1 and " + MOST_CELLS + ", found " + cells + ", "
                                + day.getAirTemperatureC().size() + ", "
                                + day.getPotentialEvapotranspirationMmPerDay().size() + ", "
                                + day.getObservedM3PerM3().size() + " and "
                                + day.getQuality().size()));
    }

    private static Optional<InputFault> valueFault(
            String name, List<Float> values, float least, float most, boolean mayBeMissing) {
        for (int cell = 0; cell < values.size(); cell++) {
            float value = values.get(cell);
            boolean missing = mayBeMissing && Float.isNaN(value);
            if (!missing && !(value >= least && value <= most)) {
                return Optional.of(new InputFault(
                        "tile-day-values",
                        name + " of cell " + cell + ": expected " + least + " to " + most + ", found " + value));
            }
        }
        return Optional.empty();
    }

    private static Optional<InputFault> qualityFault(List<Integer> quality) {
        for (int bits : quality) {
            if (bits >>> Short.SIZE != 0) {
                return Optional.of(new InputFault("tile-day-values", "quality: expected 16 bits, found " + bits));
            }
        }
        return Optional.empty();
    }
}
