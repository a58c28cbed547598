package org.soilcast.map.edr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;

/**
 * Some of many features, as a GeoJSON (RFC 7946) collection with links to what comes before and after.
 *
 * @param address path of the collection's items
 * @param kept parameters that the links repeat, in order
 * @param query as it was asked
 * @param limit features of a page
 * @param offset of the first
 */
record FeaturePage(String address, List<String> kept, Query query, int limit, int offset) {
    static final String TYPE = "application/geo+json";
    static final int USUAL_ITEMS = 100;
    static final int MOST_ITEMS = 10_000;
    /** What features are called in parameter {@code f}, in lower case. */
    static final Set<String> FORMATS = Set.of("geojson", "json", TYPE);

    /** Makes and writes the trees of features. */
    static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes features into the array of a collection, or one alone. */
    @FunctionalInterface
    interface Features {
        void write(JsonGenerator json) throws IOException;
    }

    /** Refuses another format, and coordinates of another system, than there are. */
    static void checkFormat(Query query) {
        AskedCell.checkCrs(query);
        query.text("f")
                .filter(name -> !FORMATS.contains(name.toLowerCase(Locale.ROOT)))
                .ifPresent(name -> {
                    throw RequestRefused.badRequest("f: expected GeoJSON, found '" + Query.shown(name) + "'");
                });
    }

    /** The page that is asked for by {@code limit} and {@code offset}. */
    static FeaturePage asked(String address, List<String> kept, Query query) {
        return new FeaturePage(
                address,
                kept,
                query,
                query.number("limit", USUAL_ITEMS, 1, MOST_ITEMS),
                query.number("offset", 0, 0, Integer.MAX_VALUE));
    }

    /** Those of a list that are on this page. */
    <T> List<T> of(List<T> all) {
        int begin = Math.min(offset, all.size());
        return all.subList(begin, (int) Math.min(all.size(), (long) begin + limit));
    }

    /** The same of numbers. */
    int[] of(int[] all) {
        int begin = Math.min(offset, all.length);
        return Arrays.copyOfRange(all, begin, (int) Math.min(all.length, (long) begin + limit));
    }

    /** The collection. */
    byte[] collection(int matched, int returned, Features features) throws IOException {
        var links = new ArrayList<String[]>();
        links.add(new String[] {"self", link(offset)});
        if ((long) offset + limit < matched) {
            links.add(new String[] {"next", link(offset + limit)});
        }
        if (offset > 0) {
            links.add(new String[] {"prev", link(Math.max(0, offset - limit))});
        }
        return collection(matched, returned, links, features);
    }

    /** A collection of its own, which no other page belongs to. */
    static byte[] whole(int features, Features all) throws IOException {
        return collection(features, features, List.of(), all);
    }

    /** A feature alone. */
    static byte[] one(Features feature) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            feature.write(json);
        }
        return bytes.toByteArray();
    }

    private static byte[] collection(int matched, int returned, List<String[]> links, Features features)
            throws IOException {
        return one(json -> {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            features.write(json);
            json.writeEndArray();
            json.writeNumberField("numberMatched", matched);
            json.writeNumberField("numberReturned", returned);
            json.writeArrayFieldStart("links");
            for (String[] link : links) {
                json.writeStartObject();
                json.writeStringField("rel", link[0]);
                json.writeStringField("type", TYPE);
                json.writeStringField("href", link[1]);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private String link(int from) {
        Function<String, String> encoded = text -> URLEncoder.encode(text, StandardCharsets.UTF_8);
        return Stream.concat(
                        kept.stream()
                                .flatMap(name ->
                                        query.text(name).stream().map(value -> name + "=" + encoded.apply(value))),
                        Stream.of("limit=" + limit, "offset=" + from))
                .collect(Collectors.joining("&", address + "?", ""));
    }
}
