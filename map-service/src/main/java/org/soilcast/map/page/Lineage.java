package org.soilcast.map.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.soilcast.map.ResultFacts;
import org.soilcast.map.TileResults;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;

/**
 * Where the result of a cell and date comes from, as JSON: {@code modelVersion}, {@code revision}, and {@code facts} with a
 * word each of what they are {@code about}. It tells what the store has; input files and weather {@code soilcast explain}
 * reads from the topics.
 */
final class Lineage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Lineage() {}

    /**
     * The lineage.
     *
     * @throws RequestRefused when there is no result of that date
     */
    static ObjectNode of(Results results, int cell, LocalDate date) throws IOException {
        CellPlaces places = results.places();
        TileResults found = results.of(places.tile(cell), date)
                .orElseThrow(() -> RequestRefused.notFound(
                        "no result of cell '" + Query.shown(places.key(cell)) + "' on " + date));
        int index = places.indexInTile(cell);
        int version = found.origin().modelVersion();
        ObjectNode lineage = JSON.createObjectNode()
                .put("cell", places.key(cell))
                .put("date", date.toString())
                .put("modelVersion", version)
                .put("revision", found.origin().revision());
        ArrayNode facts = lineage.putArray("facts");
        put(facts, "model", model(results, version));
        List<String> filled = QualityFlags.filled(found.scaled(ResultColumn.QUALITY, index));
        put(facts, "weather", filled.isEmpty() ? "no gaps were filled" : String.join("; ", filled));
        ResultFacts.result(found, index).forEach(fact -> put(facts, fact.about(), fact.says()));
        ResultFacts.rank(found, index).forEach(fact -> put(facts, fact.about(), fact.says()));
        return lineage;
    }

    private static String model(Results results, int version) {
        Optional<ObjectNode> known = results.models().all().stream()
                .filter(model -> model.path("version").asInt() == version)
                .findFirst();
        return "version " + version
                + known.map(model -> model.has("trainedFrom")
                                ? ", trained on " + model.path("trainedFrom").asText() + " to "
                                        + model.path("trainedTo").asText()
                                : ", untrained")
                        .orElse("")
                + known.filter(model -> model.has("inForceFrom"))
                        .map(model ->
                                ", in force from " + model.path("inForceFrom").asText())
                        .orElse("");
    }

    private static void put(ArrayNode facts, String about, String says) {
        facts.addObject().put("about", about).put("says", says);
    }
}
