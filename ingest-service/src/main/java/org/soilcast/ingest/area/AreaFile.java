package org.soilcast.ingest.area;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.soilcast.ingest.parse.InputException;

/**
 * A file of areas: GeoJSON (RFC 7946), a feature or a collection of them, each a Polygon or MultiPolygon. An area is known
 * by the feature's {@code id}, or its property {@code id} or {@code name}, in which other characters than letters, digits,
 * dot, underscore and hyphen become hyphens; it is called by its property {@code name}, or else by its identifier.
 */
public final class AreaFile {
    private static final int MOST_ID_CHARACTERS = 100;
    /** What rules say when they mean all of one kind. */
    private static final Set<String> TAKEN_IDS = Set.of("cells", "areas");

    private final Path path;
    private final List<NamedArea> areas = new ArrayList<>();

    private AreaFile(Path path) {
        this.path = path;
    }

    /**
     * Reads a file.
     *
     * @throws InputException when it cannot be read or one of its areas cannot be used; the message is one line that says
     *     which
     */
    public static AreaFile read(Path path) {
        var file = new AreaFile(path);
        JsonNode root = file.json();
        List<JsonNode> features = new ArrayList<>();
        if (root.path("type").asText().equals("FeatureCollection")) {
            root.path("features").forEach(features::add);
        } else if (root.path("type").asText().equals("Feature")) {
            features.add(root);
        } else {
            throw file.unusable("expected a GeoJSON FeatureCollection or Feature");
        }
        if (features.isEmpty()) {
            throw file.unusable("expected areas, found no feature");
        }
        var ids = new HashSet<String>();
        for (int i = 0; i < features.size(); i++) {
            NamedArea area = file.area(features.get(i), "feature " + (i + 1));
            if (!ids.add(area.id())) {
                throw file.unusable("feature " + (i + 1) + ": another one has the id " + area.id() + ", too");
            }
            file.areas.add(area);
        }
        return file;
    }

    /** The areas, in the order of the file. */
    List<NamedArea> areas() {
        return List.copyOf(areas);
    }

    /** Identifiers of the areas, in the order of the file. */
    public List<String> ids() {
        return areas.stream().map(NamedArea::id).toList();
    }

    /** That the file cannot be used, and why. */
    InputException unusable(String why) {
        return new InputException("areas of " + path + ": " + why);
    }

    private JsonNode json() {
        if (!Files.isRegularFile(path)) {
            throw unusable("there is no such file");
        }
        try {
            return new ObjectMapper().readTree(path.toFile());
        } catch (JsonProcessingException e) {
            throw unusable("no JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw unusable("cannot be read: " + e.getMessage());
        }
    }

    private NamedArea area(JsonNode feature, String where) {
        JsonNode properties = feature.path("properties");
        String name = properties.path("name").asText("").strip();
        String id = Stream.of(
                        feature.path("id").asText(""), properties.path("id").asText(""), name)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseThrow(() -> unusable(where + ": expected an id, or a property id or name"))
                .strip()
                .replaceAll("[^A-Za-z0-9._-]+", "-");
        if (id.length() > MOST_ID_CHARACTERS || TAKEN_IDS.contains(id)) {
            throw unusable(where + ": expected an id of at most " + MOST_ID_CHARACTERS
                    + " characters, not 'cells' nor 'areas', found " + id);
        }
        String called = where + " (" + id + ")";
        Geometry polygons = new GeoJsonPolygons(why -> unusable(called + ": " + why)).of(feature.path("geometry"));
        TopologyValidationError error = new IsValidOp(polygons).getValidationError();
        if (error != null) {
            throw unusable(called + ": no valid polygon: " + error.getMessage() + " at longitude "
                    + error.getCoordinate().x + ", latitude " + error.getCoordinate().y);
        }
        return new NamedArea(id, name.isEmpty() ? id : name, polygons);
    }
}
