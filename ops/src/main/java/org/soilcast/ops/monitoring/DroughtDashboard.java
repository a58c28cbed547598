package org.soilcast.ops.monitoring;

import java.util.List;
import org.soilcast.ops.monitoring.TablePanel.Kind;

/** The dashboard of droughts, of the tables that {@code --postgres} keeps. */
public final class DroughtDashboard {
    /** Its own name, for addresses and files. */
    public static final String UID = "soilcast-drought";

    static final String TITLE = "soilcast: drought of areas";
    /** What can be chosen. */
    static final String AREAS =
            "select distinct area as __value, name as __text from soilcast.area_statistics order by name";

    private DroughtDashboard() {}

    /** What it shows, from the top left. */
    public static List<TablePanel> panels() {
        return List.of(
                new TablePanel(
                        "Part of the area in each drought class, top metre, per cent",
                        Kind.STACK,
                        "select date::timestamp as \"time\", rootzone_percent_d4 as \"D4\", rootzone_percent_d3 as"
                                + " \"D3\", rootzone_percent_d2 as \"D2\", rootzone_percent_d1 as \"D1\","
                                + " rootzone_percent_d0 as \"D0\" from soilcast.area_statistics where area = '$area' and"
                                + " $__timeFilter(date) order by date"),
                new TablePanel(
                        "Drought Severity and Coverage Index of all areas, top metre, 0–500",
                        Kind.LINES,
                        "select date::timestamp as \"time\", name as metric, rootzone_dsci as value"
                                + " from soilcast.area_statistics where $__timeFilter(date) order by date, name"),
                new TablePanel(
                        "Areas on their newest day",
                        Kind.TABLE,
                        "select * from (select distinct on (area) name, date, rootzone_dsci, rootzone_percentile,"
                                + " surface_percentile, cells, known_percent, model_version"
                                + " from soilcast.area_statistics order by area, date desc) newest"
                                + " order by rootzone_dsci desc nulls last"),
                new TablePanel(
                        "Droughts that stand, the newest change first",
                        Kind.TABLE,
                        "select coalesce(cell, area_name) as place, class, peak, kind, variable, since, as_of,"
                                + " percentile, probability, provisional from soilcast.alerts"
                                + " where state in ('raised', 'updated') order by as_of desc, id limit 500"),
                new TablePanel(
                        "Cells on their newest day",
                        Kind.MAP,
                        "select latitude, longitude, cell, date, rootzone_percentile, drought_class, surface_mean"
                                + " from soilcast.cells order by cell limit 50000"),
                new TablePanel(
                        "Decisions on model versions, the newest first",
                        Kind.TABLE,
                        "select cut, trigger, outcome, champion, version, judged_pairs, reason"
                                + " from soilcast.decisions order by cut desc, id limit 200"));
    }
}
