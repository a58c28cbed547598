package org.soilcast.ingest.align;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.Tile;

/** Decodes messages and checks what readers promise, so that nothing impossible reaches the store or the physics. */
final class RecordChecks {
    private static final float HIGHEST_SOIL_MOISTURE_M3_PER_M3 = 0.80f;

    private RecordChecks() {}

    /** The record in a message; an absent message is an empty one. */
    static Parsed<SpecificRecord> decode(byte[] message) {
        try {
            return new Parsed.Accepted<>(SingleObject.decode(message));
        } catch (IllegalArgumentException e) {
            return new Parsed.Rejected<>(RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Every value missing or in its range, every array empty or of one length, the version positive. */
    static Parsed<Forcing> check(Forcing forcing) {
        int cells = forcing.getPrecipitationMmPerDay().size();
        for (ForcingVariable variable : ForcingVariable.values()) {
            List<Float> values = variable.of(forcing);
            if (!values.isEmpty() && values.size() != cells) {
                return wrongLength(variable.name(), cells, values.size());
            }
            for (float value : values) {
                if (!Float.isNaN(value) && !variable.inRange(value)) {
                    return outOfRange(variable.range(), value);
                }
            }
        }
        return forcing.getVersion() < 1
                ? outOfRange("version >= 1", forcing.getVersion())
                : new Parsed.Accepted<>(forcing);
    }

    /** Every value missing or in its range, flags absent or as many as values, the version positive. */
    static Parsed<Retrievals> check(Retrievals retrievals) {
        int cells = retrievals.getSoilMoistureM3PerM3().size();
        int flags = retrievals.getFlags().size();
        if (flags != 0 && flags != cells) {
            return wrongLength("flags", cells, flags);
        }
        for (float value : retrievals.getSoilMoistureM3PerM3()) {
            if (value < 0 || value > HIGHEST_SOIL_MOISTURE_M3_PER_M3) {
                return outOfRange("soil moisture 0..0.8 m3/m3", value);
            }
        }
        return retrievals.getVersion() < 1
                ? outOfRange("version >= 1", retrievals.getVersion())
                : new Parsed.Accepted<>(retrievals);
    }

    /** Every array as long as the list of cells, at least one cell, and every attribute that is present a number. */
    static Parsed<Tile> check(Tile tile) {
        int cells = tile.getCells().size();
        if (cells == 0) {
            return wrongLength("cells", 1, 0);
        }
        for (List<Float> values :
                List.of(tile.getLatitudeDegrees(), tile.getLongitudeDegrees(), tile.getElevationM())) {
            if (values.size() != cells) {
                return wrongLength("coordinates", cells, values.size());
            }
        }
        for (var attribute : tile.getAttributes()) {
            if (attribute.getValues().size() != cells || attribute.getPresent().size() != cells) {
                return wrongLength(
                        attribute.getName(),
                        cells,
                        Math.min(
                                attribute.getValues().size(),
                                attribute.getPresent().size()));
            }
            for (int cell = 0; cell < cells; cell++) {
                float value = attribute.getValues().get(cell);
                if (attribute.getPresent().get(cell) && !Float.isFinite(value)) {
                    return outOfRange("a number where " + attribute.getName() + " is present", value);
                }
            }
        }
        for (var normal : tile.getNormals().entrySet()) {
            if (normal.getValue().size() != Normals.length(cells)) {
                return wrongLength(
                        "normals of " + normal.getKey(),
                        Normals.length(cells),
                        normal.getValue().size());
            }
        }
        return new Parsed.Accepted<>(tile);
    }

    /** An input's arrays against its tile's. */
    static <T> Parsed<T> checkLength(T input, int expected, int found) {
        return expected == found ? new Parsed.Accepted<>(input) : wrongLength("values", expected, found);
    }

    private static <T> Parsed<T> wrongLength(String what, int expected, int found) {
        return new Parsed.Rejected<>(
                RejectReason.WRONG_LENGTH, what + ": expected " + expected + " cells, found " + found);
    }

    private static <T> Parsed<T> outOfRange(String expected, float found) {
        return new Parsed.Rejected<>(RejectReason.OUT_OF_RANGE, "expected " + expected + ", found " + found);
    }
}
