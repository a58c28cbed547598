package org.soilcast.ingest.area;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.soilcast.ingest.parse.InputException;

/**
 * Polygons of GeoJSON (RFC 7946, 3.1.6 and 3.1.7), longitude and latitude in degrees.
 *
 * @param unusable makes the exception for what is wrong with them
 */
record GeoJsonPolygons(Function<String, InputException> unusable) {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int LEAST_RING_POSITIONS = 4;

    /** A geometry that is one or many polygons; whether they are valid is another question. */
    Geometry of(JsonNode geometry) {
        String type = geometry.path("type").asText("none");
        JsonNode coordinates = geometry.path("coordinates");
        return switch (type) {
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" -> {
                List<Polygon> polygons = new ArrayList<>();
                coordinates.forEach(each -> polygons.add(polygon(each)));
                if (polygons.isEmpty()) {
                    throw unusable.apply("expected polygons, found none");
                }
                yield GEOMETRIES.createMultiPolygon(polygons.toArray(Polygon[]::new));
            }
            default -> throw unusable.apply("expected a Polygon or MultiPolygon, found " + type);
        };
    }

    private Polygon polygon(JsonNode rings) {
        List<LinearRing> found = new ArrayList<>();
        rings.forEach(ring -> found.add(ring(ring)));
        if (found.isEmpty()) {
            throw unusable.apply("expected rings, found none");
        }
        return GEOMETRIES.createPolygon(
                found.get(0), found.subList(1, found.size()).toArray(LinearRing[]::new));
    }

    private LinearRing ring(JsonNode positions) {
        List<Coordinate> ring = new ArrayList<>();
        positions.forEach(position -> ring.add(coordinate(position)));
        if (ring.size() < LEAST_RING_POSITIONS || !ring.get(0).equals2D(ring.get(ring.size() - 1))) {
            throw unusable.apply("expected rings of " + LEAST_RING_POSITIONS
                    + " positions or more that end where they begin, found one of " + ring.size());
        }
        return GEOMETRIES.createLinearRing(ring.toArray(Coordinate[]::new));
    }

    private Coordinate coordinate(JsonNode position) {
        if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
            throw unusable.apply("expected positions of longitude and latitude, found " + position);
        }
        double longitude = position.get(0).doubleValue();
        double latitude = position.get(1).doubleValue();
        if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
            throw unusable.apply("expected longitude within ±180 and latitude within ±90 degrees (EPSG:4326), found "
                    + longitude + ", " + latitude);
        }
        return new Coordinate(longitude, latitude);
    }
}
