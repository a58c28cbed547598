package org.soilcast.ingest.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.described.DomainFile;

/** The domain around the granules that are rebuilt from real values. */
final class Plains {
    private Plains() {}

    /**
     * Its description, read from a file.
     *
     * @param folder that the file goes to
     * @param dayEnds when a day ends
     * @param forcing agencies by role, as in a description
     * @param attributes where the soil is told
     */
    static DescribedDomain described(Path folder, String dayEnds, String forcing, String attributes)
            throws IOException {
        Path file = Files.writeString(folder.resolve("plains.yaml"), """
                name: plains
                grid: m36
                region: {box: {south: 24, north: 53, west: -126, east: -66}}
                day_ends: %s
                retrievals: {product: SPL3SMP, pass: morning, wait_days: 1}
                forcing: %s
                attributes: %s
                """.formatted(dayEnds, forcing, attributes));
        return DomainFile.read(file.toString());
    }

    /** The same with the weather of ERA5. */
    static DescribedDomain described(Path folder) throws IOException {
        return described(
                folder,
                "6 solar",
                "{precipitation: [era5], air_temperature: [era5], air_temperature_max: [era5]}",
                "granules");
    }
}
