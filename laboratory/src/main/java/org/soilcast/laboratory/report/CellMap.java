package org.soilcast.laboratory.report;

import java.util.Arrays;
import java.util.List;
import org.soilcast.learning.history.CellHistory.Cell;

/** A map of one number a cell, as coloured squares at their latitude and longitude. */
final class CellMap {
    private static final double WIDTH = 380;
    private static final double TOP = 22;
    private static final double BOTTOM = 34;
    private static final double MOST_HEIGHT = 300;

    private CellMap() {}

    /** With colours from the 2nd to the 98th percentile of the values. */
    static String svg(String title, List<Cell> cells, double... values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        double low = sorted.length == 0 ? 0 : sorted[(int) (0.02 * (sorted.length - 1))];
        double high = sorted.length == 0 ? 1 : sorted[(int) Math.ceil(0.98 * (sorted.length - 1))];
        return svg(title, low, high, cells, values);
    }

    /** With colours from low to high; a cell without a value is left out. */
    static String svg(String title, double low, double high, List<Cell> cells, double... values) {
        double west = cells.stream().mapToDouble(Cell::longitudeDegrees).min().orElse(0);
        double east = cells.stream().mapToDouble(Cell::longitudeDegrees).max().orElse(0);
        double south = cells.stream().mapToDouble(Cell::latitudeDegrees).min().orElse(0);
        double north = cells.stream().mapToDouble(Cell::latitudeDegrees).max().orElse(0);
        double across = Math.max(east - west, 1);
        double stretch = 1 / Math.cos(Math.toRadians((south + north) / 2)); // a degree north is longer than one east
        double scale = Math.min((WIDTH - 20) / across, MOST_HEIGHT / Math.max(1, (north - south) * stretch));
        double side = Math.max(2, 0.95 * scale * Math.sqrt(across * Math.max(1, north - south) / cells.size()));
        double height = TOP + (north - south) * stretch * scale + 2 * side + BOTTOM;
        var svg = new StringBuilder(Svg.open(WIDTH, height)).append(Svg.text(4, 14, "start", title));
        for (int cell = 0; cell < values.length; cell++) {
            if (Double.isFinite(values[cell])) {
                Cell place = cells.get(cell);
                svg.append(Svg.rectangle(
                        4 + (place.longitudeDegrees() - west) * scale,
                        TOP + (north - place.latitudeDegrees()) * stretch * scale,
                        side,
                        side,
                        Svg.ramp(high > low ? (values[cell] - low) / (high - low) : 0.5),
                        "cell " + place.id() + ": " + Svg.number(values[cell])));
            }
        }
        for (int step = 0; step < 50; step++) {
            svg.append(Svg.rectangle(4 + 4 * step, height - 24, 4.2, 8, Svg.ramp(step / 49.0), ""));
        }
        return svg.append(Svg.text(4, height - 3, "start", Svg.number(low)))
                .append(Svg.text(204, height - 3, "end", Svg.number(high)))
                .append("</svg>\n")
                .toString();
    }
}
