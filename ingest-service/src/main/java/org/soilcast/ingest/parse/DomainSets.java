package org.soilcast.ingest.parse;

import java.nio.file.Path;
import java.util.List;
import org.soilcast.ingest.rejects.InputException;

/** The domains this release can read. */
public final class DomainSets {
    private DomainSets() {}

    /** Names of the domains. */
    public static List<String> names() {
        return List.of(SmapConusReader.NAME, UscrnReader.NAME);
    }

    /**
     * Reads a domain from its folder in the data folder.
     *
     * @throws InputException when the domain is unknown or its set cannot be read
     */
    public static DomainTable read(String domain, Path dataDirectory) {
        return switch (domain) {
            case SmapConusReader.NAME -> SmapConusReader.read(dataDirectory.resolve(domain));
            case UscrnReader.NAME -> UscrnReader.read(dataDirectory.resolve(domain));
            default ->
                throw new InputException("unknown domain '" + domain + "': expected sample, twin, one of "
                        + String.join(", ", names()) + ", or a description: a file .yaml, or conus_m36, conus_m09,"
                        + " global_m36");
        };
    }
}
