package org.soilcast.alerts.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A line of the delivery log: eight digits of CRC-32C, a blank, a JSON object. */
final class LogLine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHECKSUM_DIGITS = 8;

    private LogLine() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The line with its end. */
    static String of(ObjectNode entry) {
        try {
            String text = JSON.writeValueAsString(entry);
            return checksum(text) + " " + text + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers is always written", e);
        }
    }

    /** What a line says; empty when it is torn or damaged. */
    static Optional<JsonNode> read(String line) {
        if (line.length() <= CHECKSUM_DIGITS) {
            return Optional.empty();
        }
        String text = line.substring(CHECKSUM_DIGITS + 1);
        if (!line.startsWith(checksum(text) + " ")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String text) {
        var crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
