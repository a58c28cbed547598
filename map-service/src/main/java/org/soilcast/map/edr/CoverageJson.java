package org.soilcast.map.edr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.soilcast.map.TileResults;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.cells.GridPlaces;
import org.soilcast.map.query.ResultBlock;
import org.soilcast.schemas.ResultColumn;

/**
 * Results as CoverageJSON 1.0 (OGC 21-069r2): of a cell a PointSeries, of stations a collection of them, of a grid's cells
 * a Grid over the rows and columns that they lie in. Numbers are the digits of the export.
 */
final class CoverageJson {
    static final String TYPE = "application/prs.coverage+json";

    private static final JsonFactory FACTORY = new JsonFactory();

    private final CellPlaces places;
    private final ResultBlock block;
    private final Set<ResultColumn> columns;
    private final JsonGenerator json;

    private CoverageJson(CellPlaces places, ResultBlock block, Set<ResultColumn> columns, JsonGenerator json) {
        this.places = places;
        this.block = block;
        this.columns = columns;
        this.json = json;
    }

    /** The series of one cell, the only one of the block. */
    static byte[] series(CellPlaces places, ResultBlock block, Set<ResultColumn> columns) throws IOException {
        return write(places, block, columns, document -> document.pointSeries(0, true));
    }

    /** All cells of the block. */
    static byte[] cells(CellPlaces places, ResultBlock block, Set<ResultColumn> columns) throws IOException {
        return write(places, block, columns, document -> {
            if (places.grid().isPresent()) {
                document.grid(places.grid().get());
            } else {
                document.collection();
            }
        });
    }

    @FunctionalInterface
    private interface Body {
        void write(CoverageJson document) throws IOException;
    }

    private static byte[] write(CellPlaces places, ResultBlock block, Set<ResultColumn> columns, Body body)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            body.write(new CoverageJson(places, block, columns, json));
        }
        return bytes.toByteArray();
    }

    private void collection() throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "CoverageCollection");
        json.writeStringField("domainType", "PointSeries");
        CoverageLabels.parameters(json, columns);
        CoverageLabels.referencing(json);
        json.writeArrayFieldStart("coverages");
        for (int place = 0; place < block.cellCount(); place++) {
            pointSeries(place, false);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void pointSeries(int place, boolean alone) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Coverage");
        json.writeStringField("id", places.key(block.cell(place)));
        json.writeObjectFieldStart("domain");
        json.writeStringField("type", "Domain");
        json.writeStringField("domainType", "PointSeries");
        json.writeObjectFieldStart("axes");
        axis("x", new double[] {places.longitudeDegrees(block.cell(place))});
        axis("y", new double[] {places.latitudeDegrees(block.cell(place))});
        times();
        json.writeEndObject();
        if (alone) {
            CoverageLabels.referencing(json);
        }
        json.writeEndObject();
        if (alone) {
            CoverageLabels.parameters(json, columns);
        }
        json.writeObjectFieldStart("ranges");
        for (ResultColumn column : columns) {
            range(column, List.of("t"), block.dates().size());
            for (int date = 0; date < block.dates().size(); date++) {
                ResultText.write(json, column, block.scaled(column, date, place));
            }
            endRange();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void grid(GridPlaces grid) throws IOException {
        int cells = block.cellCount();
        int[] rows = distinct(cells, place -> grid.row(block.cell(place)));
        int[] gridColumns = distinct(cells, place -> grid.column(block.cell(place)));
        var placeAt = new int[rows.length * gridColumns.length];
        Arrays.fill(placeAt, -1);
        for (int place = 0; place < cells; place++) {
            int row = Arrays.binarySearch(rows, grid.row(block.cell(place)));
            int column = Arrays.binarySearch(gridColumns, grid.column(block.cell(place)));
            placeAt[row * gridColumns.length + column] = place;
        }
        json.writeStartObject();
        json.writeStringField("type", "Coverage");
        json.writeObjectFieldStart("domain");
        json.writeStringField("type", "Domain");
        json.writeStringField("domainType", "Grid");
        json.writeObjectFieldStart("axes");
        axis(
                "x",
                Arrays.stream(gridColumns)
                        .mapToDouble(grid.grid()::longitudeDegrees)
                        .toArray());
        axis("y", Arrays.stream(rows).mapToDouble(grid.grid()::latitudeDegrees).toArray());
        times();
        json.writeEndObject();
        CoverageLabels.referencing(json);
        json.writeEndObject();
        CoverageLabels.parameters(json, columns);
        json.writeObjectFieldStart("ranges");
        for (ResultColumn column : columns) {
            range(column, List.of("t", "y", "x"), block.dates().size(), rows.length, gridColumns.length);
            for (int date = 0; date < block.dates().size(); date++) {
                for (int place : placeAt) {
                    ResultText.write(json, column, place < 0 ? TileResults.UNKNOWN : block.scaled(column, date, place));
                }
            }
            endRange();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** How many values a grid over these cells has a date and column. */
    static long gridSize(GridPlaces grid, int[] cells) {
        return (long) distinct(cells.length, place -> grid.row(cells[place])).length
                * distinct(cells.length, place -> grid.column(cells[place])).length;
    }

    private static int[] distinct(int count, IntUnaryOperator of) {
        return IntStream.range(0, count).map(of).distinct().sorted().toArray();
    }

    private void axis(String name, double[] values) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("values");
        for (double value : values) {
            json.writeNumber(ResultText.degrees(value));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void times() throws IOException {
        json.writeObjectFieldStart("t");
        json.writeArrayFieldStart("values");
        for (LocalDate date : block.dates()) {
            json.writeString(date.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void range(ResultColumn column, List<String> axes, int... shape) throws IOException {
        json.writeObjectFieldStart(column.label());
        json.writeStringField("type", "NdArray");
        json.writeStringField("dataType", column.decimals() == 0 ? "integer" : "float");
        json.writeArrayFieldStart("axisNames");
        for (String axis : axes) {
            json.writeString(axis);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("shape");
        for (int size : shape) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("values");
    }

    private void endRange() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }
}
