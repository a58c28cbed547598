package org.soilcast.ingest.parse;

import java.util.List;
import java.util.function.BiConsumer;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;

/**
 * A column with a fixed attribute of the cells. A value outside its range, as the fills −9999 or −99 are, or that is no number
 * costs only itself: the attribute is then missing in that cell.
 *
 * @param name of the column
 * @param lowest possible value, in the column's unit
 * @param highest possible value, in the column's unit
 * @param whole whether only whole numbers mean something
 */
record AttributeColumn(String name, float lowest, float highest, boolean whole) {
    /** Sand, silt and clay may add up to more than the whole by rounding, but not by more than this share. */
    private static final float LARGEST_TEXTURE_SUM = 1.05f;

    /** An attribute that may have any value between two. */
    static AttributeColumn of(String name, double lowest, double highest) {
        return new AttributeColumn(name, (float) lowest, (float) highest, false);
    }

    /** An attribute that is a number of a class or flag. */
    static AttributeColumn ofWhole(String name, int lowest, int highest) {
        return new AttributeColumn(name, lowest, highest, true);
    }

    /** Names in order. */
    static List<String> names(List<AttributeColumn> columns) {
        return columns.stream().map(AttributeColumn::name).toList();
    }

    /**
     * The values of a line's attributes, NaN where missing.
     *
     * @param fields of the columns, in their order
     * @param refused takes why a value that is there was not taken
     */
    static float[] read(List<AttributeColumn> columns, List<String> fields, BiConsumer<RejectReason, String> refused) {
        var values = new float[columns.size()];
        for (int i = 0; i < values.length; i++) {
            int column = i;
            values[column] = Float.NaN;
            columns.get(i).parse(fields.get(i)).handTo(value -> values[column] = value, refused);
        }
        return values;
    }

    /**
     * Takes sand, silt and clay, the first three of the values, for missing when together they are more than the whole: one of
     * them is wrong, and nothing says which.
     *
     * @param whole what they add up to: 100 for percent, 1 for fractions
     */
    static void checkTexture(float[] values, float whole, BiConsumer<RejectReason, String> refused) {
        float sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += Float.isNaN(values[i]) ? 0 : values[i];
        }
        if (sum > whole * LARGEST_TEXTURE_SUM) {
            refused.accept(
                    RejectReason.OUT_OF_RANGE,
                    "expected sand, silt and clay of at most " + whole * LARGEST_TEXTURE_SUM + " together, found " + sum
                            + "; all three are taken as missing");
            for (int i = 0; i < 3; i++) {
                values[i] = Float.NaN;
            }
        }
    }

    private Parsed<Float> parse(String field) {
        return Numbers.parse(List.of(name), List.of(field)).then(parsed -> {
            float value = parsed[0];
            boolean possible = value >= lowest && value <= highest && (!whole || value == Math.rint(value));
            return possible || Float.isNaN(value)
                    ? new Parsed.Accepted<>(value)
                    : new Parsed.Rejected<>(
                            RejectReason.OUT_OF_RANGE,
                            name + ": expected " + (whole ? "a whole number " : "") + lowest + ".." + highest
                                    + ", found " + field + "; taken as missing");
        });
    }
}
