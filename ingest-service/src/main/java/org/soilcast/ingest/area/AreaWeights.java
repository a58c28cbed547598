package org.soilcast.ingest.area;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.GeometryTransformer;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.schemas.EaseCells;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Area;
import org.soilcast.schemas.avro.AreaTile;

/**
 * How much of an area each cell of a domain stands for. Cells of an EASE grid: the overlap of square and area in the grid's
 * own projection, which is equal-area (EPSG:6933). Stations: those in the area count alike; where there is none, the nearest
 * to a point inside it, at most {@value #STATION_REACH_KM} km away, stands for all of it.
 */
final class AreaWeights {
    /** How far a station may be from an area that has none. */
    static final int STATION_REACH_KM = 100;

    /** Straight edges in degrees are bent in the projection; pieces so short are straight enough. */
    private static final double LONGEST_EDGE_DEGREES = .1;

    private static final double LEAST_SHARE_OF_CELL = 1e-4;
    private static final double M2_PER_KM2 = 1e6;
    private static final double EARTH_RADIUS_KM = 6371;
    private static final float ALL = 100;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Domain domain;
    private final Optional<EaseCells> grid;
    private final Map<Long, Integer> positions = new HashMap<>();

    AreaWeights(Domain domain) {
        this.domain = domain;
        var latitudes = new float[domain.cells().size()];
        var longitudes = new float[latitudes.length];
        for (int cell = 0; cell < latitudes.length; cell++) {
            latitudes[cell] = domain.cells().get(cell).latitudeDegrees();
            longitudes[cell] = domain.cells().get(cell).longitudeDegrees();
        }
        grid = EaseCells.of(latitudes, longitudes);
        grid.ifPresent(cells -> {
            for (int cell = 0; cell < cells.count(); cell++) {
                positions.put(place(cells.row(cell), cells.column(cell)), cell);
            }
        });
    }

    /** The record of an area; none when no cell stands for any of it. */
    Optional<Area> of(NamedArea area) {
        Geometry projected = projected(area.polygons());
        double areaKm2 = projected.getArea() / M2_PER_KM2;
        SortedMap<Integer, Float> weights = new TreeMap<>();
        float covered;
        if (grid.isPresent()) {
            overlaps(projected, grid.get().grid(), weights);
            double sum =
                    weights.values().stream().mapToDouble(Float::doubleValue).sum();
            covered = (float) Math.min(ALL, ALL * sum / areaKm2);
        } else {
            stationsIn(area.polygons(), weights);
            covered = weights.isEmpty() ? 0 : ALL;
            if (weights.isEmpty()) {
                nearest(area.polygons().getInteriorPoint().getCoordinate())
                        .ifPresent(station -> weights.put(station, 1f));
            }
        }
        return weights.isEmpty()
                ? Optional.empty()
                : Optional.of(Area.newBuilder()
                        .setId(area.id())
                        .setName(area.name())
                        .setDomain(domain.name())
                        .setTiles(byTile(weights))
                        .setAreaKm2((float) areaKm2)
                        .setCoveredPercent(covered)
                        .setOutline(AreaOutline.of(area.polygons()))
                        .build());
    }

    /** The key of the station that stands for an area that has none itself; empty otherwise. */
    Optional<String> standIn(Area area) {
        return grid.isEmpty() && area.getCoveredPercent() == 0
                ? Optional.of(
                        domain.cells().get(position(area.getTiles().get(0))).key())
                : Optional.empty();
    }

    private int position(AreaTile tile) {
        return domain.start(tile.getTile()) + tile.getCells().get(0);
    }

    private static Geometry projected(Geometry degrees) {
        Geometry projected = new GeometryTransformer() {
            @Override
            protected CoordinateSequence transformCoordinates(CoordinateSequence from, Geometry parent) {
                var to = new Coordinate[from.size()];
                for (int i = 0; i < to.length; i++) {
                    to[i] = new Coordinate(EaseGrid.projectedXM(from.getX(i)), EaseGrid.projectedYM(from.getY(i)));
                }
                return createCoordinateSequence(to);
            }
        }.transform(Densifier.densify(degrees, LONGEST_EDGE_DEGREES));
        return projected.isValid() ? projected : GeometryFixer.fix(projected);
    }

