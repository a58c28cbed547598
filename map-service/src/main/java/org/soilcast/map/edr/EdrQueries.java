package org.soilcast.map.edr;

import static org.soilcast.map.web.RequestRefused.badRequest;
import static org.soilcast.map.web.RequestRefused.notFound;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.query.ResultBlock;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;
import org.soilcast.schemas.ResultColumn;

/** The data queries of the collection: which cells, dates, columns and format a request asks for. */
final class EdrQueries {
    /** Values of one answer: some 20 MB as JSON. */
    static final long MOST_VALUES = 2_000_000;

    private static final String COVERAGE_JSON = "coveragejson";
    private static final String CSV = "csv";
    private static final String GEO_JSON = "geojson";
    private static final Set<String> POSITION = Set.of("coords", "datetime", "parameter-name", "crs", "f");
    private static final Set<String> CUBE = Set.of("bbox", "datetime", "parameter-name", "crs", "f");
    private static final Set<String> ITEMS =
            Set.of("bbox", "datetime", "parameter-name", "crs", "f", "limit", "offset", "q");
    /** Those that a link to another page repeats. */
    private static final List<String> KEPT = List.of("bbox", "datetime", "parameter-name", "crs", "f", "q");

    private static final Set<String> ITEM = Set.of("datetime", "parameter-name", "crs", "f");

    Answer position(Results results, Query query) throws IOException {
        query.allow(POSITION);
        return series(results, AskedCell.at(results, query), query);
    }

    Answer location(Results results, String key, Query query) throws IOException {
        query.allow(ITEM);
        return series(results, AskedCell.named(results, key), query);
    }

    private static Answer series(Results results, int cell, Query query) throws IOException {
        String format = format(query, COVERAGE_JSON);
        Dates dates =
                query.text("datetime").map(text -> Dates.parse(text, results)).orElseGet(() -> Dates.all(results));
        Set<ResultColumn> columns = columns(results, query);
        check(1, dates, columns);
        int[] cells = {cell};
        ResultBlock block = results.block(cells, dates.from(), dates.to(), columns);
        return format.equals(COVERAGE_JSON)
                ? Answer.ok(CoverageJson.TYPE, CoverageJson.series(results.places(), withDates(block, dates), columns))
                : formatted(results, format, block, columns);
    }

    Answer area(Results results, Query query) throws IOException {
        query.allow(POSITION);
        Shape area = Shape.area(query.required("coords", "POLYGON((longitude latitude, ...))"));
        CellPlaces places = results.places();
        return cells(
                results,
                places.where(cell -> area.holds(places.longitudeDegrees(cell), places.latitudeDegrees(cell))),
                query);
    }

    Answer cube(Results results, Query query) throws IOException {
        query.allow(CUBE);
        Box box = Box.parse(query.required("bbox", "west,south,east,north in degrees"));
        return cells(results, inside(results.places(), box), query);
    }

    private static Answer cells(Results results, int[] cells, Query query) throws IOException {
        String format = format(query, COVERAGE_JSON);
        Dates dates =
                query.text("datetime").map(text -> Dates.parse(text, results)).orElseGet(() -> Dates.newest(results));
        Set<ResultColumn> columns = columns(results, query);
        if (cells.length == 0) {
            throw notFound("no cell has its middle in there");
        }
        boolean asGrid = format.equals(COVERAGE_JSON) && results.places().grid().isPresent();
        check(
                asGrid ? CoverageJson.gridSize(results.places().grid().orElseThrow(), cells) : cells.length,
                dates,
                columns);
        check(cells.length, dates, columns);
        ResultBlock block = results.block(cells, dates.from(), dates.to(), columns);
        return format.equals(COVERAGE_JSON)
                ? Answer.ok(CoverageJson.TYPE, CoverageJson.cells(results.places(), withDates(block, dates), columns))
                : formatted(results, format, block, columns);
    }

    /** An axis of CoverageJSON has one value at least; features and rows may be without. */
    private static ResultBlock withDates(ResultBlock block, Dates dates) {
        if (block.dates().isEmpty()) {
            throw notFound("there are no results of " + dates.from()
                    + (dates.from().equals(dates.to()) ? "" : " to " + dates.to()));
        }
        return block;
    }

