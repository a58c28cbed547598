package org.soilcast.ops.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A dashboard in Grafana's JSON, with the data source and the process as variables. */
public final class DashboardJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SCHEMA_VERSION = 39;
    private static final int COLUMNS = 2;
    private static final int PANEL_WIDTH = 12;
    private static final int PANEL_HEIGHT = 8;

    private DashboardJson() {}

    /** The text of its file. */
    public static String of(Dashboard dashboard) {
        ObjectNode json = JSON.createObjectNode()
                .put("uid", dashboard.uid())
                .put("title", dashboard.title())
                .put("schemaVersion", SCHEMA_VERSION)
                .put("timezone", "utc")
                .put("refresh", "30s");
        json.putArray("tags").add("soilcast");
        json.putObject("time").put("from", "now-6h").put("to", "now");
        var variables = json.putObject("templating").putArray("list");
        variables
                .addObject()
                .put("name", "datasource")
                .put("label", "Data source")
                .put("type", "datasource")
                .put("query", "prometheus");
        ObjectNode instance = variables
                .addObject()
                .put("name", "instance")
                .put("label", "Process")
                .put("type", "query")
                .put("query", "label_values(up{job=\"soilcast\"}, instance)")
                .put("refresh", 2)
                .put("includeAll", true)
                .put("multi", true);
        source(instance);
        var panels = json.putArray("panels");
        List<Panel> shown = dashboard.panels();
        for (int i = 0; i < shown.size(); i++) {
            panel(panels.addObject(), shown.get(i), i);
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers is always written", e);
        }
    }

    private static void panel(ObjectNode json, Panel panel, int index) {
        json.put("id", index + 1).put("type", "timeseries").put("title", panel.title());
        source(json);
        json.putObject("gridPos")
                .put("x", index % COLUMNS * PANEL_WIDTH)
                .put("y", index / COLUMNS * PANEL_HEIGHT)
                .put("w", PANEL_WIDTH)
                .put("h", PANEL_HEIGHT);
        json.putObject("fieldConfig").putObject("defaults").put("unit", panel.unit());
        json.putArray("targets")
                .addObject()
                .put("refId", "A")
                .put("expr", panel.query())
                .put("legendFormat", panel.legend());
    }

    private static void source(ObjectNode of) {
        of.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
    }
}
