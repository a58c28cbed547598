package org.soilcast.alerts.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.soilcast.schemas.avro.Alert;

/**
 * By what two states of an alert are told apart: the first 64 bits of the SHA-256 of what is said of it. Fields that a later
 * release adds are no part of it, so that a new release finds again what an old one has told.
 *
 * @param content without how often the alert has been told, which a replay may count otherwise
 * @param told with it
 */
public record Mark(long content, long told) {
    /** That of a state. */
    public static Mark of(Alert alert) {
        String content = Stream.of(
                        alert.getState(),
                        alert.getDroughtClass(),
                        alert.getPeakClass(),
                        alert.getPercentile(),
                        alert.getProbability(),
                        alert.getSince(),
                        alert.getRaisedOn(),
                        alert.getClearedOn(),
                        alert.getAsOf(),
                        alert.getProvisional(),
                        alert.getModelChanged(),
                        alert.getModelVersion(),
                        alert.getRevision(),
                        alert.getShortClimatology())
                .map(Objects::toString)
                .collect(Collectors.joining("|"));
        return new Mark(digest(content), digest(content + "|" + alert.getSequence()));
    }

    /** The first eight digits of what tells it from other states of the same alert. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(told).substring(0, 8);
    }

    private static long digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
