package org.soilcast.map.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelBundle;

/**
 * Model versions as people are shown them, each an object: {@code version}, {@code parent}, {@code created}, {@code
 * trainedFrom} and {@code trainedTo} (not there when untrained), {@code members}, {@code inputs} (a count), {@code skill}
 * (by group, then by metric), {@code dataDigests}, {@code sha256}, {@code askedFrom}, {@code inForceFrom} (not there before
 * it was asked for, or has its date), and {@code refused} with the reason, when the job did not take it.
 */
public final class ModelVersions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OFFSET = "offset";
    private static final String IN_FORCE = "inForceFrom";

    private final Map<Integer, ObjectNode> versions = new TreeMap<>();
    private final Map<Long, ObjectNode> refusals = new HashMap<>();

    /** Of what {@link #bytes} gave. */
    public static ModelVersions of(byte[] bytes) throws IOException {
        var models = new ModelVersions();
        for (JsonNode version : JSON.readTree(bytes)) {
            if (version instanceof ObjectNode object && object.path("version").isInt()) {
                models.versions.put(object.path("version").asInt(), object);
            }
        }
        return models;
    }

    /** All of them as a JSON array. */
    public byte[] bytes() throws IOException {
        return JSON.writeValueAsBytes(versions.values());
    }

    /** All of them, the oldest first. */
    public Collection<ObjectNode> all() {
        return List.copyOf(versions.values());
    }

    /**
     * Takes a bundle; a later one of the same version replaces it.
     *
     * @param offset where on its topic it is
     * @throws IllegalArgumentException when it cannot be read
     */
    public void put(ModelBundle record, long offset) {
        ByteBuffer buffer = record.getBundle().duplicate();
        var bundle = new byte[buffer.remaining()];
        buffer.get(bundle);
        JsonNode manifest = BundleManifestText.of(bundle);
        if (manifest.path("version").asInt() != record.getVersion()) {
            throw new IllegalArgumentException("expected a bundle of version " + record.getVersion() + ", found "
                    + manifest.path("version").asText());
        }
        ObjectNode version = version(record.getVersion());
        if (version.path(OFFSET).asLong(-1) != offset) {
            version.remove("refused");
        }
        version.put(OFFSET, offset).put("created", manifest.path("created").asText());
        version.set("parent", manifest.path("parent"));
        JsonNode training = manifest.path("training");
        if (training.size() >= 2) {
            version.put("trainedFrom", training.get(0).asText());
            version.put("trainedTo", training.get(1).asText());
        }
        version.put("members", manifest.path("members").asInt());
        version.put("inputs", manifest.path("inputs").size());
        version.set("skill", manifest.path("skill"));
        version.set("dataDigests", manifest.path("dataDigests"));
        version.put("sha256", BundleManifestText.digest(bundle));
        if (manifest.path("parent").isNull() && !version.has(IN_FORCE)) {
            version.put(IN_FORCE, manifest.path("effectiveFrom").asText()); // nobody activates the first
        }
        markRefused(version);
    }

    /** Takes the date from which a version is asked for, or is in force. */
    public void put(ModelActivated activated, boolean isAsked) {
        version(activated.getVersion())
                .put(
                        isAsked ? "askedFrom" : IN_FORCE,
                        activated.getEffectiveFrom().toString());
    }

    /** Takes that the bundle at a place of its topic was refused; it may be read before or after that bundle. */
    public void refuse(long offset, String reason, String detail) {
        refusals.put(offset, JSON.createObjectNode().put("reason", reason).put("detail", detail));
        versions.values().forEach(this::markRefused);
    }

    private void markRefused(ObjectNode version) {
        ObjectNode refusal = refusals.get(version.path(OFFSET).asLong(-1));
        if (refusal != null) {
            version.set("refused", refusal);
        }
    }

    private ObjectNode version(int number) {
        return versions.computeIfAbsent(number, key -> JSON.createObjectNode().put("version", number));
    }
}
