package org.soilcast.learning.history;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.network.ClimateNormals;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.Driver;

/** The forcing of some cells over a span of days, as the land model takes it. Immutable. */
public final class CellForcing {
    private final DaySpan span;
    private final int cells;
    private final float[] precipitationMmPerDay; // [day][cell], as are the next two
    private final float[] airTemperatureC;
    private final float[] potentialEvapotranspirationMmPerDay;

    /**
     * Forcing from plain arrays, each [day][cell] and taken over.
     *
     * @throws IllegalArgumentException if a length is not days × cells, or a value is missing
     */
    public CellForcing(
            DaySpan span,
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

    public DaySpan span() {
        return span;
    }

    public int cells() {
        return cells;
    }

    /** Copies the drivers of one day, 0-based, to [driver][cell]. */
    public void drivers(int day, float[] drivers) {
        copy(precipitationMmPerDay, day, Driver.PRECIPITATION_MM_PER_DAY, drivers);
        copy(airTemperatureC, day, Driver.AIR_TEMPERATURE_C, drivers);
        copy(potentialEvapotranspirationMmPerDay, day, Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY, drivers);
    }

    /** Precipitation of one day, 0-based, and cell, mm/day. */
    public float precipitationMmPerDay(int day, int cell) {
        return precipitationMmPerDay[day * cells + cell];
    }

    /** Mean air temperature of one day, 0-based, and cell, °C. */
    public float airTemperatureC(int day, int cell) {
        return airTemperatureC[day * cells + cell];
    }

    /** Potential evapotranspiration of one day, 0-based, and cell, mm/day. */
    public float potentialEvapotranspirationMmPerDay(int day, int cell) {
        return potentialEvapotranspirationMmPerDay[day * cells + cell];
    }

    /** All days of all cells as the kernels take a window: {@code [day][driver][128]} in each block. */
    public CellBlocks blocks() {
        return blocks(IntStream.range(0, cells).toArray());
    }

    /** The same of some cells, in the order asked for. */
    public CellBlocks blocks(int... chosen) {
        int drivers = Driver.values().length;
        var blocks = new CellBlocks(span.days() * drivers, chosen.length);
        gather(precipitationMmPerDay, Driver.PRECIPITATION_MM_PER_DAY, chosen, blocks);
        gather(airTemperatureC, Driver.AIR_TEMPERATURE_C, chosen, blocks);
        gather(potentialEvapotranspirationMmPerDay, Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY, chosen, blocks);
        return blocks;
    }

    /** The forcing of some cells, in the order asked for. */
    public CellForcing select(int... chosen) {
        return new CellForcing(
                span,
                chosen.length,
                CellHistory.columns(precipitationMmPerDay, cells, chosen),
                CellHistory.columns(airTemperatureC, cells, chosen),
                CellHistory.columns(potentialEvapotranspirationMmPerDay, cells, chosen));
    }

    /**
     * The forcing of some of the days.
     *
     * @throws IllegalArgumentException if a day is not in the span
     */
    public CellForcing between(LocalDate from, LocalDate to) {
        return new CellForcing(
                span.between(from, to),
                cells,
                CellHistory.rows(precipitationMmPerDay, cells, span, from, to),
                CellHistory.rows(airTemperatureC, cells, span, from, to),
                CellHistory.rows(potentialEvapotranspirationMmPerDay, cells, span, from, to));
    }

    /** Climate normals of the cells over the span. */
    public NetworkInputs normals() {
        return ClimateNormals.of(
                span.first(), cells, precipitationMmPerDay, airTemperatureC, potentialEvapotranspirationMmPerDay);
    }

    /** Adds all values to a digest, as little-endian floats. */
    public void addTo(MessageDigest digest) {
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

    private void gather(float[] series, Driver driver, int[] chosen, CellBlocks blocks) {
        int dayValues = Driver.values().length * CellBlocks.CELLS;
        float[] values = blocks.values();
        for (int block = 0; block < blocks.blocks(); block++) {
            int first = block * CellBlocks.CELLS;
            int[] lanes = IntStream.range(first, first + CellBlocks.CELLS)
                    .map(lane -> chosen[lane < chosen.length ? lane : first])
                    .toArray();
            int at = blocks.begin(block) + driver.ordinal() * CellBlocks.CELLS;
            for (int day = 0; day < span.days(); day++, at += dayValues) { // a day's values lie side by side
                int row = day * cells;
                for (int lane = 0; lane < CellBlocks.CELLS; lane++) {
                    values[at + lane] = series[row + lanes[lane]];
                }
            }
        }
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
