package org.soilcast.inference.tile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.soilcast.land.physics.Driver;

/**
 * Forecast weather of a tile in few bytes: number of days (2 bytes), then of each the length (4) and the bytes of {@link
 * DayValues#packedDrivers}, so that it is rounded as the days themselves are.
 */
public final class ForecastDays {
    private final byte[] bytes;

    private ForecastDays(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Those of {@link #bytes}. */
    static ForecastDays of(byte[] bytes) {
        return new ForecastDays(bytes);
    }

    /**
     * Packs weather, arrays {@code [day][cell]}.
     *
     * @param cells number of cells
     * @param precipitationMmPerDay precipitation, mm/day
     * @param airTemperatureC daily mean air temperature, °C
     * @param potentialEvapotranspirationMmPerDay potential evapotranspiration, mm/day
     */
    public static ForecastDays of(
            int cells,
            float[] precipitationMmPerDay,
            float[] airTemperatureC,
            float[] potentialEvapotranspirationMmPerDay) {
        int days = precipitationMmPerDay.length / cells;
        var packed = new byte[days][];
        int length = Short.BYTES;
        for (int day = 0; day < days; day++) {
            packed[day] = DayValues.packedDrivers(DayValues.packed(
                    ofDay(precipitationMmPerDay, day, cells),
                    ofDay(airTemperatureC, day, cells),
                    ofDay(potentialEvapotranspirationMmPerDay, day, cells),
                    new float[cells],
                    new int[cells]));
            length += Integer.BYTES + packed[day].length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).putShort((short) days);
        for (byte[] day : packed) {
            buffer.putInt(day.length).put(day);
        }
        return new ForecastDays(buffer.array());
    }

    private static float[] ofDay(float[] values, int day, int cells) {
        return Arrays.copyOfRange(values, day * cells, (day + 1) * cells);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Drivers of as many of its days as are wanted, {@code [day][driver][cell]}. */
    float[] drivers(int mostDays, int cells) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int days = Math.min(mostDays, buffer.getShort());
        int aDay = Driver.values().length * cells;
        var drivers = new float[days * aDay];
        for (int day = 0; day < days; day++) {
            var packed = new byte[buffer.getInt()];
            buffer.get(packed);
            DayValues.unpackDrivers(packed, drivers, day * aDay);
        }
        return drivers;
    }

    /** Number of cells; 0 of no days. */
    int cells() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return buffer.getShort() == 0
                ? 0
                : DayValues.cells(Arrays.copyOfRange(bytes, buffer.position() + Integer.BYTES, bytes.length));
    }
}
