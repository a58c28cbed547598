package org.soilcast.ingest.sample;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.soilcast.ingest.parse.DomainTable;
import org.soilcast.ingest.parse.UscrnReader;
import org.soilcast.ingest.rejects.InputException;

/**
 * Twelve stations of the U.S. Climate Reference Network, from desert to rain forest, and the four years 2017 to 2020 as NOAA
 * published them. They travel in this module's jar, so that a first run needs no data, account or network; the file
 * {@code SOURCE.md} beside them says where they come from.
 */
public final class StationSample {
    /** Name of the domain. */
    public static final String NAME = "sample";

    private static final String LIST_OF_STATIONS = "stations.csv";

    private StationSample() {}

    /**
     * Reads the sample.
     *
     * @throws InputException when the jar is damaged
     */
    public static DomainTable read() {
        try {
            URL stations = location();
            if (!(stations.openConnection() instanceof JarURLConnection inJar)) {
                return read(Path.of(stations.toURI()));
            }
            try (FileSystem jar =
                    FileSystems.newFileSystem(Path.of(inJar.getJarFileURL().toURI()))) {
                return read(jar.getPath(inJar.getEntryName()));
            }
        } catch (IOException | URISyntaxException e) {
            throw new InputException("cannot read the built-in sample: " + e.getMessage(), e);
        }
    }

    private static DomainTable read(Path stations) {
        return UscrnReader.read(NAME, requireNonNull(stations.getParent()));
    }

    private static URL location() {
        return requireNonNull(
                StationSample.class.getResource(LIST_OF_STATIONS), "the sample is missing beside its class");
    }
}
