package org.soilcast.map.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import org.soilcast.map.TileResults;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.forecast.IssuedForecast;
import org.soilcast.map.forecast.StoredForecast;

/** The forecast of one cell as the page reads it: leads in days, and each column of the export over the same spans. */
final class CellForecast {
    private CellForecast() {}

    /**
     * Adds it to an object.
     *
     * @param index of the cell in its tile
     */
    static void put(StoredForecast forecast, int index, ObjectNode of) {
        IssuedForecast issued = forecast.issued();
        of.put("issueDate", issued.date().toString())
                .put("modelVersion", issued.origin().modelVersion())
                .put("members", forecast.members())
                .put("traceYears", forecast.traceYears())
                .put("surfaceCalibrated", forecast.surfaceCalibrated())
                .put("quality", issued.quality()[index]);
        numbers(of.putArray("firstLeadDays"), issued.firstLeadDays());
        numbers(of.putArray("lastLeadDays"), issued.lastLeadDays());
        ObjectNode values = of.putObject("values");
        for (ForecastColumn column : ForecastColumn.values()) {
            ArrayNode spans = values.putArray(column.label());
            for (int span = 0; span < issued.spans(); span++) {
                int scaled = issued.scaled(column, span, index);
                if (scaled == TileResults.UNKNOWN) {
                    spans.addNull();
                } else {
                    spans.add(BigDecimal.valueOf(scaled, column.decimals()));
                }
            }
        }
    }

    private static void numbers(ArrayNode array, int[] numbers) {
        Arrays.stream(numbers).forEach(array::add);
    }
}
