package org.soilcast.map.edr;

import java.util.Set;
import org.soilcast.map.TileResults;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.query.ResultBlock;
import org.soilcast.schemas.ResultColumn;

/** Results as CSV (RFC 4180, lines end in {@code \n}): cell, place, date, and the columns; what is not known is empty. */
final class CsvTable {
    static final String TYPE = "text/csv; charset=utf-8";

    private CsvTable() {}

    static String of(CellPlaces places, ResultBlock block, Set<ResultColumn> columns) {
        var text = new StringBuilder("cell,longitude,latitude,date");
        columns.forEach(column -> text.append(',').append(column.label()));
        text.append('\n');
        for (int place = 0; place < block.cellCount(); place++) {
            int cell = block.cell(place);
            String lead = quoted(places.key(cell)) + "," + ResultText.degrees(places.longitudeDegrees(cell)) + ","
                    + ResultText.degrees(places.latitudeDegrees(cell)) + ",";
            for (int date = 0; date < block.dates().size(); date++) {
                text.append(lead).append(block.dates().get(date));
                for (ResultColumn column : columns) {
                    text.append(',');
                    int scaled = block.scaled(column, date, place);
                    if (scaled != TileResults.UNKNOWN) {
                        text.append(ResultText.of(column, scaled));
                    }
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String quoted(String key) {
        return key.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + key.replace("\"", "\"\"") + '"'
                : key;
    }
}
