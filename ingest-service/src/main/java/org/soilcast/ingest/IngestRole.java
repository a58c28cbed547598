package org.soilcast.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which part of the service a process is. A domain has one publisher: a second one shuts out the first. Of those that
 * align there may be as many as topics have partitions; Kafka Streams shares the partitions among them.
 */
enum IngestRole {
    /** Reads, publishes and aligns. */
    ALL,
    /** Reads and publishes. */
    PUBLISH,
    /** Aligns what is published. */
    ALIGN;

    /** The role of that name. */
    static IngestRole of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("role: expected "
                        + Arrays.stream(values()).map(IngestRole::label).collect(Collectors.joining(", ")) + "; found "
                        + label));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
