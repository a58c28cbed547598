package org.soilcast.ingest.cf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.ingest.source.AxisGrid;
import org.soilcast.ingest.source.PlaceList;
import org.soilcast.ingest.source.SourceGrid;

/** The coordinates of a file by the CF conventions: an axis is the array with the name of its dimension. */
final class Axes {
    private static final int MOST_TIMES = 100_000;

    /** What a dimension is. */
    enum Kind {
        TIME,
        LATITUDE,
        LONGITUDE,
        PLACE,
        OTHER
    }

    private final ArrayFile file;

    Axes(ArrayFile file) {
        this.file = file;
    }

    /** Whether an array is an axis, or bounds or a grid mapping, and not a variable. */
    boolean isAxis(ArrayVariable variable) {
        return kind(variable.name()) != Kind.OTHER
                || variable.dimensions().equals(List.of(variable.name()))
                || unitKind(variable) != Kind.OTHER
                || variable.name().matches(".*_(bnds|bounds)|crs|ids");
    }

    /** The kinds of a variable's dimensions, slowest first. */
    List<Kind> kinds(ArrayVariable variable) {
        return variable.dimensions().stream().map(this::kind).toList();
    }

    /**
     * What a dimension is: by its name and by the unit of its axis, which must agree.
     *
     * @throws IllegalArgumentException when an axis has the unit of another
     */
    private Kind kind(String dimension) {
        Kind named = switch (dimension.toLowerCase(Locale.ROOT)) {
            case "time", "day", "valid_time" -> Kind.TIME;
            case "lat", "latitude" -> Kind.LATITUDE;
            case "lon", "longitude" -> Kind.LONGITUDE;
            case "catchment-id" -> Kind.PLACE;
            default -> Kind.OTHER;
        };
        Optional<ArrayVariable> axis = Optional.ofNullable(file.variables().get(dimension));
        Kind stated = axis.map(Axes::unitKind).orElse(Kind.OTHER);
        if (named != Kind.OTHER && stated != Kind.OTHER && named != stated) {
            throw new IllegalArgumentException(
                    "axis " + dimension + " has the unit '" + axis.orElseThrow().unit() + "'; are the axes swapped?");
        }
        return named == Kind.OTHER ? stated : named;
    }

    private static Kind unitKind(ArrayVariable axis) {
        String unit = axis.unit().toLowerCase(Locale.ROOT);
        if (unit.matches("degrees?_?n(orth)?")) {
            return Kind.LATITUDE;
        }
        if (unit.matches("degrees?_?e(ast)?")) {
            return Kind.LONGITUDE;
        }
        return unit.contains(" since ") || unit.equals("ns") ? Kind.TIME : Kind.OTHER;
    }

    /**
     * The places of a variable.
     *
     * @throws IllegalArgumentException when latitude and longitude are swapped, absent or have values that cannot be
     */
    SourceGrid grid(ArrayVariable variable) {
        List<Kind> kinds = kinds(variable);
        int row = kinds.indexOf(Kind.LATITUDE);
        int column = kinds.indexOf(Kind.LONGITUDE);
        if (row >= 0 && column >= 0) {
            if (row > column) {
                throw new IllegalArgumentException(variable.path()
                        + ": axes are swapped, expected latitude before longitude, found " + variable.dimensions());
            }
            return new AxisGrid(axis(variable, row), axis(variable, column));
        }
        int place = kinds.indexOf(Kind.PLACE);
        if (place >= 0) {
            int places = variable.shape().get(place);
            return new PlaceList(names(places), unknown(places), unknown(places));
        }
        if (row < 0 && column < 0) {
            double[] latitude = scalar(Kind.LATITUDE);
            double[] longitude = scalar(Kind.LONGITUDE);
            new AxisGrid(latitude, longitude); // checks the ranges
            return new PlaceList(List.of("point"), latitude, longitude);
        }
        throw new IllegalArgumentException(
                variable.path() + ": expected dimensions latitude and longitude, found " + variable.dimensions());
    }

    /**
     * The moments of a variable's steps; empty when it has no dimension of time.
     *
     * @throws IllegalArgumentException when the axis is no axis of time
     */
    List<Instant> times(ArrayVariable variable) {
        int position = kinds(variable).indexOf(Kind.TIME);
        if (position < 0) {
            return List.of();
        }
        int steps = variable.shape().get(position);
        ArrayVariable axis = timeAxis(variable.dimensions().get(position));
        String calendar = axis.attributes().text("calendar").orElse("standard").toLowerCase(Locale.ROOT);
        if (!List.of("standard", "gregorian", "proleptic_gregorian").contains(calendar)) {
            throw new IllegalArgumentException(
                    "the calendar of axis " + axis.path() + " is " + calendar + ", expected the standard one");
        }
        TimeUnit unit = TimeUnit.parse(axis.unit());
        int perCopy = axis.shape().isEmpty() ? 1 : axis.shape().get(axis.shape().size() - 1);
        if (perCopy != steps || steps > MOST_TIMES) {
            throw new IllegalArgumentException(
                    "axis " + axis.path() + " has " + perCopy + " times, " + variable.path() + " has " + steps);
        }
        double[] values = file.values(axis);
        return IntStream.range(0, steps).mapToObj(i -> unit.instant(values[i])).toList();
    }

    /** AORC has a copy of the axis for each catchment, in an array of another name than its dimension. */
    private ArrayVariable timeAxis(String dimension) {
        return Optional.ofNullable(file.variables().get(dimension))
                .filter(variable -> unitKind(variable) == Kind.TIME)
                .or(() -> file.variables().values().stream()
                        .filter(variable -> unitKind(variable) == Kind.TIME)
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("dimension " + dimension + " has no axis of time"));
    }

    private double[] axis(ArrayVariable variable, int position) {
        String name = variable.dimensions().get(position);
        ArrayVariable axis = Optional.ofNullable(file.variables().get(name))
                .orElseThrow(() -> new IllegalArgumentException("dimension " + name + " has no axis"));
        if (!axis.shape().equals(List.of(variable.shape().get(position)))) {
            throw new IllegalArgumentException("axis " + name + " has shape " + axis.shape() + ", " + variable.path()
                    + " expects " + variable.shape().get(position));
        }
        return file.values(axis);
    }

    private double[] scalar(Kind kind) {
        Collection<ArrayVariable> all = file.variables().values();
        return all.stream()
                .filter(variable -> variable.numeric() && variable.elements() == 1 && kind(variable.name()) == kind)
                .findFirst()
                .map(file::values)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no " + kind.name().toLowerCase(Locale.ROOT) + " of the values is given"));
    }

    private List<String> names(int places) {
        List<String> names = Optional.ofNullable(file.variables().get("ids"))
                .filter(variable -> !variable.numeric())
                .map(file::texts)
                .orElse(List.of());
        return names.size() == places
                ? names
                : new ArrayList<>(
                        IntStream.range(0, places).mapToObj(i -> "place " + i).toList());
    }

    private static double[] unknown(int places) {
        var values = new double[places];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