    Answer items(Results results, String kind, Query query) throws IOException {
        query.allow(ITEMS);
        String format = format(query, GEO_JSON);
        if (format.equals(COVERAGE_JSON)) {
            throw badRequest("f: " + kind + " come as GeoJSON or CSV; position, area and cube as CoverageJSON");
        }
        FeaturePage page = FeaturePage.asked("/edr/collections/" + EdrSite.COLLECTION + "/" + kind, KEPT, query);
        CellPlaces places = results.places();
        Optional<Box> box = query.text("bbox").map(Box::parse);
        String part = query.text("q").orElse("").toLowerCase(Locale.ROOT);
        int[] all = places.where(cell ->
                box.map(within -> within.holds(places.longitudeDegrees(cell), places.latitudeDegrees(cell)))
                                .orElse(true)
                        && places.key(cell).toLowerCase(Locale.ROOT).contains(part));
        int[] shown = page.of(all);
        Set<ResultColumn> columns = columns(results, query);
        ResultBlock block = onOneDate(results, shown, columns, query);
        if (format.equals(CSV)) {
            return formatted(results, format, block, columns);
        }
        return Answer.ok(
                FeaturePage.TYPE,
                page.collection(
                        all.length, block.cellCount(), json -> CellFeatures.write(json, places, block, columns)));
    }

    Answer item(Results results, String key, Query query) throws IOException {
        query.allow(ITEM);
        String format = format(query, GEO_JSON);
        Set<ResultColumn> columns = columns(results, query);
        ResultBlock block = onOneDate(results, new int[] {AskedCell.named(results, key)}, columns, query);
        return format.equals(GEO_JSON)
                ? Answer.ok(FeaturePage.TYPE, CellFeatures.one(results.places(), block, columns))
                : formatted(results, format, block, columns);
    }

    private static ResultBlock onOneDate(Results results, int[] cells, Set<ResultColumn> columns, Query query)
            throws IOException {
        Optional<Dates> asked = query.text("datetime").map(text -> Dates.parse(text, results));
        if (asked.isPresent() && asked.get().days() > 1) {
            throw badRequest("datetime: items are of one date; ask position, area or cube for more");
        }
        if (asked.isEmpty() && results.lastDate().isEmpty()) {
            return results.block(cells, java.time.LocalDate.EPOCH, java.time.LocalDate.EPOCH, columns);
        }
        Dates dates = asked.orElseGet(() -> Dates.newest(results));
        return results.block(cells, dates.from(), dates.to(), columns);
    }

    private static Answer formatted(Results results, String format, ResultBlock block, Set<ResultColumn> columns)
            throws IOException {
        if (format.equals(CSV)) {
            return Answer.ok(CsvTable.TYPE, CsvTable.of(results.places(), block, columns))
                    .with("Content-Disposition", "attachment; filename=\"soil-moisture.csv\"");
        }
        if (format.equals(GEO_JSON)) {
            return Answer.ok(
                    FeaturePage.TYPE,
                    FeaturePage.whole(
                            block.cellCount(), json -> CellFeatures.write(json, results.places(), block, columns)));
        }
        throw badRequest("f: expected GeoJSON or CSV here");
    }

    private static int[] inside(CellPlaces places, Box box) {
        return places.where(cell -> box.holds(places.longitudeDegrees(cell), places.latitudeDegrees(cell)));
    }

    private static void check(long cells, Dates dates, Set<ResultColumn> columns) {
        long values = cells * Math.min(dates.days(), 200L * 366) * columns.size();
        if (values > MOST_VALUES) {
            throw badRequest(String.format(
                    Locale.ROOT,
                    "asks for %,d values (%,d places, %,d dates, %,d parameters), at most %,d: take a smaller area,"
                            + " fewer dates or fewer parameters, or 'soilcast export' for all",
                    values,
                    cells,
                    dates.days(),
                    columns.size(),
                    MOST_VALUES));
        }
    }

    /** Those asked for, else those of which something is known. */
    private static Set<ResultColumn> columns(Results results, Query query) {
        AskedCell.checkCrs(query);
        return query.text("parameter-name").map(ResultParameter::columns).orElseGet(() -> {
            var known = EnumSet.noneOf(ResultColumn.class);
            known.addAll(results.columnsWithValues());
            return known;
        });
    }

    private static String format(Query query, String otherwise) {
        String format = query.text("f").orElse(otherwise).toLowerCase(Locale.ROOT);
        if (!Set.of(COVERAGE_JSON, CSV, GEO_JSON).contains(format)) {
            throw badRequest("f: expected CoverageJSON, CSV or GeoJSON, found '" + Query.shown(format) + "'");
        }
        return format;
    }
}
