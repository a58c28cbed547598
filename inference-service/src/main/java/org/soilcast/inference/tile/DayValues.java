package org.soilcast.inference.tile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.state.SixteenBits;

/**
 * The values of a tile-day in few bytes, as they cross the job and lie in its state: drivers and quality in 16 bits,
 * retrievals as they are. Packed before anything is computed, so that every use sees the same rounded drivers.
 *
 * <p>Big-endian: number of cells (2 bytes); rows of precipitation, temperature, potential evapotranspiration and quality,
 * each {@value #SAME} and one value for all cells or {@value #EACH} and a value a cell; retrievals: {@value #NONE},
 * {@value #EACH} and all of them, or {@value #SOME}, a bit a cell and those there are. Equal values have equal bytes.
 */
public final class DayValues {
    private static final byte SAME = 0;
    private static final byte NONE = 0;
    private static final byte EACH = 1;
    private static final byte SOME = 2;
    /** In the order of their rows. */
    private static final Driver[] PACKED = {
        Driver.PRECIPITATION_MM_PER_DAY, Driver.AIR_TEMPERATURE_C, Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY
    };

    private static final int MOST_HEADER_BYTES = Short.BYTES + 5;

    private final float[] drivers;
    private final float[] observedM3PerM3;
    private final int[] quality;

    private DayValues(float[] drivers, float[] observedM3PerM3, int[] quality) {
        this.drivers = drivers;
        this.observedM3PerM3 = observedM3PerM3;
        this.quality = quality;
    }

    /**
     * Packs the values of a day, arrays [cell].
     *
     * @throws IllegalArgumentException if the arrays differ in length or a quality needs more than 16 bits
     */
    static byte[] packed(
            float[] precipitationMmPerDay,
            float[] airTemperatureC,
            float[] potentialEvapotranspirationMmPerDay,
            float[] observedM3PerM3,
            int[] quality) {
        int cells = precipitationMmPerDay.length;
        if (airTemperatureC.length != cells
                || potentialEvapotranspirationMmPerDay.length != cells
                || observedM3PerM3.length != cells
                || quality.length != cells) {
            throw new IllegalArgumentException("arrays of different lengths, expected " + cells);
        }
        var bytes = ByteBuffer.allocate(
                MOST_HEADER_BYTES + cells * (4 * Short.BYTES + Float.BYTES) + (cells + Byte.SIZE - 1) / Byte.SIZE);
        bytes.putShort((short) cells);
        var row = new short[cells];
        for (int cell = 0; cell < cells; cell++) {
            row[cell] = SixteenBits.ofAmount(precipitationMmPerDay[cell]);
        }
        putRow(bytes, row);
        for (int cell = 0; cell < cells; cell++) {
            row[cell] = SixteenBits.ofTemperatureC(airTemperatureC[cell]);
        }
        putRow(bytes, row);
        for (int cell = 0; cell < cells; cell++) {
            row[cell] = SixteenBits.ofAmount(potentialEvapotranspirationMmPerDay[cell]);
        }
        putRow(bytes, row);
        for (int cell = 0; cell < cells; cell++) {
            if (quality[cell] >>> Short.SIZE != 0) {
                throw new IllegalArgumentException("quality " + quality[cell] + " needs more than 16 bits");
            }
            row[cell] = (short) quality[cell];
        }
        putRow(bytes, row);
        putObserved(bytes, observedM3PerM3);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Number of cells of a packed day. */
    static int cells(byte[] packed) {
        return Short.toUnsignedInt(ByteBuffer.wrap(packed).getShort());
    }

    /** The values of a packed day. */
    static DayValues unpacked(byte[] packed) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        int cells = Short.toUnsignedInt(bytes.getShort());
        var drivers = new float[Driver.values().length * cells];
        var row = new short[cells];
        takeDrivers(bytes, row, drivers, 0);
        takeRow(bytes, row);
        var quality = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            quality[cell] = Short.toUnsignedInt(row[cell]);
        }
        return new DayValues(drivers, takeObserved(bytes, cells), quality);
    }

    private static void takeDrivers(ByteBuffer bytes, short[] row, float[] into, int at) {
        int cells = row.length;
        for (Driver driver : PACKED) {
            takeRow(bytes, row);
            int first = at + driver.ordinal() * cells;
            for (int cell = 0; cell < cells; cell++) {
                into[first + cell] = driver == Driver.AIR_TEMPERATURE_C
                        ? SixteenBits.temperatureC(row[cell])
                        : SixteenBits.amount(row[cell]);
            }
        }
    }

    /** The bytes of a packed day up to its drivers. */
    static byte[] packedDrivers(byte[] packed) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        var row = new short[Short.toUnsignedInt(bytes.getShort())];
        for (int i = 0; i < PACKED.length; i++) {
            takeRow(bytes, row);
        }
        return Arrays.copyOf(packed, bytes.position());
    }

    /** Copies the drivers of {@link #packedDrivers} to {@code [driver][cell]} from a place on. */
    static void unpackDrivers(byte[] packed, float[] into, int at) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        takeDrivers(bytes, new short[Short.toUnsignedInt(bytes.getShort())], into, at);
    }

    /** Drivers, [driver][cell]. */
    public float[] drivers() {
        return drivers;
    }

    /** Accepted retrievals, [cell], m3/m3, NaN where there is none. */
    public float[] observedM3PerM3() {
        return observedM3PerM3;
    }

    /** Bits of {@code QualityFlags}, [cell]. */
    public int[] quality() {
        return quality;
    }

    private static void putRow(ByteBuffer bytes, short[] row) {
        boolean same = row.length > 0;
        for (short value : row) {
            same &= value == row[0];
        }
        bytes.put(same ? SAME : EACH);
        if (same) {
            bytes.putShort(row[0]);
        } else {
            bytes.asShortBuffer().put(row);
            bytes.position(bytes.position() + row.length * Short.BYTES);
        }
    }

    private static void takeRow(ByteBuffer bytes, short[] row) {
        if (bytes.get() == SAME) {
            Arrays.fill(row, bytes.getShort());
        } else {
            bytes.asShortBuffer().get(row);
            bytes.position(bytes.position() + row.length * Short.BYTES);
        }
    }

    private static void putObserved(ByteBuffer bytes, float[] observed) {
        int present = 0;
        for (float value : observed) {
            present += Float.isNaN(value) ? 0 : 1;
        }
        bytes.put(present == 0 ? NONE : present == observed.length ? EACH : SOME);
        if (present > 0 && present < observed.length) {
            var there = new byte[(observed.length + Byte.SIZE - 1) / Byte.SIZE];
            for (int cell = 0; cell < observed.length; cell++) {
                if (!Float.isNaN(observed[cell])) {
                    there[cell / Byte.SIZE] |= (byte) (1 << cell % Byte.SIZE);
                }
            }
            bytes.put(there);
        }
        for (float value : observed) {
            if (!Float.isNaN(value)) {
                bytes.putFloat(value);
            }
        }
    }

    private static float[] takeObserved(ByteBuffer bytes, int cells) {
        byte which = bytes.get();
        var there = new byte[(cells + Byte.SIZE - 1) / Byte.SIZE];
        if (which == SOME) {
            bytes.get(there);
        }
        var observed = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            boolean present = which == EACH || (there[cell / Byte.SIZE] >> cell % Byte.SIZE & 1) == 1;
            observed[cell] = present ? bytes.getFloat() : Float.NaN;
        }
        return observed;
    }
}
