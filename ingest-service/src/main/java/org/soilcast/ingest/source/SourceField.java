package org.soilcast.ingest.source;

import java.util.List;
import java.util.Optional;
import org.soilcast.ingest.rejects.InputException;

/**
 * One variable of a file.
 *
 * @param name as in the file, or its agency's short name
 * @param level height or depth, in words; empty where the file says nothing
 * @param unit as in the file, or as its agency publishes it where the file cannot say
 * @param quantity what it measures; empty for what soilcast has no use for
 * @param grid places of the values
 * @param times one for each step; none where the file does not say, as for constants
 * @param stored reads the values of a step
 */
public record SourceField(
        String name,
        String level,
        String unit,
        Optional<Quantity> quantity,
        SourceGrid grid,
        List<TimeSpan> times,
        StoredValues stored) {
    /** Reads the values of a step, [row · columns + column], in the unit of the file, NaN where missing. */
    public interface StoredValues {
        /** The values of a step, 0-based. */
        double[] at(int step);
    }

    public SourceField {
        times = List.copyOf(times);
    }

    /** Number of steps; one where the file states no time. */
    public int steps() {
        return Math.max(1, times.size());
    }

    /** The values of a step in the unit of the file, [row · columns + column], NaN where missing. */
    public double[] values(int step) {
        double[] values = stored.at(step);
        if (values.length != grid.rows() * grid.columns()) {
            throw new InputException(
                    name + ": expected " + grid.rows() + " x " + grid.columns() + " values, found " + values.length);
        }
        return values;
    }

    /**
     * The values of a step in soilcast's unit of the quantity, [row · columns + column], NaN where missing.
     *
     * @throws InputException when the quantity is unknown, its unit unknown or no unit of it, or a value outside what can
     *     be, as when the unit is a lie
     */
    public double[] checkedValues(int step) {
        Quantity what = quantity.orElseThrow(() -> new InputException(name + ": soilcast has no use for it"));
        return what.checked(name, unit, values(step));
    }
}
