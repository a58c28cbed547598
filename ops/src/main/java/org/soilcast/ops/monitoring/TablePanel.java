package org.soilcast.ops.monitoring;

/**
 * A panel of {@link DroughtDashboard}: one query of the tables in Postgres.
 *
 * @param title what it shows, in one line
 * @param kind how it is drawn
 * @param query in SQL, with Grafana's variables and macros
 */
public record TablePanel(String title, Kind kind, String query) {
    /** How a panel is drawn, and in which form Grafana wants its rows. */
    public enum Kind {
        /** Lines over time. */
        LINES("timeseries", "time_series"),
        /** Areas over time, one upon the other. */
        STACK("timeseries", "time_series"),
        /** Rows. */
        TABLE("table", "table"),
        /** Points of the columns latitude and longitude. */
        MAP("geomap", "table");

        final String type;
        final String format;

        Kind(String type, String format) {
            this.type = type;
            this.format = format;
        }
    }

    /**
     * The query as a database takes it.
     *
     * @param area identifier that was chosen
     */
    public String query(String area) {
        return query.replace("'$area'", "'" + area + "'").replace("$__timeFilter(date)", "true");
    }
}
