package org.soilcast.inference.tile;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;

/**
 * What of a day's result alerts look at, in few bytes: a format number, model version and revision (4 bytes each),
 * whether the climatology is short (1); of each cell the root zone's percentile in hundredths, or {@value #UNKNOWN} (2), and
 * its members in each dry class or a drier one (5).
 */
final class AlertDay {
    private static final byte FORMAT = 1;
    private static final short UNKNOWN = -1;
    private static final float PER_PERCENT = 100;
    private static final int HEADER_BYTES = 2 + 2 * Integer.BYTES;
    private static final int CELL_BYTES = Short.BYTES + DroughtDay.CLASSES;

    private AlertDay() {}

    /** Packs a result; nothing where its model version says nothing of droughts. */
    static Optional<byte[]> packed(TileResult result) {
        int cells = result.cells();
        if (result.dryMembers().length == 0) {
            return Optional.empty();
        }
        boolean shortClimatology = (result.quality()[0] & QualityFlags.CLIMATOLOGY_SHORT) != 0; // of all cells or none
        var bytes = ByteBuffer.allocate(HEADER_BYTES + cells * CELL_BYTES);
        bytes.put(FORMAT)
                .putInt(result.modelVersion())
                .putInt(result.revision())
                .put((byte) (shortClimatology ? 1 : 0));
        float[] percentiles = result.row(ResultColumn.ROOT_ZONE_PERCENTILE);
        for (int cell = 0; cell < cells; cell++) {
            float percentile = percentiles[cell];
            bytes.putShort(Float.isNaN(percentile) ? UNKNOWN : (short) Math.round(PER_PERCENT * percentile));
            for (int each = 0; each < DroughtDay.CLASSES; each++) {
                bytes.put(result.dryMembers()[each * cells + cell]);
            }
        }
        return Optional.of(bytes.array());
    }

    /** Number of cells of a packed day. */
    static int cells(byte[] packed) {
        return (packed.length - HEADER_BYTES) / CELL_BYTES;
    }

    /** Percentile of a cell of a packed day; NaN where it is not known. */
    static float percentile(byte[] packed, int cell) {
        short percentile = ByteBuffer.wrap(packed).getShort(HEADER_BYTES + cell * CELL_BYTES);
        return percentile == UNKNOWN ? Float.NaN : percentile / PER_PERCENT;
    }

    /** A cell of a packed day; nothing where it is not known. */
    static Optional<DroughtDay> of(int epochDay, byte[] packed, int cell) {
        var bytes = ByteBuffer.wrap(packed);
        byte format = bytes.get();
        if (format != FORMAT) {
            throw new IllegalStateException("day of alerts: expected format " + FORMAT + ", found " + format);
        }
        int version = bytes.getInt();
        int revision = bytes.getInt();
        boolean shortClimatology = bytes.get() != 0;
        bytes.position(HEADER_BYTES + cell * CELL_BYTES);
        short percentile = bytes.getShort();
        if (percentile == UNKNOWN) {
            return Optional.empty();
        }
        var shares = new float[DroughtDay.CLASSES];
        for (int each = 0; each < shares.length; each++) {
            shares[each] = bytes.get() / (float) Runs.MEMBERS;
        }
        return Optional.of(
                new DroughtDay(epochDay, percentile / PER_PERCENT, shares, version, revision, shortClimatology));
    }
}
