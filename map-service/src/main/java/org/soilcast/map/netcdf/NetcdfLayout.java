package org.soilcast.map.netcdf;

import static org.soilcast.map.netcdf.CfVariables.dimensions;
import static org.soilcast.map.netcdf.CfVariables.other;
import static org.soilcast.map.netcdf.CfVariables.texts;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.cells.GridPlaces;
import org.soilcast.map.netcdf.NetcdfHeader.Attribute;
import org.soilcast.map.netcdf.NetcdfHeader.Dimension;
import org.soilcast.map.netcdf.NetcdfHeader.Type;
import org.soilcast.map.netcdf.NetcdfHeader.Variable;
import org.soilcast.schemas.ResultColumn;

/**
 * Dimensions, variables and places of a file: of a grid's cells (time, y, x) over the rows and columns that they lie in,
 * with EPSG:6933 as grid mapping; of stations time series (time, cell), CF-1.13 section 9.3.1.
 */
final class NetcdfLayout {
    private static final double SEMI_MAJOR_AXIS_M = 6378137.0;
    private static final double INVERSE_FLATTENING = 298.257223563;

    private final NetcdfHeader header;
    private final Fixed fixed;
    private final int[] order;

    /** Writes the values of the variables without records. */
    @FunctionalInterface
    private interface Fixed {
        void write(DataOutputStream out) throws IOException;
    }

    private NetcdfLayout(NetcdfHeader header, Fixed fixed, int[] order) {
        this.header = header;
        this.fixed = fixed;
        this.order = order;
    }

    static NetcdfLayout of(CellPlaces places, Set<ResultColumn> columns) {
        return places.grid().map(grid -> grid(places, grid, columns)).orElseGet(() -> stations(places, columns));
    }

    /** Cells in the order of a record; −1 where a grid has none. */
    int[] order() {
        return order;
    }

    /** Bytes of a column's record before it is filled up. */
    long bytes(ResultColumn column) {
        return (long) order.length * (CfVariables.type(column) == Type.BYTE ? 1 : Float.BYTES);
    }

    void writeHead(DataOutputStream out, int records) throws IOException {
        out.write(header.bytes(records));
        fixed.write(out);
    }

    private static NetcdfLayout stations(CellPlaces places, Set<ResultColumn> columns) {
        int count = places.count();
        byte[][] keys = IntStream.range(0, count)
                .mapToObj(cell -> places.key(cell).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int longest = Math.max(
                1, Arrays.stream(keys).mapToInt(key -> key.length).max().orElse(1));
        var variables = new ArrayList<>(List.of(
                other("lat", Type.FLOAT, dimensions(1), "standard_name", "latitude", "units", "degrees_north"),
                other("lon", Type.FLOAT, dimensions(1), "standard_name", "longitude", "units", "degrees_east"),
                other(
                        "cell",
                        Type.CHAR,
                        dimensions(1, 2),
                        "long_name",
                        "name of the cell",
                        "cf_role",
                        "timeseries_id")));
        add(variables, columns, dimensions(0, 1), texts("coordinates", "lat lon cell"));
        var dimensions = List.of(
                new Dimension("time", 0), new Dimension("station", count), new Dimension("name_length", longest));
        return new NetcdfLayout(
                new NetcdfHeader(dimensions, attributes(places, "featureType", "timeSeries"), variables),
                out -> {
                    for (int cell = 0; cell < count; cell++) {
                        out.writeFloat((float) places.latitudeDegrees(cell));
                    }
                    for (int cell = 0; cell < count; cell++) {
                        out.writeFloat((float) places.longitudeDegrees(cell));
                    }
                    for (byte[] key : keys) {
                        out.write(Arrays.copyOf(key, longest));
                    }
                    NetcdfHeader.fill(out, (long) count * longest);
                },
                IntStream.range(0, count).toArray());
    }

    private static NetcdfLayout grid(CellPlaces places, GridPlaces grid, Set<ResultColumn> columns) {
        int[] rows = distinct(places.count(), grid::row);
        int[] gridColumns = distinct(places.count(), grid::column);
        var order = new int[rows.length * gridColumns.length];
        Arrays.fill(order, -1);
        for (int cell = 0; cell < places.count(); cell++) {
            order[
                    Arrays.binarySearch(rows, grid.row(cell)) * gridColumns.length
                            + Arrays.binarySearch(gridColumns, grid.column(cell))] = cell;
        }
        var variables = new ArrayList<>(List.of(
                other("y", Type.DOUBLE, dimensions(1), "standard_name", "projection_y_coordinate", "units", "m"),
                other("x", Type.DOUBLE, dimensions(2), "standard_name", "projection_x_coordinate", "units", "m"),
                other("lat", Type.DOUBLE, dimensions(1), "standard_name", "latitude", "units", "degrees_north"),
                other("lon", Type.DOUBLE, dimensions(2), "standard_name", "longitude", "units", "degrees_east"),
                new Variable("crs", Type.INT, List.of(), mapping())));
        add(variables, columns, dimensions(0, 1, 2), texts("grid_mapping", "crs", "coordinates", "lat lon"));
        var dimensions = List.of(
                new Dimension("time", 0), new Dimension("y", rows.length), new Dimension("x", gridColumns.length));
        return new NetcdfLayout(
                new NetcdfHeader(
                        dimensions, attributes(places, "grid", grid.grid().name()), variables),
                out -> {
                    for (int row : rows) {
                        out.writeDouble(grid.grid().yM(row));
                    }
                    for (int column : gridColumns) {
                        out.writeDouble(grid.grid().xM(column));
                    }
                    for (int row : rows) {
                        out.writeDouble(grid.grid().latitudeDegrees(row));
                    }
                    for (int column : gridColumns) {
                        out.writeDouble(grid.grid().longitudeDegrees(column));
                    }
                    out.writeInt(0);
                },
                order);
    }

    private static void add(
            List<Variable> variables, Set<ResultColumn> columns, List<Integer> dimensions, List<Attribute> placed) {
        variables.add(other(
                "time",
                Type.DOUBLE,
                dimensions(0),
                "standard_name",
                "time",
                "units",
                "days since 1970-01-01",
                "calendar",
                "standard"));
        columns.forEach(column -> variables.add(CfVariables.of(column, dimensions, placed)));
    }

    private static List<Attribute> mapping() {
        var attributes = new ArrayList<>(texts("grid_mapping_name", "lambert_cylindrical_equal_area"));
        List.of(
                        new NamedNumber("standard_parallel", 30),
                        new NamedNumber("longitude_of_central_meridian", 0),
                        new NamedNumber("false_easting", 0),
                        new NamedNumber("false_northing", 0),
                        new NamedNumber("semi_major_axis", SEMI_MAJOR_AXIS_M),
                        new NamedNumber("inverse_flattening", INVERSE_FLATTENING))
                .forEach(number -> attributes.add(Attribute.of(number.name(), Type.DOUBLE, List.of(number.value()))));
        return attributes;
    }

    private record NamedNumber(String name, double value) {}

    private static List<Attribute> attributes(CellPlaces places, String name, String value) {
        return texts(
                "Conventions",
                "CF-1.13",
                "title",
                "Soil moisture of domain " + places.domain() + (places.isSynthetic() ? " (synthetic)" : ""),
                "source",
                "soilcast",
                "comment",
                "A date is " + places.dayDefinition(),
                name,
                value);
    }

    private static int[] distinct(int count, java.util.function.IntUnaryOperator of) {
        return IntStream.range(0, count).map(of).distinct().sorted().toArray();
    }
}
