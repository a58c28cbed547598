package org.soilcast.ingest.area;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;
import org.soilcast.schemas.Floats;

/** Polygons as maps draw them: with fewer corners than they are computed with. */
final class AreaOutline {
    /** Some kilometre: a cell of the finest grid has nine. */
    private static final double TOLERANCE_DEGREES = .01;

    private AreaOutline() {}

    /** Of each polygon the rings, the outer one first, each of longitudes and latitudes in turn, degrees. */
    static List<List<List<Float>>> of(Geometry polygons) {
        Geometry simple = TopologyPreservingSimplifier.simplify(polygons, TOLERANCE_DEGREES);
        List<List<List<Float>>> outline = new ArrayList<>();
        for (int i = 0; i < simple.getNumGeometries(); i++) {
            var polygon = (Polygon) simple.getGeometryN(i);
            List<List<Float>> rings = new ArrayList<>();
            rings.add(ring(polygon.getExteriorRing()));
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                rings.add(ring(polygon.getInteriorRingN(hole)));
            }
            outline.add(rings);
        }
        return outline;
    }

    private static List<Float> ring(LinearRing ring) {
        Coordinate[] corners = ring.getCoordinates();
        var degrees = new float[2 * corners.length];
        for (int i = 0; i < corners.length; i++) {
            degrees[2 * i] = (float) corners[i].x;
            degrees[2 * i + 1] = (float) corners[i].y;
        }
        return Floats.view(degrees);
    }
}
