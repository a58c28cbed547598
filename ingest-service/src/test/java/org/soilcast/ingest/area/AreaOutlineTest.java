package org.soilcast.ingest.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

class AreaOutlineTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @Test
    void polygonsKeepTheirHolesAndOrder() {
        Polygon holed = GEOMETRIES.createPolygon(square(-98, 35, 2), new LinearRing[] {square(-97.5, 35.5, .5)});
        Polygon other = GEOMETRIES.createPolygon(square(-90, 35, 1));
        List<List<List<Float>>> outline = AreaOutline.of(GEOMETRIES.createMultiPolygon(new Polygon[] {holed, other}));
        assertThat(outline).hasSize(2);
        assertThat(outline.get(0)).hasSize(2);
        assertThat(outline.get(0).get(0)).containsExactly(-98f, 35f, -96f, 35f, -96f, 37f, -98f, 37f, -98f, 35f);
        assertThat(outline.get(1).get(0)).startsWith(-90f, 35f).endsWith(-90f, 35f);
    }

    /** A circle of thousands of corners stays one, with few, and none is farther from it than is said. */
    @Test
    void manyCornersBecomeFew() {
        var corners = new Coordinate[10_001];
        for (int i = 0; i < corners.length; i++) {
            double angle = 2 * Math.PI * (i % 10_000) / 10_000;
            corners[i] = new Coordinate(-97 + Math.cos(angle), 36 + Math.sin(angle));
        }
        Geometry circle = GEOMETRIES.createPolygon(corners);
        List<Float> ring = AreaOutline.of(circle).get(0).get(0);
        assertThat(ring.size()).isBetween(20, 200);
        for (int i = 0; i < ring.size(); i += 2) {
            double radius = Math.hypot(ring.get(i) + 97, ring.get(i + 1) - 36);
            assertThat(radius).isBetween(.99, 1.01);
        }
        assertThat(ring.subList(0, 2)).isEqualTo(ring.subList(ring.size() - 2, ring.size()));
    }

    private static LinearRing square(double west, double south, double size) {
        return GEOMETRIES.createLinearRing(new Coordinate[] {
            new Coordinate(west, south),
            new Coordinate(west + size, south),
            new Coordinate(west + size, south + size),
            new Coordinate(west, south + size),
            new Coordinate(west, south)
        });
    }
}
