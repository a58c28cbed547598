package org.soilcast.map.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.cells.GridPlaces;
import org.soilcast.map.edr.ResultParameter;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;
import org.soilcast.schemas.ResultColumn;

/**
 * What the page draws. {@code /data/domain}: names, dates and columns as JSON; {@code /data/cells}: where all cells are;
 * {@code /data/days/DATE/COLUMN}: one column of all cells; these two are arrays of little-endian numbers in the order of
 * {@link CellPlaces}. {@code /data/forecasts/CELL}: the newest forecast of a cell as JSON, only its name when there is none.
 * {@code /data/explain/CELL/DATE}: where a value comes from, see {@link Lineage}; {@code
 * /data/ahead}: forecasts as maps, see {@link Ahead}; {@code /data/shares}: see {@link AreaShares}.
 */
public final class PageData {
    private static final String BINARY = "application/octet-stream";
    /** Dates among which the newest retrieval is looked for: satellites come back within eight days. */
    private static final int MOST_DAYS_BACK = 31;

    private final ObjectMapper json = new ObjectMapper();

    /** Answers what is asked below {@code /data}. */
    public Answer answer(Results results, List<String> path, Query query) throws IOException {
        Answer answer = answerOf(results, path, query);
        return answer.with("ETag", "\"" + results.version() + "\"");
    }

    private Answer answerOf(Results results, List<String> path, Query query) throws IOException {
        if (path.equals(List.of("domain"))) {
            query.allow(Set.of());
            return Answer.ok("application/json", json.writeValueAsBytes(domain(results)));
        }
        if (path.equals(List.of("cells"))) {
            query.allow(Set.of());
            return Answer.ok(BINARY, cells(results.places()));
        }
        if (path.size() == 3 && path.get(0).equals("days")) {
            query.allow(Set.of("within"));
            return Answer.ok(
                    BINARY,
                    bytes(results.day(
                            ResultParameter.column(path.get(2)),
                            Query.date("date", path.get(1)),
                            query.number("within", 1, 1, MOST_DAYS_BACK))));
        }
        if (path.size() == 2 && path.get(0).equals("forecasts")) {
            query.allow(Set.of());
            return Answer.ok("application/json", json.writeValueAsBytes(forecast(results, path.get(1))));
        }
        if (path.size() == 3 && path.get(0).equals("explain")) {
            query.allow(Set.of());
            int cell = cell(results.places(), path.get(1));
            LocalDate date = Query.date("date", path.get(2));
            return Answer.ok("application/json", json.writeValueAsBytes(Lineage.of(results, cell, date)));
        }
        if (path.size() == 1 && path.get(0).equals("shares")) {
            query.allow(AreaShares.PARAMETERS);
            return Answer.ok("application/json", json.writeValueAsBytes(AreaShares.of(results, query)));
        }
        if (path.equals(List.of("ahead"))) {
            query.allow(Set.of());
            return Answer.ok("application/json", json.writeValueAsBytes(Ahead.about(results.forecasts())));
        }
        if (path.size() == 4 && path.get(0).equals("ahead")) {
            query.allow(Set.of());
            return Answer.ok(BINARY, bytes(Ahead.values(results.forecasts(), path.subList(1, 4))));
        }
        throw RequestRefused.notFound(
                "expected /data/domain, /data/cells, /data/days/DATE/COLUMN, /data/forecasts/CELL,"
                        + " /data/explain/CELL/DATE, /data/shares, /data/ahead or /data/ahead/ISSUED/LEAD/COLUMN");
    }

    private ObjectNode forecast(Results results, String key) throws IOException {
        CellPlaces places = results.places();
        int cell = cell(places, key);
        ObjectNode of = json.createObjectNode().put("cell", key);
        results.forecast(cell).ifPresent(forecast -> CellForecast.put(forecast, places.indexInTile(cell), of));
        return of;
    }

    private static int cell(CellPlaces places, String key) {
        return places.number(key).orElseThrow(() -> RequestRefused.notFound("unknown cell '" + Query.shown(key) + "'"));
    }

    private ObjectNode domain(Results results) {
        CellPlaces places = results.places();
        ObjectNode domain = json.createObjectNode()
                .put("domain", places.domain())
                .put("synthetic", places.isSynthetic())
                .put("dayDefinition", places.dayDefinition())
                .put("version", results.version())
                .put("cells", places.count());
        results.firstDate().ifPresent(date -> domain.put("firstDate", date.toString()));
        results.lastDate().ifPresent(date -> domain.put("lastDate", date.toString()));
        places.box().ifPresent(box -> {
            ArrayNode corners = domain.putArray("box");
            Arrays.stream(box).forEach(corners::add);
        });
        places.grid()
                .ifPresent(grid -> domain.putObject("grid")
                        .put("name", grid.grid().name())
                        .put("cellM", grid.grid().cellM())
                        .put("firstRow", grid.firstRow())
                        .put("firstColumn", grid.firstColumn())
                        .put("height", grid.height())
                        .put("width", grid.width()));
        ArrayNode columns = domain.putArray("columns");
        for (ResultColumn column : ResultColumn.values()) {
            ResultParameter parameter = ResultParameter.of(column);
            columns.addObject()
                    .put("name", column.label())
                    .put("title", parameter.title())
                    .put("unit", parameter.unit())
                    .put("decimals", column.decimals())
                    .put("hasValues", results.columnsWithValues().contains(column));
        }
        return domain;
    }

    /** Latitudes, longitudes (float32), then, of a grid, rows and columns (uint16) in the rectangle it fills. */
    private static byte[] cells(CellPlaces places) {
        int count = places.count();
        Optional<GridPlaces> grid = places.grid();
        ByteBuffer bytes = buffer(count * 2 * Float.BYTES + (grid.isPresent() ? count * 2 * Short.BYTES : 0));
        for (int cell = 0; cell < count; cell++) {
            bytes.putFloat((float) places.latitudeDegrees(cell));
        }
        for (int cell = 0; cell < count; cell++) {
            bytes.putFloat((float) places.longitudeDegrees(cell));
        }
        grid.ifPresent(of -> {
            for (int cell = 0; cell < count; cell++) {
                bytes.putShort((short) (of.row(cell) - of.firstRow()));
            }
            for (int cell = 0; cell < count; cell++) {
                bytes.putShort((short) (of.column(cell) - of.firstColumn()));
            }
        });
        return bytes.array();
    }

    private static byte[] bytes(int[] values) {
        ByteBuffer bytes = buffer(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
