package org.soilcast.alerts.sink;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * By which Alertmanager tells alerts apart: FNV-1a of 64 bits over names and values of the labels, in the order of the names,
 * each followed by a byte 255 (G. Fowler, L. C. Noll, K.-P. Vo, The FNV non-cryptographic hash algorithm, 1991).
 */
final class Fingerprint {
    private static final long OFFSET_BASIS = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private Fingerprint() {}

    static String of(Map<String, String> labels) {
        long hash = OFFSET_BASIS;
        for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
            hash = add(add(hash, label.getKey()), label.getValue());
        }
        return HexFormat.of().toHexDigits(hash);
    }

    private static long add(long before, String text) {
        long hash = before;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ each & 0xFF) * PRIME;
        }
        return (hash ^ 0xFF) * PRIME;
    }
}
