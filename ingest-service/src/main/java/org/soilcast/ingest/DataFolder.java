package org.soilcast.ingest;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a domain's files are.
 *
 * @param path folder that holds the sets, or the files of a described domain; the built-in sample and twin need none
 * @param isWatched whether files that come later are taken too
 */
public record DataFolder(Optional<Path> path, boolean isWatched) {}
