package org.soilcast.map.edr;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;
import org.soilcast.schemas.ResultColumn;

/**
 * What a column is called where people look.
 *
 * @param title a few words
 * @param unit as people write it; empty for a class or bits
 * @param ucum the unit in the Unified Code for Units of Measure; empty alike
 */
public record ResultParameter(String title, String unit, String ucum) {
    private static final String MOISTURE = "m³/m³";
    private static final String MOISTURE_UCUM = "m3/m3";

    /** Of a column. */
    public static ResultParameter of(ResultColumn column) {
        switch (column) {
            case SURFACE_MEAN:
                return moisture("Soil moisture, top 5 cm");
            case SURFACE_SD:
                return moisture("Uncertainty of soil moisture, top 5 cm (standard deviation)");
            case ROOT_ZONE_MEAN:
                return moisture("Soil moisture, top metre");
            case ROOT_ZONE_SD:
                return moisture("Uncertainty of soil moisture, top metre (standard deviation)");
            case SURFACE_OPEN_LOOP:
                return moisture("Soil moisture without retrievals, top 5 cm");
            case SURFACE_FORECAST:
                return moisture("Soil moisture before the day's retrieval, top 5 cm");
            case OBSERVED:
                return moisture("Satellite retrieval of soil moisture, top 5 cm");
            case INNOVATION:
                return moisture("Retrieval minus forecast, top 5 cm");
            case SURFACE_PERCENTILE:
                return new ResultParameter("Percentile among the years, top 5 cm", "percentile", "%");
            case ROOT_ZONE_PERCENTILE:
                return new ResultParameter("Percentile among the years, top metre", "percentile", "%");
            case DROUGHT_CLASS:
                return new ResultParameter("Drought class: 1 to 5 for D0 to D4, negative for the wet side", "", "");
            case DROUGHT_PROBABILITY:
                return new ResultParameter("Probability of this class or a drier one", "1", "1");
            case QUALITY:
                return new ResultParameter("Quality bits", "", "");
            default:
                return new ResultParameter(column.label(), "", "");
        }
    }

    private static ResultParameter moisture(String title) {
        return new ResultParameter(title, MOISTURE, MOISTURE_UCUM);
    }

    /**
     * The column of a name.
     *
     * @throws RequestRefused when there is none
     */
    public static ResultColumn column(String name) {
        return Arrays.stream(ResultColumn.values())
                .filter(column -> column.label().equals(name))
                .findFirst()
                .orElseThrow(() -> RequestRefused.badRequest("unknown parameter name '" + Query.shown(name)
                        + "': expected some of "
                        + Arrays.stream(ResultColumn.values())
                                .map(ResultColumn::label)
                                .collect(Collectors.joining(", "))));
    }

    /** The columns of a list of names, separated by commas. */
    static Set<ResultColumn> columns(String names) {
        var columns = EnumSet.noneOf(ResultColumn.class);
        for (String name : names.split(",", -1)) {
            columns.add(column(name.strip()));
        }
        return columns;
    }
}
