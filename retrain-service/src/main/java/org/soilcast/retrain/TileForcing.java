package org.soilcast.retrain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import org.soilcast.land.network.ClimateNormals;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.Driver;

/** The forcing of one tile over a span of days, as the land model takes it. Does not change. */
final class TileForcing {
    private final ArchiveSpan span;
    private final int cells;
    private final float[] precipitationMmPerDay; // [day][cell], as are the next two
    private final float[] airTemperatureC;
    private final float[] potentialEvapotranspirationMmPerDay;

    /** Forcing from plain arrays, each [day][cell] and complete. */
    TileForcing(
            ArchiveSpan span,
            int cells,
            float[] precipitationMmPerDay,
            float[] airTemperatureC,
            float[] potentialEvapotranspirationMmPerDay) {
        this.span = span;
        this.cells = cells;
        this.precipitationMmPerDay = complete("precipitation", precipitationMmPerDay);
        this.airTemperatureC = complete("air temperature", airTemperatureC);
        this.potentialEvapotranspirationMmPerDay =
                complete("potential evapotranspiration", potentialEvapotranspirationMmPerDay);
    }

    /** The forcing of a tile with so many cells in the archive. */
    static TileForcing of(TileDayArchive archive, int tile, int cells, ArchiveSpan span) {
        return new TileForcing(
                span,
                cells,
                archive.window(tile, ArchiveVariable.PRECIPITATION_MM_PER_DAY, span.first(), span.last()),
                archive.window(tile, ArchiveVariable.AIR_TEMPERATURE_C, span.first(), span.last()),
                archive.window(
                        tile, ArchiveVariable.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY, span.first(), span.last()));
    }

    ArchiveSpan span() {
        return span;
    }

    int cells() {
        return cells;
    }

    /** Copies the drivers of one day, 0-based, to [driver][cell]. */
    void drivers(int day, float[] drivers) {
        copy(precipitationMmPerDay, day, Driver.PRECIPITATION_MM_PER_DAY, drivers);
        copy(airTemperatureC, day, Driver.AIR_TEMPERATURE_C, drivers);
        copy(potentialEvapotranspirationMmPerDay, day, Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY, drivers);
    }

    /** Climate normals of the cells over the span. */
    NetworkInputs normals() {
        return ClimateNormals.of(
                span.first(), cells, precipitationMmPerDay, airTemperatureC, potentialEvapotranspirationMmPerDay);
    }

    /** Adds all values to a digest, as little-endian floats. */
    void addTo(MessageDigest digest) {
        for (float[] series :
                new float[][] {precipitationMmPerDay, airTemperatureC, potentialEvapotranspirationMmPerDay}) {
            ByteBuffer bytes = ByteBuffer.allocate(series.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(series);
            digest.update(bytes);
        }
    }

    private void copy(float[] series, int day, Driver driver, float[] drivers) {
        System.arraycopy(series, day * cells, drivers, driver.ordinal() * cells, cells);
    }

    private float[] complete(String name, float[] series) {
        if (series.length != span.days() * cells) {
            throw new IllegalArgumentException(name + ": expected " + span.days() + " days x " + cells
                    + " cells, found " + series.length + " values");
        }
        for (int i = 0; i < series.length; i++) {
            if (!Float.isFinite(series[i])) {
                throw new IllegalArgumentException(
                        name + " of cell " + i % cells + ", " + span.first().plusDays(i / cells) + " is " + series[i]);
            }
        }
        return series;
    }
}
