package org.soilcast.land.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.soilcast.land.network.Networks;

/** Takes the container of a bundle apart and puts it together again. */
final class BundleBytes {
    static final int MANIFEST_AT = 48;
    static final ParameterBundle FIRST = ParameterBundle.untrained(Networks.scaling(), Networks.manifest());

    private BundleBytes() {}

    static String refused(byte[] bytes) {
        Decoded decoded = BundleCodec.decode(bytes);
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        return ((Decoded.Refused) decoded).reason();
    }

    static String manifestOf(byte[] bytes) {
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        return new String(bytes, MANIFEST_AT, length, StandardCharsets.UTF_8);
    }

    static byte[] tensorsOf(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = MANIFEST_AT + buffer.getInt(4);
        return Arrays.copyOfRange(bytes, at, at + buffer.getInt(8));
    }

    static byte[] sealed(String manifest, byte[] tensors, byte[] signature) throws Exception {
        byte[] json = manifest.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(MANIFEST_AT + json.length + tensors.length + signature.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put("SCB1".getBytes(StandardCharsets.US_ASCII));
        buffer.putInt(json.length).putInt(tensors.length).putInt(signature.length);
        buffer.position(MANIFEST_AT).put(json).put(tensors).put(signature);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(buffer.array(), 0, 16);
        digest.update(buffer.array(), MANIFEST_AT, buffer.capacity() - MANIFEST_AT);
        buffer.position(16).put(digest.digest());
        return buffer.array();
    }

    static String digest(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
