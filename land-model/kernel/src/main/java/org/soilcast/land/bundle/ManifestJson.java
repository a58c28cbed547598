package org.soilcast.land.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.soilcast.land.physics.Parameter;

/**
 * The manifest of a bundle as JSON: a fixed order of keys, no white space, the same bytes on every machine.
 *
 * <p>Reading is strict: a key too many or too few, a value of another type, or parameters with other bounds than those
 * of this release (the weights would then mean something else) throw an {@link IllegalArgumentException} that says so.
 *
 * <p>{@code training} is empty, or first and last date, in newer bundles followed by the two texts of
 * {@link LearnedCells}.
 */
final class ManifestJson {
    /** Java changed how it prints doubles between 17 and 19; Jackson's own printer is the same everywhere. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ManifestJson() {}

    /** A tensor of the container: name, dimensions, and SHA-256 of its bytes in hexadecimal. */
    record TensorEntry(String name, List<Integer> dimensions, String sha256) {}

    /** All that a manifest holds. */
    record Contents(
            BundleManifest manifest,
            List<String> inputs,
            List<Integer> hiddenWidths,
            int members,
            List<TensorEntry> tensors) {}

    static byte[] write(Contents contents) {
        BundleManifest manifest = contents.manifest();
        ObjectNode root = JSON.createObjectNode();
        root.put("version", manifest.version());
        root.set(
                "parent",
                manifest.parent().isPresent()
                        ? JSON.getNodeFactory().numberNode(manifest.parent().getAsInt())
                        : JSON.nullNode());
        root.put("created", manifest.created().toString());
        root.put("effectiveFrom", manifest.effectiveFrom().toString());
        ArrayNode training = root.putArray("training");
        manifest.training().ifPresent(days -> {
            training.add(days.first().toString()).add(days.last().toString());
            days.cells().ifPresent(cells -> training.add(cells.domain()).add(cells.keys()));
        });
        ObjectNode data = root.putObject("dataDigests");
        manifest.dataDigests().forEach(data::put);
        ObjectNode skill = root.putObject("skill");
        manifest.skill().forEach((group, metrics) -> metrics.forEach(skill.putObject(group)::put));
        ObjectNode tiles = root.putObject("tileModelDigests");
        manifest.tileModelDigests().forEach((tile, digest) -> tiles.put(Integer.toString(tile), digest));
        root.set("inputs", JSON.valueToTree(contents.inputs()));
        root.set("hiddenWidths", JSON.valueToTree(contents.hiddenWidths()));
        root.put("members", contents.members());
        root.set("parameters", parameters());
        ArrayNode tensors = root.putArray("tensors");
        for (TensorEntry tensor : contents.tensors()) {
            ObjectNode entry = tensors.addObject();
            entry.put("name", tensor.name());
            entry.set("dimensions", JSON.valueToTree(tensor.dimensions()));
            entry.put("sha256", tensor.sha256());
        }
        try {
            return JSON.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree of plain values could not be printed", e);
        }
    }

    static Contents read(byte[] json) throws IOException {
        JsonNode root = fields(
                JSON.readTree(json),
                "manifest",
                "version",
                "parent",
                "created",
                "effectiveFrom",
                "training",
                "dataDigests",
                "skill",
                "tileModelDigests",
                "inputs",
                "hiddenWidths",
                "members",
                "parameters",
                "tensors");
        if (!root.get("parameters").equals(parameters())) {
            throw new IllegalArgumentException("the manifest's parameters or their bounds are not this release's");
        }
        BundleManifest manifest = new BundleManifest(
                integer(root.get("version"), "version"),
                root.get("parent").isNull()
                        ? OptionalInt.empty()
                        : OptionalInt.of(integer(root.get("parent"), "parent")),
                Instant.parse(text(root.get("created"), "created")),
                LocalDate.parse(text(root.get("effectiveFrom"), "effectiveFrom")),
                training(list(root, "training", node -> text(node, "training"))),
                map(root.get("dataDigests"), "dataDigests", name -> name, node -> text(node, "dataDigests")),
                map(
                        root.get("skill"),
                        "skill",
                        name -> name,
                        metrics -> map(metrics, "skill", name -> name, node -> number(node, "skill"))),
                map(
                        root.get("tileModelDigests"),
                        "tileModelDigests",
                        Integer::valueOf,
                        node -> text(node, "tileModelDigests")));
        return new Contents(
                manifest,
                list(root, "inputs", node -> text(node, "inputs")),
                list(root, "hiddenWidths", node -> integer(node, "hiddenWidths")),
                integer(root.get("members"), "members"),
                list(root, "tensors", ManifestJson::tensor));
    }

    private static Optional<BundleManifest.Training> training(List<String> texts) {
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        if (texts.size() != 2 && texts.size() != 4) {
            throw new IllegalArgumentException(
                    "training: expected nothing, two dates, or those and two texts, found " + texts.size());
        }
        return Optional.of(new BundleManifest.Training(
                LocalDate.parse(texts.get(0)),
                LocalDate.parse(texts.get(1)),
                texts.size() == 2 ? Optional.empty() : Optional.of(new LearnedCells(texts.get(2), texts.get(3)))));
    }

    private static TensorEntry tensor(JsonNode node) {
        fields(node, "tensors", "name", "dimensions", "sha256");
        return new TensorEntry(
                text(node.get("name"), "name"),
                list(node, "dimensions", dimension -> integer(dimension, "dimensions")),
                text(node.get("sha256"), "sha256"));
    }

    private static ArrayNode parameters() {
        ArrayNode parameters = JSON.createArrayNode();
        for (Parameter parameter : Parameter.values()) {
            parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("lower", parameter.lower())
                    .put("upper", parameter.upper())
                    .put("scale", parameter.scale().name());
        }
        return parameters;
    }

    private static JsonNode fields(JsonNode node, String what, String... expected) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(what + ": expected an object, found " + node.getNodeType());
        }
        Set<String> keys = new HashSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        for (String key : expected) {
            if (!keys.remove(key)) {
                throw new IllegalArgumentException(what + ": key " + key + " is missing");
            }
        }
        if (!keys.isEmpty()) {
            throw new IllegalArgumentException(what + ": unknown keys " + keys);
        }
        return node;
    }

    private static String text(JsonNode node, String what) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException(what + ": expected text, found " + node.getNodeType());
        }
        return node.textValue();
    }

    private static int integer(JsonNode node, String what) {
        if (!node.isInt()) {
            throw new IllegalArgumentException(what + ": expected a 32-bit integer, found " + node.getNodeType());
        }
        return node.intValue();
    }

    private static double number(JsonNode node, String what) {
        if (!node.isNumber()) {
            throw new IllegalArgumentException(what + ": expected a number, found " + node.getNodeType());
        }
        return node.doubleValue();
    }

    private static <T> List<T> list(JsonNode parent, String key, Function<JsonNode, T> read) {
        JsonNode array = parent.get(key);
        if (!array.isArray()) {
            throw new IllegalArgumentException(key + ": expected an array, found " + array.getNodeType());
        }
        List<T> values = new ArrayList<>();
        array.forEach(node -> values.add(read.apply(node)));
        return values;
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> map(
            JsonNode object, String what, Function<String, K> key, Function<JsonNode, V> value) {
        if (!object.isObject()) {
            throw new IllegalArgumentException(what + ": expected an object, found " + object.getNodeType());
        }
        SortedMap<K, V> map = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            map.put(key.apply(entry.getKey()), value.apply(entry.getValue()));
        }
        return map;
    }
}
