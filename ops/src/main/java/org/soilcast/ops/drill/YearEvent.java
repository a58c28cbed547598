package org.soilcast.ops.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.soilcast.ops.agency.AgencyShelf;

/**
 * A file that the agency publishes on some day.
 *
 * @param publishedOn the day
 * @param of the date that the file is of
 * @param name under which it is published
 * @param content its bytes
 * @param isGranule whether it is searched for, and not listed
 */
record YearEvent(LocalDate publishedOn, LocalDate of, String name, Path content, boolean isGranule) {
    void publish(AgencyShelf shelf, Instant now) throws IOException {
        if (isGranule) {
            shelf.publishGranule(content, of, now);
        } else {
            shelf.publishFile(name, content, of, now);
        }
    }

    /** What another issue of the same has in common with it. */
    String subject() {
        return (isGranule ? "granule " : "weather ") + of;
    }

    /** Whether a folder has it. */
    boolean isIn(Path folder) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) && Files.mismatch(file, content) == -1;
    }
}
