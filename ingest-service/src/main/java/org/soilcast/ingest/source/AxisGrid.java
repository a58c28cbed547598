package org.soilcast.ingest.source;

import java.util.Locale;

/** A grid whose rows have one latitude and whose columns have one longitude each, evenly spaced or not. */
public final class AxisGrid implements SourceGrid {
    private final double[] latitudesDegrees;
    private final double[] longitudesDegrees;

    /**
     * From the axes.
     *
     * @throws IllegalArgumentException when an axis is not monotonic or leaves its range, as when both are swapped
     */
    public AxisGrid(double[] latitudesDegrees, double[] longitudesDegrees) {
        this.latitudesDegrees = latitudesDegrees.clone();
        this.longitudesDegrees = longitudesDegrees.clone();
        check("latitude", latitudesDegrees, -90.001, 90.001);
        check("longitude", longitudesDegrees, -360, 720);
    }

    @Override
    public int rows() {
        return latitudesDegrees.length;
    }

    @Override
    public int columns() {
        return longitudesDegrees.length;
    }

    @Override
    public double latitudeDegrees(int row, int column) {
        return latitudesDegrees[row];
    }

    @Override
    public double longitudeDegrees(int row, int column) {
        return SourceGrid.wrapped(longitudesDegrees[column]);
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "latitude and longitude, %d x %d, %.4f..%.4f N, %.4f..%.4f E",
                rows(),
                columns(),
                latitudesDegrees[0],
                latitudesDegrees[rows() - 1],
                longitudesDegrees[0],
                longitudesDegrees[columns() - 1]);
    }

    private static void check(String what, double[] axis, double lowest, double highest) {
        if (axis.length == 0) {
            throw new IllegalArgumentException("the " + what + " axis is empty");
        }
        double direction = Math.signum(axis[axis.length - 1] - axis[0]);
        for (int i = 0; i < axis.length; i++) {
            if (!(axis[i] >= lowest && axis[i] <= highest)) {
                throw new IllegalArgumentException(
                        what + " " + axis[i] + " at index " + i + " cannot be; are the axes swapped?");
            }
            if (i > 0 && Math.signum(axis[i] - axis[i - 1]) != direction) {
                throw new IllegalArgumentException("the " + what + " axis is not monotonic at index " + i);
            }
        }
    }
}