    private void overlaps(Geometry projected, EaseGrid ease, Map<Integer, Float> weights) {
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(projected);
        Envelope box = projected.getEnvelopeInternal();
        double cellM = ease.cellM();
        int firstRow = Math.max(0, (int) Math.floor((ease.yM(0) + cellM / 2 - box.getMaxY()) / cellM));
        int lastRow = Math.min(ease.rows() - 1, (int) Math.floor((ease.yM(0) + cellM / 2 - box.getMinY()) / cellM));
        int firstColumn = Math.max(0, (int) Math.floor((box.getMinX() - ease.xM(0) + cellM / 2) / cellM));
        int lastColumn =
                Math.min(ease.columns() - 1, (int) Math.floor((box.getMaxX() - ease.xM(0) + cellM / 2) / cellM));
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                Integer cell = positions.get(place(row, column));
                if (cell != null) {
                    double share = overlap(projected, prepared, ease, row, column) / (cellM * cellM);
                    if (share > LEAST_SHARE_OF_CELL) {
                        weights.put(cell, (float) (share * cellM * cellM / M2_PER_KM2));
                    }
                }
            }
        }
    }

    private static double overlap(Geometry area, PreparedGeometry prepared, EaseGrid ease, int row, int column) {
        double half = ease.cellM() / 2;
        Geometry square = GEOMETRIES.toGeometry(
                new Envelope(ease.xM(column) - half, ease.xM(column) + half, ease.yM(row) - half, ease.yM(row) + half));
        if (prepared.covers(square)) {
            return square.getArea();
        }
        return prepared.intersects(square)
                ? OverlayNGRobust.overlay(area, square, OverlayNG.INTERSECTION).getArea()
                : 0;
    }

    private void stationsIn(Geometry polygons, Map<Integer, Float> weights) {
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(polygons);
        for (int position = 0; position < domain.cells().size(); position++) {
            Cell cell = domain.cells().get(position);
            if (prepared.covers(
                    GEOMETRIES.createPoint(new Coordinate(cell.longitudeDegrees(), cell.latitudeDegrees())))) {
                weights.put(position, 1f);
            }
        }
    }

    private Optional<Integer> nearest(Coordinate from) {
        Optional<Integer> nearest = Optional.empty();
        double least = STATION_REACH_KM;
        for (int position = 0; position < domain.cells().size(); position++) {
            Cell cell = domain.cells().get(position);
            double farKm = distanceKm(from, cell.longitudeDegrees(), cell.latitudeDegrees());
            if (farKm <= least) {
                least = farKm;
                nearest = Optional.of(position);
            }
        }
        return nearest;
    }

    /** Great-circle distance by the haversine formula. */
    private static double distanceKm(Coordinate from, double longitudeDegrees, double latitudeDegrees) {
        double south = StrictMath.toRadians(from.y);
        double north = StrictMath.toRadians(latitudeDegrees);
        double up = StrictMath.sin((north - south) / 2);
        double across = StrictMath.sin(StrictMath.toRadians(longitudeDegrees - from.x) / 2);
        double chord = up * up + StrictMath.cos(south) * StrictMath.cos(north) * across * across;
        return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.min(1, StrictMath.sqrt(chord)));
    }

    private List<AreaTile> byTile(SortedMap<Integer, Float> weights) {
        int tileCells = domain.start(1);
        var tiles = new ArrayList<AreaTile>();
        for (int tile = 0; tile < domain.tiles(); tile++) {
            int start = domain.start(tile);
            SortedMap<Integer, Float> ofTile = weights.subMap(start, start + tileCells);
            if (!ofTile.isEmpty()) {
                var values = new float[ofTile.size()];
                var cells = new ArrayList<Integer>(values.length);
                ofTile.forEach((position, weight) -> {
                    values[cells.size()] = weight;
                    cells.add(position - start);
                });
                tiles.add(new AreaTile(tile, cells, Floats.view(values)));
            }
        }
        return tiles;
    }

    private static long place(int row, int column) {
        return (long) row << Integer.SIZE | column;
    }
}
