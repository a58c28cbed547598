package org.soilcast.ingest.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A file of an agency, whatever its format. Not for use by several threads. */
public interface SourceFile extends AutoCloseable {
    /** What it is, in words: container, product. */
    String product();

    /** Its variables, in the order of the file. */
    List<SourceField> fields();

    /** Its satellite retrievals of soil moisture, cell by cell; none in a file of weather. */
    default List<Retrieval> retrievals() {
        return List.of();
    }

    /** When the forecast was started that it is part of; empty for what is none. */
    default Optional<Instant> issued() {
        return Optional.empty();
    }

    /** What was left out and why, one line each. */
    List<String> remarks();

    @Override
    void close();
}
