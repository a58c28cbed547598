package org.soilcast.ingest;

import java.nio.file.Path;
import java.util.Optional;
import org.soilcast.ingest.fetch.FetchSettings;

/**
 * Where a domain's files are.
 *
 * @param path folder that holds the sets, or the files of a described domain; the built-in sample and twin need none
 * @param isWatched whether files that come later are taken too
 * @param fetched from where files of a described domain are fetched into the folder, which is watched then; empty for not
 */
public record DataFolder(Optional<Path> path, boolean isWatched, Optional<FetchSettings> fetched) {
    public DataFolder {
        if (fetched.isPresent() && !isWatched) {
            throw new IllegalArgumentException("files are fetched into a folder that is watched only");
        }
    }

    /** A folder that nothing is fetched into. */
    public DataFolder(Optional<Path> path, boolean isWatched) {
        this(path, isWatched, Optional.empty());
    }
}
