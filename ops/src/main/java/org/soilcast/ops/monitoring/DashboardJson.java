package org.soilcast.ops.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Dashboards in Grafana's JSON, with the data source and what is looked at as variables. */
public final class DashboardJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROMETHEUS = "prometheus";
    private static final String POSTGRES = "grafana-postgresql-datasource";
    private static final int SCHEMA_VERSION = 39;
    private static final int COLUMNS = 2;
    private static final int PANEL_WIDTH = 12;
    private static final int PANEL_HEIGHT = 8;

    private DashboardJson() {}

    /** The text of its file. */
    public static String of(Dashboard dashboard) {
        ObjectNode json = dashboard(dashboard.uid(), dashboard.title(), "now-6h");
        var variables = json.putObject("templating").putArray("list");
        source(variables.addObject(), PROMETHEUS);
        ObjectNode instance = variables
                .addObject()
                .put("name", "instance")
                .put("label", "Process")
                .put("type", "query")
                .put("query", "label_values(up{job=\"soilcast\"}, instance)")
                .put("refresh", 2)
                .put("includeAll", true)
                .put("multi", true);
        from(instance, PROMETHEUS);
        var panels = json.putArray("panels");
        List<Panel> shown = dashboard.panels();
        for (int i = 0; i < shown.size(); i++) {
            panel(panels.addObject(), shown.get(i), i);
        }
        return text(json);
    }

    /** The text of the file of {@link DroughtDashboard}. */
    public static String ofDroughts() {
        ObjectNode json = dashboard(DroughtDashboard.UID, DroughtDashboard.TITLE, "now-10y");
        var variables = json.putObject("templating").putArray("list");
        source(variables.addObject(), POSTGRES);
        ObjectNode area = variables
                .addObject()
                .put("name", "area")
                .put("label", "Area")
                .put("type", "query")
                .put("query", DroughtDashboard.AREAS)
                .put("refresh", 2);
        from(area, POSTGRES);
        var panels = json.putArray("panels");
        List<TablePanel> shown = DroughtDashboard.panels();
        for (int i = 0; i < shown.size(); i++) {
            panel(panels.addObject(), shown.get(i), i);
        }
        return text(json);
    }

    private static ObjectNode dashboard(String uid, String title, String from) {
        ObjectNode json = JSON.createObjectNode()
                .put("uid", uid)
                .put("title", title)
                .put("schemaVersion", SCHEMA_VERSION)
                .put("timezone", "utc")
                .put("refresh", "30s");
        json.putArray("tags").add("soilcast");
        json.putObject("time").put("from", from).put("to", "now");
        return json;
    }

    private static String text(ObjectNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers is always written", e);
        }
    }

    private static void panel(ObjectNode json, TablePanel panel, int index) {
        frame(json, panel.kind().type, panel.title(), index, POSTGRES);
        ObjectNode defaults = json.putObject("fieldConfig").putObject("defaults");
        if (panel.kind() == TablePanel.Kind.STACK) {
            defaults.put("unit", "percent").put("min", 0).put("max", 100);
            ObjectNode custom =
                    defaults.putObject("custom").put("fillOpacity", 70).put("lineWidth", 0);
            custom.putObject("stacking").put("mode", "normal").put("group", "A");
        }
        json.putArray("targets")
                .addObject()
                .put("refId", "A")
                .put("format", panel.kind().format)
                .put("editorMode", "code")
                .put("rawQuery", true)
                .put("rawSql", panel.query());
    }

    private static void panel(ObjectNode json, Panel panel, int index) {
        frame(json, "timeseries", panel.title(), index, PROMETHEUS);
        json.putObject("fieldConfig").putObject("defaults").put("unit", panel.unit());
        json.putArray("targets")
                .addObject()
                .put("refId", "A")
                .put("expr", panel.query())
                .put("legendFormat", panel.legend());
    }

    private static void frame(ObjectNode json, String type, String title, int index, String source) {
        json.put("id", index + 1).put("type", type).put("title", title);
        from(json, source);
        json.putObject("gridPos")
                .put("x", index % COLUMNS * PANEL_WIDTH)
                .put("y", index / COLUMNS * PANEL_HEIGHT)
                .put("w", PANEL_WIDTH)
                .put("h", PANEL_HEIGHT);
    }

    /** The variable by which people choose among data sources of a kind. */
    private static void source(ObjectNode variable, String kind) {
        variable.put("name", "datasource")
                .put("label", "Data source")
                .put("type", "datasource")
                .put("query", kind);
    }

    private static void from(ObjectNode of, String kind) {
        of.putObject("datasource").put("type", kind).put("uid", "${datasource}");
    }
}
