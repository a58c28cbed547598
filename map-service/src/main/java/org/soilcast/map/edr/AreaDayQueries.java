package org.soilcast.map.edr;

import static org.soilcast.map.web.RequestRefused.badRequest;
import static org.soilcast.map.web.RequestRefused.notFound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.soilcast.map.CsvText;
import org.soilcast.map.query.Results;
import org.soilcast.map.store.StoredAreas;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;
import org.soilcast.schemas.avro.AreaDay;

/**
 * The collection of days of areas: of one area by date, or the newest day of each; features without a place, or CSV. A
 * feature is called {@code AREA:DATE}.
 */
final class AreaDayQueries implements FeatureCollection {
    static final String ADDRESS = "/edr/collections/" + EdrSite.AREA_DAYS + "/items";

    @Override
    public Answer items(Results results, Query query) throws IOException {
        query.allow(Set.of("area", "datetime", "f", "limit", "offset"));
        boolean csv = isCsv(query);
        FeaturePage page = FeaturePage.asked(ADDRESS, List.of("area", "datetime", "f"), query);
        Optional<Dates> dates = query.text("datetime").map(text -> Dates.parse(text, results));
        Optional<String> area =
                query.text("area").map(id -> AreaQueries.named(results, id).getId());
        List<AreaDay> found = days(results.areas(), area).stream()
                .filter(day -> dates.isEmpty() || dates.get().hold(day.getDate()))
                .toList();
        List<AreaDay> shown = page.of(found);
        if (csv) {
            return Answer.ok(CsvTable.TYPE, csv(shown));
        }
        return Answer.ok(FeaturePage.TYPE, page.collection(found.size(), shown.size(), json -> {
            for (AreaDay day : shown) {
                FeaturePage.JSON.writeTree(json, feature(day));
            }
        }));
    }

    private static Collection<AreaDay> days(StoredAreas areas, Optional<String> area) throws IOException {
        return area.isPresent()
                ? areas.days(area.get()).values()
                : areas.byName().stream()
                        .flatMap(each -> areas.newest(each.getId()).stream())
                        .toList();
    }

    @Override
    public Answer item(Results results, String name, Query query) throws IOException {
        query.allow(Set.of("f"));
        boolean csv = isCsv(query);
        int colon = name.lastIndexOf(':');
        if (colon < 0) {
            throw notFound("expected AREA:DATE, found '" + Query.shown(name) + "'");
        }
        LocalDate date = Query.date("date", name.substring(colon + 1));
        String area = AreaQueries.named(results, name.substring(0, colon)).getId();
        AreaDay day = Optional.ofNullable(results.areas().days(area).get(date))
                .orElseThrow(() -> notFound("nothing is known of area '" + Query.shown(area) + "' on " + date));
        return csv
                ? Answer.ok(CsvTable.TYPE, csv(List.of(day)))
                : Answer.ok(FeaturePage.TYPE, FeaturePage.JSON.writeValueAsBytes(feature(day)));
    }

    private static boolean isCsv(Query query) {
        String format = query.text("f").orElse("geojson").toLowerCase(Locale.ROOT);
        if (format.equals("csv")) {
            return true;
        }
        if (!FeaturePage.FORMATS.contains(format)) {
            throw badRequest("f: expected GeoJSON or CSV, found '" + Query.shown(format) + "'");
        }
        return false;
    }

    private static ObjectNode properties(AreaDay day) {
        ObjectNode properties =
                FeaturePage.JSON.createObjectNode().put("area", day.getArea()).put("name", day.getName());
        AreaDayText.put(day, properties);
        return properties;
    }

    private static ObjectNode feature(AreaDay day) {
        ObjectNode feature = FeaturePage.JSON
                .createObjectNode()
                .put("type", "Feature")
                .put("id", day.getArea() + ":" + day.getDate());
        feature.putNull("geometry");
        feature.set("properties", properties(day));
        return feature;
    }

    private static String csv(List<AreaDay> days) {
        var text = new StringBuilder();
        for (AreaDay day : days) {
            ObjectNode properties = properties(day);
            if (text.length() == 0) {
                text.append(String.join(
                                ",",
                                properties.properties().stream()
                                        .map(Map.Entry::getKey)
                                        .toList()))
                        .append('\n');
            }
            String separator = "";
            for (JsonNode value : properties) {
                CsvText.append(text.append(separator), value.isNull() ? "" : value.asText());
                separator = ",";
            }
            text.append('\n');
        }
        return text.toString();
    }
}
