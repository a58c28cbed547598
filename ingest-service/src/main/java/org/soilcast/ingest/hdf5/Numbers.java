package org.soilcast.ingest.hdf5;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Set;

/** Numbers of any type that jhdf returns, unsigned ones among them, as doubles. */
final class Numbers {
    /** Single values come boxed. */
    private static final Set<Class<?>> TYPES =
            Set.of(byte.class, short.class, int.class, long.class, float.class, double.class);

    private Numbers() {}

    /** Whether elements of a type are numbers. */
    static boolean isType(Class<?> type) {
        return TYPES.contains(type) || Number.class.isAssignableFrom(type);
    }

    /** The elements of an array, row-major, or one number. */
    static double[] of(Object data) {
        if (data instanceof Number number) {
            return new double[] {number.doubleValue()};
        }
        if (data instanceof Object[] parts && !(data instanceof Number[])) {
            return Arrays.stream(parts)
                    .map(Numbers::of)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
        var values = new double[Array.getLength(data)];
        if (data instanceof float[] floats) {
            for (int i = 0; i < values.length; i++) {
                values[i] = floats[i];
            }
        } else if (data instanceof int[] integers) {
            for (int i = 0; i < values.length; i++) {
                values[i] = integers[i];
            }
        } else if (data instanceof double[] doubles) {
            System.arraycopy(doubles, 0, values, 0, values.length);
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = ((Number) Array.get(data, i)).doubleValue();
            }
        }
        return values;
    }
}
