package org.soilcast.ingest.soil;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A map of sand or clay that the description of a domain names.
 *
 * @param share what it tells
 * @param file netCDF or GeoTIFF
 * @param unit of its values
 */
public record SoilMap(Share share, Path file, Unit unit) {
    /** What a map tells: a share of the fine earth by mass. */
    public enum Share {
        CLAY,
        SAND;

        /** Its name in descriptions. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The attribute of a cell that it becomes. */
        public String attribute() {
            return label() + "_percent";
        }
    }

    /** Units of a map, with what makes percent of them. */
    public enum Unit {
        PERCENT("percent", 1),
        GRAMS("g/kg", 0.1),
        FRACTION("kg/kg", 100);

        private final String label;
        private final double percent;

        Unit(String label, double percent) {
            this.label = label;
            this.percent = percent;
        }

        /** Its name in descriptions. */
        public String label() {
            return label;
        }

        /** A value in percent. */
        double toPercent(double value) {
            return value * percent;
        }
    }

    /**
     * The maps of a description: {@code granules}, which is none, or of clay and sand a file and a unit each.
     *
     * @param description its file, beside which the maps lie unless they are told in full
     * @throws IllegalArgumentException when it says what cannot be
     */
    public static List<SoilMap> of(JsonNode written, Path description) {
        if (written.isTextual() && written.asText().equals("granules")) {
            return List.of();
        }
        Map<String, JsonNode> maps = new TreeMap<>();
        written.fields().forEachRemaining(map -> maps.put(map.getKey(), map.getValue()));
        var known = new ArrayList<SoilMap>();
        for (Share share : Share.values()) {
            JsonNode map = maps.remove(share.label());
            if (map != null) {
                known.add(of(share, map, description));
            }
        }
        if (known.isEmpty() || !maps.isEmpty()) {
            throw new IllegalArgumentException(
                    "attributes: expected granules, or maps of clay and sand, found " + written);
        }
        return known;
    }

    private static SoilMap of(Share share, JsonNode map, Path description) {
        if (map.size() != 2
                || !map.path("file").isTextual()
                || !map.path("unit").isTextual()) {
            throw new IllegalArgumentException(
                    "attributes: expected {file: FILE, unit: UNIT} of " + share.label() + ", found " + map);
        }
        String unit = map.get("unit").asText();
        for (Unit one : Unit.values()) {
            if (one.label.equals(unit)) {
                return new SoilMap(
                        share, description.resolveSibling(map.get("file").asText()), one);
            }
        }
        throw new IllegalArgumentException(
                "attributes: expected percent, g/kg or kg/kg as unit of " + share.label() + ", found " + unit);
    }
}
