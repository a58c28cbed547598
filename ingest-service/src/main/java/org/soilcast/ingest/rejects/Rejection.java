package org.soilcast.ingest.rejects;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.schemas.avro.Rejected;

/**
 * Input that was not taken.
 *
 * @param source source name
 * @param reason why, for a machine
 * @param detail what was expected and found, for a person
 * @param file file or topic name
 * @param position line (1-based) or offset; -1 for the whole file
 * @param excerpt the offending bytes; cut to 1,024 when recorded
 */
public record Rejection(String source, RejectReason reason, String detail, String file, long position, byte[] excerpt) {
    private static final int EXCERPT_BYTES = 1024;

    /** Rejected text. */
    public Rejection(String source, RejectReason reason, String detail, String file, long position, String excerpt) {
        this(source, reason, detail, file, position, excerpt.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of a list: what, why and where. */
    public static String digest(List<Rejection> rejected) {
        var digest = new ValueDigest();
        for (Rejection one : rejected) {
            digest.add(one.source).add(one.reason.label()).add(one.file).add(Long.toString(one.position));
            digest.add(one.detail).add(new String(one.excerpt, StandardCharsets.ISO_8859_1));
        }
        return digest.hexadecimal();
    }

    /** The record for the topic of rejected input. */
    public Rejected toRecord(String domain) {
        return Rejected.newBuilder()
                .setDomain(domain)
                .setSource(source)
                .setReason(reason.label())
                .setDetail(detail)
                .setFile(file)
                .setPosition(position)
                .setExcerpt(ByteBuffer.wrap(Arrays.copyOf(excerpt, Math.min(excerpt.length, EXCERPT_BYTES))))
                .build();
    }
}
