package org.soilcast.map.edr;

import static org.soilcast.map.web.RequestRefused.badRequest;
import static org.soilcast.map.web.RequestRefused.notFound;

import java.io.IOException;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.forecast.ForecastCsv;
import org.soilcast.map.forecast.IssuedForecast;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;

/** The data queries of the collection of forecasts: the newest one of a cell, as CoverageJSON or as the export's CSV. */
final class ForecastQueries {
    private static final Set<String> POSITION = Set.of("coords", "parameter-name", "crs", "f");
    private static final Set<String> LOCATION = Set.of("parameter-name", "crs", "f");

    Answer position(Results results, Query query) throws IOException {
        query.allow(POSITION);
        return newest(results, AskedCell.at(results, query), query);
    }

    Answer location(Results results, String key, Query query) throws IOException {
        query.allow(LOCATION);
        return newest(results, AskedCell.named(results, key), query);
    }

    private static Answer newest(Results results, int cell, Query query) throws IOException {
        AskedCell.checkCrs(query);
        String format = query.text("f").orElse("coveragejson").toLowerCase(Locale.ROOT);
        Set<ForecastColumn> columns = query.text("parameter-name")
                .map(ForecastParameter::columns)
                .orElse(EnumSet.allOf(ForecastColumn.class));
        CellPlaces places = results.places();
        IssuedForecast forecast = results.forecast(cell)
                .orElseThrow(() -> notFound("nothing was forecast for cell '" + places.key(cell) + "' yet"))
                .issued();
        switch (format) {
            case "coveragejson":
                return Answer.ok(CoverageJson.TYPE, ForecastCoverage.of(places, cell, forecast, columns));
            case "csv":
                if (query.text("parameter-name").isPresent()) {
                    throw badRequest("parameter-name: CSV has all of them; leave it out");
                }
                var csv = new StringWriter();
                ForecastCsv.header(csv);
                ForecastCsv.rows(places.key(cell), forecast, places.indexInTile(cell), csv);
                return Answer.ok(CsvTable.TYPE, csv.toString())
                        .with("Content-Disposition", "attachment; filename=\"forecast.csv\"");
            default:
                throw badRequest("f: expected CoverageJSON or CSV, found '" + Query.shown(format) + "'");
        }
    }
}
