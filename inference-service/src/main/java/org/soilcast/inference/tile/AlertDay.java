package org.soilcast.inference.tile;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.area.AreaStatistics;
import org.soilcast.dayline.area.AreaSums;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.inference.area.AreaDayResult;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;

/**
 * What alerts look at of a day of a tile's cells, or of an area, in few bytes: a format number, model version and revision
 * (4 bytes each), whether the climatology is short (1); then of each cell, surface before root zone, the percentile in
 * hundredths, or {@value #UNKNOWN} (2), and the share of its members in each dry class or a drier one in
 * {@value #SHARE_STEPS}ths (5).
 */
public final class AlertDay {
    private static final byte FORMAT = 2;
    private static final short UNKNOWN = -1;
    private static final float PER_PERCENT = 100;
    /** Ten times the members, so that shares of cells stay exact. */
    private static final int SHARE_STEPS = 240;

    private static final int HEADER_BYTES = 2 + 2 * Integer.BYTES;
    private static final int DEPTH_BYTES = Short.BYTES + DroughtDay.CLASSES;
    private static final int CELL_BYTES = Depth.values().length * DEPTH_BYTES;

    private AlertDay() {}

    /** Packs a tile's result; nothing where its model version says nothing of droughts. */
    public static Optional<byte[]> packed(TileResult result) {
        int cells = result.cells();
        if (result.dryMembers().length == 0) {
            return Optional.empty();
        }
        boolean shortClimatology = (result.quality()[0] & QualityFlags.CLIMATOLOGY_SHORT) != 0; // of all cells or none
        var packed = new byte[HEADER_BYTES + cells * CELL_BYTES];
        ByteBuffer bytes = begun(packed, result.modelVersion(), result.revision(), shortClimatology);
        float[] surface = result.row(ResultColumn.SURFACE_PERCENTILE);
        float[] rootZone = result.row(ResultColumn.ROOT_ZONE_PERCENTILE);
        for (int cell = 0; cell < cells; cell++) {
            for (Depth depth : Depth.values()) {
                bytes.putShort(hundredths((depth == Depth.SURFACE ? surface : rootZone)[cell]));
                for (int each = 0; each < DroughtDay.CLASSES; each++) {
                    bytes.put((byte) (SHARE_STEPS / Runs.MEMBERS * result.dryMembers(depth, each, cell)));
                }
            }
        }
        return Optional.of(packed);
    }

    /** Packs an area's day; nothing where nothing is known. */
    public static Optional<byte[]> packed(AreaDayResult day) {
        var packed = new byte[HEADER_BYTES + CELL_BYTES];
        ByteBuffer bytes = begun(packed, day.modelVersion(), day.revision(), day.shortClimatology());
        boolean known = false;
        for (Depth depth : Depth.values()) {
            var statistics = new AreaStatistics(new AreaSums(day.sums()), depth);
            float[] likely = statistics.likelyPercent();
            boolean knownHere = !Float.isNaN(statistics.percentile() + likely[0]);
            known |= knownHere;
            bytes.putShort(knownHere ? hundredths(statistics.percentile()) : UNKNOWN);
            for (float percent : likely) {
                bytes.put((byte) (knownHere ? Math.round(SHARE_STEPS * percent / PER_PERCENT) : 0));
            }
        }
        return known ? Optional.of(packed) : Optional.empty();
    }

    private static ByteBuffer begun(byte[] packed, int modelVersion, int revision, boolean shortClimatology) {
        return ByteBuffer.wrap(packed)
                .put(FORMAT)
                .putInt(modelVersion)
                .putInt(revision)
                .put((byte) (shortClimatology ? 1 : 0));
    }

    private static short hundredths(float percentile) {
        return Float.isNaN(percentile) ? UNKNOWN : (short) Math.round(PER_PERCENT * percentile);
    }

    /** Number of cells of a packed day; an area is one. */
    static int cells(byte[] packed) {
        return (packed.length - HEADER_BYTES) / CELL_BYTES;
    }

    /** Percentile of a cell of a packed day; 100 where it is not known. */
    static float percentile(byte[] packed, int cell, Depth depth) {
        short percentile = ByteBuffer.wrap(packed).getShort(at(cell, depth));
        return percentile == UNKNOWN ? 100 : percentile / PER_PERCENT;
    }

    /** A cell of a packed day; nothing where it is not known. */
    static Optional<DroughtDay> of(int epochDay, byte[] packed, int cell, Depth depth) {
        var bytes = ByteBuffer.wrap(packed);
        byte format = bytes.get();
        if (format != FORMAT) {
            throw new IllegalStateException("day of alerts: expected format " + FORMAT + ", found " + format);
        }
        int version = bytes.getInt();
        int revision = bytes.getInt();
        boolean shortClimatology = bytes.get() != 0;
        bytes.position(at(cell, depth));
        short percentile = bytes.getShort();
        if (percentile == UNKNOWN) {
            return Optional.empty();
        }
        var shares = new float[DroughtDay.CLASSES];
        for (int each = 0; each < shares.length; each++) {
            shares[each] = Byte.toUnsignedInt(bytes.get()) / (float) SHARE_STEPS;
        }
        return Optional.of(
                new DroughtDay(epochDay, percentile / PER_PERCENT, shares, version, revision, shortClimatology));
    }

    private static int at(int cell, Depth depth) {
        return HEADER_BYTES + cell * CELL_BYTES + depth.ordinal() * DEPTH_BYTES;
    }
}
