package org.soilcast.ingest.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over named values: one NaN is as good as another, and all else counts to the bit. */
public final class ValueDigest {
    private final MessageDigest digest;

    /** Over nothing yet. */
    public ValueDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of a text. */
    public static String of(String text) {
        return new ValueDigest().add(text).hexadecimal();
    }

    /** Adds a text. */
    public ValueDigest add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    /** Adds values. */
    public ValueDigest add(String name, float[] values) {
        add(name);
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        for (float value : values) {
            bytes.putInt(Float.floatToIntBits(value));
        }
        digest.update(bytes.flip());
        return this;
    }

    /** The digest of all that was added. */
    public String hexadecimal() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
