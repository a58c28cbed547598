package org.soilcast.map.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.forecast.IssuedForecast;
import org.soilcast.map.query.ForecastMaps;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;

/**
 * Forecasts as maps. {@code /data/ahead}: issue date, leads in days and columns with their decimals, an empty object when
 * nothing was forecast; {@code /data/ahead/ISSUED/LEAD/COLUMN}: one column of all cells as on {@code /data/days}, LEAD
 * being the last day of the span.
 */
final class Ahead {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LEAD_DAYS = 366;

    private Ahead() {}

    static ObjectNode about(ForecastMaps maps) throws IOException {
        ObjectNode about = JSON.createObjectNode();
        Optional<IssuedForecast> newest = maps.newest();
        if (newest.isPresent()) {
            IssuedForecast issued = newest.get();
            about.put("issueDate", issued.date().toString());
            numbers(about.putArray("firstLeadDays"), issued.firstLeadDays());
            numbers(about.putArray("lastLeadDays"), issued.lastLeadDays());
            ObjectNode decimals = about.putObject("decimals");
            for (ForecastColumn column : ForecastColumn.values()) {
                decimals.put(column.label(), column.decimals());
            }
        }
        return about;
    }

    /** The values of a path of issue date, lead and column. */
    static int[] values(ForecastMaps maps, List<String> path) throws IOException {
        ForecastColumn column = Arrays.stream(ForecastColumn.values())
                .filter(one -> one.label().equals(path.get(2)))
                .findFirst()
                .orElseThrow(() ->
                        RequestRefused.badRequest("unknown column of forecasts '" + Query.shown(path.get(2)) + "'"));
        int lead = Query.of(Map.of("lead", path.get(1))).number("lead", 1, 1, MOST_LEAD_DAYS);
        return maps.values(Query.date("issue date", path.get(0)), lead, column);
    }

    private static void numbers(ArrayNode array, int[] numbers) {
        Arrays.stream(numbers).forEach(array::add);
    }
}
