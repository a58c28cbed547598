package org.soilcast.ingest.parse;

import java.util.List;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;

/** Decimal numbers as the sets write them. */
final class Numbers {
    private static final String DECIMAL_CHARACTERS = "0123456789.+-eE";

    private Numbers() {}

    /**
     * Finite decimal numbers, and NaN for empty fields, which mean missing. Java's own reading would also take
     * {@code NaN}, {@code 1f} and hexadecimal numbers, none of which a set may hold.
     */
    static Parsed<float[]> parse(List<String> names, List<String> fields) {
        var values = new float[fields.size()];
        for (int i = 0; i < values.length; i++) {
            String field = fields.get(i);
            try {
                values[i] = field.isEmpty() ? Float.NaN : Float.parseFloat(field);
            } catch (NumberFormatException e) {
                return notANumber(names.get(i), field);
            }
            if (Float.isInfinite(values[i]) || !isDecimal(field)) {
                return notANumber(names.get(i), field);
            }
        }
        return new Parsed.Accepted<>(values);
    }

    private static boolean isDecimal(String field) {
        for (int i = 0; i < field.length(); i++) {
            if (DECIMAL_CHARACTERS.indexOf(field.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Parsed<float[]> notANumber(String name, String field) {
        return new Parsed.Rejected<>(
                RejectReason.NOT_A_NUMBER, name + ": expected a decimal number or nothing, found '" + field + "'");
    }
}
