package org.soilcast.map.forecast;

import org.soilcast.schemas.avro.Forecast;

/**
 * A forecast of one tile with how it was made.
 *
 * @param issued date, leads and values
 * @param members that classes are counted among
 * @param traceYears earlier years of which the weather was taken
 * @param surfaceCalibrated whether the surface is calibrated by the bundle's numbers
 */
public record StoredForecast(IssuedForecast issued, int members, int traceYears, boolean surfaceCalibrated) {
    public StoredForecast {
        if (members < 0 || traceYears < 0) {
            throw new IllegalArgumentException(
                    "expected counts, found " + members + " members, " + traceYears + " years");
        }
    }

    /**
     * Checks and takes a record.
     *
     * @throws IllegalArgumentException as {@link IssuedForecast#of}
     */
    public static StoredForecast of(Forecast record, int cells) {
        return new StoredForecast(
                IssuedForecast.of(record, cells), record.getMembers(), record.getTraceYears(), record.getCalibrated());
    }
}
