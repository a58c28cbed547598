package org.soilcast.map.edr;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;

/** What a column of forecasts is called where people look. */
final class ForecastParameter {
    private ForecastParameter() {}

    static ResultParameter of(ForecastColumn column) {
        String layer = column.label().startsWith("surface_") ? "top 5 cm" : "top metre";
        String what = column.label().substring(column.label().indexOf('_') + 1);
        switch (column) {
            case DROUGHT_CLASS:
                return new ResultParameter(
                        "Drought class forecast: 1 to 5 for D0 to D4, negative for the wet side", "", "");
            case DROUGHT_PROBABILITY:
                return new ResultParameter("Probability of this class or a drier one, forecast", "1", "1");
            case SURFACE_PERCENTILE:
            case ROOT_ZONE_PERCENTILE:
                return new ResultParameter("Percentile forecast, " + layer, "percentile", "%");
            default:
                return new ResultParameter("Soil moisture forecast, " + layer + ", " + words(what), "m³/m³", "m3/m3");
        }
    }

    private static String words(String what) {
        switch (what) {
            case "mean":
                return "mean";
            case "sd":
                return "standard deviation";
            default:
                return Integer.parseInt(what.substring(1)) + " % quantile";
        }
    }

    /**
     * The columns of a list of names, separated by commas.
     *
     * @throws RequestRefused when one is none
     */
    static Set<ForecastColumn> columns(String names) {
        var columns = EnumSet.noneOf(ForecastColumn.class);
        for (String name : names.split(",", -1)) {
            columns.add(Arrays.stream(ForecastColumn.values())
                    .filter(column -> column.label().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> RequestRefused.badRequest("unknown parameter name '" + Query.shown(name.strip())
                            + "': expected some of "
                            + Arrays.stream(ForecastColumn.values())
                                    .map(ForecastColumn::label)
                                    .collect(Collectors.joining(", ")))));
        }
        return columns;
    }
}
