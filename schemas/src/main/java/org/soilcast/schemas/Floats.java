package org.soilcast.schemas;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Plain float and int arrays as the lists that Avro's generated classes take and give. */
public final class Floats {
    static {
        TrustedRecords.trust();
    }

    private Floats() {}

    /** A read-only view of the array; the array is not copied. */
    public static List<Float> view(float[] values) {
        return new FloatView(values);
    }

    /** The values of an Avro array as a new plain array. */
    public static float[] array(List<Float> values) {
        var array = new float[values.size()];
        int i = 0;
        for (float value : values) {
            array[i++] = value;
        }
        return array;
    }

    /** The values of an Avro array of ints as a new plain array. */
    public static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private static final class FloatView extends AbstractList<Float> implements RandomAccess {
        private final float[] values;

        FloatView(float[] values) {
            this.values = values;
        }

        @Override
        public Float get(int index) {
            return values[index];
        }

        @Override
        public int size() {
            return values.length;
        }
    }
}
