package org.soilcast.ingest.arrays;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A named array of a file.
 *
 * @param path groups and name, joined by {@code /}, without a leading one
 * @param dimensions names of the dimensions, slowest first; empty texts where the file names none
 * @param shape lengths of the dimensions
 * @param numeric whether the elements are numbers
 * @param attributes what the file says about it
 */
public record ArrayVariable(
        String path, List<String> dimensions, List<Integer> shape, boolean numeric, Attributes attributes) {
    /** More elements than any daily or half-orbit product has in one array; a file that claims more is damaged. */
    public static final long MOST_ELEMENTS = 32_000_000;

    /** netCDF's own fill value for float and double, 9.96921e36; nothing measured comes near. */
    private static final double UNWRITTEN = 9.9e36;

    public ArrayVariable {
        dimensions = List.copyOf(dimensions);
        shape = List.copyOf(shape);
        if (shape.stream().anyMatch(length -> length < 0)) {
            throw new IllegalArgumentException(path + ": negative dimension " + shape);
        }
    }

    /** Number of elements. */
    public long elements() {
        return product(shape);
    }

    /** Shape of a part of {@code count} along the slowest dimension; a single value has none. */
    public List<Integer> partShape(int count) {
        var part = new ArrayList<>(shape);
        if (!part.isEmpty()) {
            part.set(0, count);
        }
        return part;
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The unit that the file states; empty text without one. */
    public String unit() {
        return attributes.text("units").orElse("");
    }

    /**
     * Turns what is stored into numbers, in place: {@code value = stored · scale_factor + add_offset}; {@code _FillValue},
     * {@code missing_value} and what was never written become NaN (CF conventions 1.10, sections 2.5.1 and 8.1).
     */
    public double[] decode(double[] stored) {
        double scale = attributes.number("scale_factor").orElse(1);
        double offset = attributes.number("add_offset").orElse(0);
        OptionalDouble fill = attributes.number("_FillValue");
        OptionalDouble missing = attributes.number("missing_value");
        for (int i = 0; i < stored.length; i++) {
            double value = stored[i];
            boolean absent = is(value, fill) || is(value, missing) || Math.abs(value) > UNWRITTEN;
            stored[i] = absent ? Double.NaN : value * scale + offset;
        }
        return stored;
    }

    /** The number of elements of a shape. Lengths are below 2³¹, and the product stops growing before it overflows. */
    public static long product(List<Integer> shape) {
        long product = 1;
        for (int length : shape) {
            product = Math.min(product * length, Integer.MAX_VALUE);
        }
        return product;
    }

    private static boolean is(double value, OptionalDouble marker) {
        return marker.isPresent() && value == marker.getAsDouble();
    }
}
