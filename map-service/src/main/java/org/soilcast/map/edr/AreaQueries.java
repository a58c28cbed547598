package org.soilcast.map.edr;

import static org.soilcast.map.web.RequestRefused.notFound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;
import org.soilcast.schemas.avro.Area;
import org.soilcast.schemas.avro.AreaTile;

/**
 * The collection of areas, by name: features with their outlines, as far as these were published, and of each how dry it is
 * on its newest day ({@link AreaDayText}).
 */
final class AreaQueries implements FeatureCollection {
    static final String ADDRESS = "/edr/collections/" + EdrSite.AREAS + "/items";

    private static final Set<String> ITEM = Set.of("f", "crs");
    private static final int DEGREE_DECIMALS = 5;

    @Override
    public Answer items(Results results, Query query) throws IOException {
        query.allow(Set.of("q", "bbox", "crs", "f", "limit", "offset"));
        FeaturePage.checkFormat(query);
        FeaturePage page = FeaturePage.asked(ADDRESS, List.of("q", "bbox", "crs", "f"), query);
        Optional<Box> box = query.text("bbox").map(Box::parse);
        String part = query.text("q").orElse("").toLowerCase(Locale.ROOT);
        List<Area> found = results.areas().byName().stream()
                .filter(area -> area.getName().toLowerCase(Locale.ROOT).contains(part)
                        || area.getId().toLowerCase(Locale.ROOT).contains(part))
                .filter(area -> box.isEmpty() || lies(area, box.get(), results.places()))
                .toList();
        List<Area> shown = page.of(found);
        return Answer.ok(FeaturePage.TYPE, page.collection(found.size(), shown.size(), json -> {
            for (Area area : shown) {
                FeaturePage.JSON.writeTree(json, feature(results, area));
            }
        }));
    }

    @Override
    public Answer item(Results results, String name, Query query) throws IOException {
        query.allow(ITEM);
        FeaturePage.checkFormat(query);
        return Answer.ok(FeaturePage.TYPE, FeaturePage.JSON.writeValueAsBytes(feature(results, named(results, name))));
    }

    /** The area of an identifier. */
    static Area named(Results results, String id) {
        return results.areas().area(id).orElseThrow(() -> notFound("unknown area '" + Query.shown(id) + "'"));
    }

    /** Whether the middle of one of its cells at least is in a box. */
    static boolean lies(Area area, Box box, CellPlaces places) {
        return area.getTiles().stream()
                .anyMatch(tile -> tile.getCells().stream().anyMatch(index -> {
                    var cell = places.cell(tile.getTile(), index);
                    return cell.isPresent()
                            && box.holds(
                                    places.longitudeDegrees(cell.getAsInt()), places.latitudeDegrees(cell.getAsInt()));
                }));
    }

    private static ObjectNode feature(Results results, Area area) {
        ObjectNode feature =
                FeaturePage.JSON.createObjectNode().put("type", "Feature").put("id", area.getId());
        if (area.getOutline().isEmpty()) {
            feature.putNull("geometry");
        } else {
            outline(area.getOutline(), feature.putObject("geometry"));
        }
        ObjectNode properties = feature.putObject("properties").put("name", area.getName());
        properties.put("area_km2", BigDecimal.valueOf(area.getAreaKm2()).setScale(1, RoundingMode.HALF_UP));
        properties.put(
                "covered_percent", BigDecimal.valueOf(area.getCoveredPercent()).setScale(1, RoundingMode.HALF_UP));
        properties.put(
                "cells",
                area.getTiles().stream()
                        .map(AreaTile::getCells)
                        .mapToInt(List::size)
                        .sum());
        results.areas().newest(area.getId()).ifPresent(day -> AreaDayText.put(day, properties));
        return feature;
    }

    /** Polygons, each of rings, each of longitudes and latitudes in turn. */
    private static void outline(List<List<List<Float>>> polygons, ObjectNode geometry) {
        ArrayNode coordinates = geometry.put("type", "MultiPolygon").putArray("coordinates");
        for (List<List<Float>> rings : polygons) {
            ArrayNode polygon = coordinates.addArray();
            for (List<Float> ring : rings) {
                ArrayNode positions = polygon.addArray();
                for (int i = 0; i + 1 < ring.size(); i += 2) {
                    positions.addArray().add(degrees(ring.get(i))).add(degrees(ring.get(i + 1)));
                }
            }
        }
    }

    private static BigDecimal degrees(float value) {
        return BigDecimal.valueOf(value).setScale(DEGREE_DECIMALS, RoundingMode.HALF_UP);
    }
}
