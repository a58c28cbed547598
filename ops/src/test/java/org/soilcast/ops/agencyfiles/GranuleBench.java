package org.soilcast.ops.agencyfiles;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.schemas.EaseGrid;

/** How many granules of 9 km are decoded a minute, both passes of the whole grid, by one thread: {@code CELLS GRANULES}. */
final class GranuleBench {
    private GranuleBench() {}

    /** Writes a granule of so many cells, and reads it so many times. */
    public static void main(String[] arguments) throws IOException {
        LocalDate date = TwinExperiment.DEFAULT_FIRST_DATE;
        DomainInput twin = TwinExperiment.of(
                        Integer.parseInt(arguments[0]),
                        TwinExperiment.DEFAULT_SEED,
                        Optional.of(date),
                        Optional.of(date))
                .input();
        Path file = Files.createTempFile("granule", ".h5");
        new GranuleWriter(EaseGrid.M09, twin.domain())
                .write(file, date, twin.retrievals().day(date).soilMoistureM3PerM3());
        int granules = Integer.parseInt(arguments[1]);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int retrievals = 0;
        for (int i = 0; i < granules; i++) {
            try (SourceFile granule = SourceFiles.open(file)) {
                retrievals = granule.retrievals().size();
            }
        }
        double minutes = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 6e10;
        System.out.printf(
                "%d bytes, %d retrievals, %.1f granules a minute of processor time%n",
                Files.size(file), retrievals, granules / minutes);
        Files.delete(file);
    }
}
