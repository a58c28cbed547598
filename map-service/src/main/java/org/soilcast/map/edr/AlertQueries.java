package org.soilcast.map.edr;

import static org.soilcast.map.web.RequestRefused.notFound;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.soilcast.map.ResultFacts;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;
import org.soilcast.schemas.avro.Alert;

/**
 * The collection of drought alerts: each as it stands after its latest change, a GeoJSON feature at the middle of its cell
 * (those of areas have no place), the newest change first. A feature's name is the alert's key with {@code :} for {@code /}, so that it fits into a path.
 */
final class AlertQueries implements FeatureCollection {
    static final String ADDRESS = "/edr/collections/" + EdrSite.ALERTS + "/items";

    private static final List<String> KEPT =
            Stream.concat(AlertFilter.NAMES.stream(), Stream.of("crs", "f")).toList();
    private static final Set<String> ITEM = Set.of("f", "crs");
    private static final int PERCENTILE_DECIMALS = 2;
    private static final int PROBABILITY_DECIMALS = 4;

    @Override
    public Answer items(Results results, Query query) throws IOException {
        var known = new TreeSet<>(KEPT);
        known.addAll(Set.of("limit", "offset"));
        query.allow(known);
        FeaturePage.checkFormat(query);
        FeaturePage page = FeaturePage.asked(ADDRESS, KEPT, query);
        AlertFilter filter = AlertFilter.asked(results, query);
        CellPlaces places = results.places();
        List<Alert> found = results.alerts().newestFirst().stream()
                .filter(alert -> filter.holds(alert, results))
                .toList();
        List<Alert> shown = page.of(found);
        return Answer.ok(FeaturePage.TYPE, page.collection(found.size(), shown.size(), json -> {
            for (Alert alert : shown) {
                feature(json, places, alert);
            }
        }));
    }

    @Override
    public Answer item(Results results, String name, Query query) throws IOException {
        query.allow(ITEM);
        FeaturePage.checkFormat(query);
        Alert alert = results.alerts().newestFirst().stream()
                .filter(one -> name(one).equals(name))
                .findFirst()
                .orElseThrow(() -> notFound("unknown alert '" + Query.shown(name) + "'"));
        return Answer.ok(FeaturePage.TYPE, FeaturePage.one(json -> feature(json, results.places(), alert)));
    }

    private static String name(Alert alert) {
        return alert.getId().replace('/', ':');
    }

    private static void feature(JsonGenerator json, CellPlaces places, Alert alert) throws IOException {
        OptionalInt cell = places.cell(alert.getTile(), alert.getCell());
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeStringField("id", name(alert));
        CellFeatures.point(json, places, cell);
        json.writeObjectFieldStart("properties");
        json.writeStringField("rule", alert.getRule());
        if (cell.isPresent()) {
            json.writeStringField("cell", places.key(cell.getAsInt()));
        } else if (!alert.getArea().isEmpty()) {
            json.writeStringField("area", alert.getArea());
            json.writeStringField("area_name", alert.getAreaName());
        }
        json.writeStringField("kind", alert.getKind());
        json.writeStringField("variable", alert.getVariable());
        json.writeStringField("state", alert.getState().name().toLowerCase(Locale.ROOT));
        json.writeStringField("class", ResultFacts.className(alert.getDroughtClass()));
        json.writeStringField("peak", ResultFacts.className(alert.getPeakClass()));
        json.writeNumberField("percentile", rounded(alert.getPercentile(), PERCENTILE_DECIMALS));
        json.writeNumberField("probability", rounded(alert.getProbability(), PROBABILITY_DECIMALS));
        json.writeStringField("since", alert.getSince().toString());
        json.writeStringField("raised_on", alert.getRaisedOn().toString());
        json.writeStringField(
                "cleared_on",
                alert.getClearedOn() == null ? null : alert.getClearedOn().toString());
        json.writeStringField("as_of", alert.getAsOf().toString());
        json.writeBooleanField("provisional", alert.getProvisional());
        json.writeBooleanField("model_changed", alert.getModelChanged());
        json.writeNumberField("model_version", alert.getModelVersion());
        json.writeNumberField("revision", alert.getRevision());
        json.writeBooleanField("short_climatology", alert.getShortClimatology());
        json.writeNumberField("sequence", alert.getSequence());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static BigDecimal rounded(float value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
