package org.soilcast.ingest.grib;

/** Values as the library decodes them, in single precision. */
final class Floats {
    private Floats() {}

    static double[] asDoubles(float[] values) {
        var doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
