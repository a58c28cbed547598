package org.soilcast.ingest.inspect;

import java.util.Locale;
import java.util.stream.IntStream;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.SourceField;

/**
 * A variable of a file in numbers. Of a long series the first steps and the last stand for all.
 *
 * @param values how many there are, missing ones too
 * @param missing how many of them
 * @param lowest in the file's unit; positive infinity when all are missing
 * @param highest in the file's unit; negative infinity when all are missing
 */
record FieldSummary(SourceField field, long values, long missing, double lowest, double highest) {
    private static final int MOST_STEPS = 8;

    static FieldSummary of(SourceField field) {
        long values = 0;
        long missing = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int step : looked(field)) {
            for (double value : field.values(step)) {
                values++;
                if (Double.isNaN(value)) {
                    missing++;
                } else {
                    lowest = Math.min(lowest, value);
                    highest = Math.max(highest, value);
                }
            }
        }
        return new FieldSummary(field, values, missing, lowest, highest);
    }

    private static int[] looked(SourceField field) {
        return IntStream.range(0, field.steps())
                .filter(step -> step < MOST_STEPS - 1 || step == field.steps() - 1)
                .toArray();
    }

    /** For example {@code t2m, 2, K, 24 steps 2015-07-10T00:00:00Z..: 0 of 100 missing, 270.1..290.5}. */
    String line() {
        var line = new StringBuilder(field.name());
        line.append(field.level().isEmpty() || field.level().equals("0") ? "" : " at " + field.level());
        line.append(field.unit().isEmpty() ? ", no unit" : ", " + field.unit());
        if (!field.times().isEmpty()) {
            line.append(", ").append(field.steps()).append(field.steps() == 1 ? " step " : " steps ");
            line.append(field.times().get(0));
            if (field.steps() > 1) {
                line.append(" to ").append(field.times().get(field.steps() - 1));
            }
        }
        line.append(": ").append(missing).append(" of ").append(values).append(" missing");
        line.append(field.steps() > MOST_STEPS ? " in " + MOST_STEPS + " steps" : "");
        if (missing < values) {
            line.append(String.format(Locale.ROOT, ", %.6g..%.6g", lowest, highest));
        }
        return line.append(trouble()).toString();
    }

    /** Why a domain would refuse the values; nothing when it would not, or has no use for them. */
    private String trouble() {
        if (field.quantity().isEmpty()) {
            return "; no use";
        }
        try {
            for (int step : looked(field)) {
                field.checkedValues(step);
            }
            return "";
        } catch (InputException e) {
            return "; refused: " + e.getMessage();
        }
    }
}
