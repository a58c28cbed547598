package org.soilcast.ingest.source;

import java.util.List;

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

    /** What was left out and why, one line each. */
    List<String> remarks();

    @Override
    void close();
}
