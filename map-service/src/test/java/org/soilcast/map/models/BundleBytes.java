package org.soilcast.map.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import org.soilcast.schemas.avro.ModelBundle;

/** Bundles with a manifest and no tensors: what the map service looks at. */
public final class BundleBytes {
    private static final int HEAD_BYTES = 48;

    private BundleBytes() {}

    /** Puts model versions 1 to a number into a store. */
    public static void put(Path results, int versions) throws Exception {
        var models = new ModelVersions();
        for (int version = 1; version <= versions; version++) {
            byte[] bytes = of(version, version - 1, "2016-01-01", "2018-12-31");
            models.put(new ModelBundle(version, ByteBuffer.wrap(bytes)), version);
        }
        new StoredModels(results).write(models.bytes());
    }

    /** A bundle; without a first date it is untrained, with parent 0 it has none. */
    static byte[] of(int version, int parent, String first, String last) {
        String training = first.isEmpty() ? "" : "\"" + first + "\",\"" + last + "\"";
        byte[] manifest = String.format(
                        Locale.ROOT,
                        "{\"version\":%d,\"parent\":%s,\"created\":\"2020-01-01T00:00:00Z\",\"effectiveFrom\":\"2016-01-01\",\"training\":[%s],\"dataDigests\":{\"tile-days\":\"00\"},\"skill\":{\"held"
                                + " out\":{\"rmse_m3_per_m3\":0.04}},\"inputs\":[\"sand\",\"clay\"],\"members\":3}",
                        version,
                        parent == 0 ? "null" : Integer.toString(parent),
                        training)
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + manifest.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("SCB1".getBytes(StandardCharsets.US_ASCII))
                .putInt(manifest.length)
                .position(HEAD_BYTES)
                .put(manifest);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.array(), 0, 16);
            digest.update(manifest);
            return bytes.position(16).put(digest.digest()).array();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
