package org.soilcast.ingest.described;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A part of the Earth by its borders, which run straight in longitude and latitude: rings of corners, of which a ring within
 * another one is a hole (even-odd rule).
 */
public final class Region {
    private final List<double[][]> rings;

    private Region(List<double[][]> rings) {
        this.rings = rings;
    }

    /**
     * A rectangle, degrees.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Region box(double south, double north, double west, double east) {
        if (!(south >= -90 && south < north && north <= 90 && west >= -180 && west < east && east <= 180)) {
            throw new IllegalArgumentException(
                    "box: expected -90 <= south < north <= 90 and -180 <= west < east <= 180," + " found south " + south
                            + ", north " + north + ", west " + west + ", east " + east);
        }
        double[][] corners = {{west, south}, {east, south}, {east, north}, {west, north}};
        return new Region(List.<double[][]>of(corners));
    }

    /**
     * The polygons of GeoJSON (RFC 7946): a geometry, feature or collection of features.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Region geoJson(JsonNode json) {
        var rings = new ArrayList<double[][]>();
        collect(json, rings);
        if (rings.isEmpty()) {
            throw new IllegalArgumentException("GeoJSON: expected a Polygon or MultiPolygon, found none");
        }
        return new Region(rings);
    }

    private static void collect(JsonNode json, List<double[][]> rings) {
        switch (json.path("type").asText()) {
            case "FeatureCollection" -> json.path("features").forEach(feature -> collect(feature, rings));
            case "Feature" -> collect(json.path("geometry"), rings);
            case "GeometryCollection" -> json.path("geometries").forEach(geometry -> collect(geometry, rings));
            case "MultiPolygon" ->
                json.path("coordinates").forEach(polygon -> polygon.forEach(ring -> rings.add(ring(ring))));
            case "Polygon" -> json.path("coordinates").forEach(ring -> rings.add(ring(ring)));
            default -> {}
        }
    }

    private static double[][] ring(JsonNode corners) {
        var ring = new double[corners.size()][];
        for (int i = 0; i < ring.length; i++) {
            JsonNode corner = corners.get(i);
            if (!corner.path(0).isNumber() || !corner.path(1).isNumber()) {
                throw new IllegalArgumentException("GeoJSON: expected a corner of two numbers, found " + corner);
            }
            ring[i] = new double[] {corner.get(0).asDouble(), corner.get(1).asDouble()};
        }
        return ring;
    }

    /** Latitude of the southernmost corner, degrees north. */
    double southDegrees() {
        return latitudes().min().orElseThrow();
    }

    /** Latitude of the northernmost corner, degrees north. */
    double northDegrees() {
        return latitudes().max().orElseThrow();
    }

    private DoubleStream latitudes() {
        return rings.stream().flatMap(Arrays::stream).mapToDouble(corner -> corner[1]);
    }

    /** Whether a place lies inside. */
    public boolean contains(double latitudeDegrees, double longitudeDegrees) {
        boolean inside = false;
        for (double[][] ring : rings) {
            for (int i = 0, j = ring.length - 1; i < ring.length; j = i++) {
                boolean crosses = ring[i][1] > latitudeDegrees != ring[j][1] > latitudeDegrees;
                if (crosses
                        && longitudeDegrees
                                < (ring[j][0] - ring[i][0]) * (latitudeDegrees - ring[i][1]) / (ring[j][1] - ring[i][1])
                                        + ring[i][0]) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }
}
