package org.soilcast.map.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a bundle says of itself: of the container "SCB1" (little-endian) the length of the manifest at byte 4, the SHA-256
 * of bytes 0–15 and 48–end at byte 16, the manifest as JSON at byte 48. Nothing else of a bundle is looked at here, so
 * that whoever only shows versions needs no network library; who signed it, the job judges before it computes with it.
 */
final class BundleManifestText {
    private static final byte[] MAGIC = "SCB1".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_AT = 16;
    private static final int HEAD_BYTES = 48;
    private static final ObjectMapper JSON = new ObjectMapper();

    private BundleManifestText() {}

    /**
     * The manifest.
     *
     * @throws IllegalArgumentException when these bytes are no bundle, or are damaged
     */
    static JsonNode of(byte[] bundle) {
        if (bundle.length < HEAD_BYTES || !Arrays.equals(bundle, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException("expected a bundle, found " + bundle.length + " other bytes");
        }
        int length = ByteBuffer.wrap(bundle).order(ByteOrder.LITTLE_ENDIAN).getInt(MAGIC.length);
        MessageDigest digest = sha256();
        digest.update(bundle, 0, DIGEST_AT);
        digest.update(bundle, HEAD_BYTES, bundle.length - HEAD_BYTES);
        if (length < 0
                || length > bundle.length - HEAD_BYTES
                || !Arrays.equals(digest.digest(), Arrays.copyOfRange(bundle, DIGEST_AT, HEAD_BYTES))) {
            throw new IllegalArgumentException("the bundle is damaged");
        }
        try {
            return JSON.readTree(bundle, HEAD_BYTES, length);
        } catch (IOException e) {
            throw new IllegalArgumentException("the manifest of the bundle is no JSON: " + e.getMessage(), e);
        }
    }

    /** SHA-256 of a bundle, hexadecimal. */
    static String digest(byte[] bundle) {
        return HexFormat.of().formatHex(sha256().digest(bundle));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
