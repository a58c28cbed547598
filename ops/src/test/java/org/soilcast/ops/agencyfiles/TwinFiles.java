package org.soilcast.ops.agencyfiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.schemas.EaseGrid;

/** The twin as the files that agencies publish, a granule and a weather file a day. */
final class TwinFiles {
    private final DomainInput twin;
    private final GranuleWriter granules;
    private final WeatherWriter weather;

    /** The files of so many cells. */
    TwinFiles(int cells, LocalDate first, LocalDate last) {
        twin = TwinExperiment.of(cells, TwinExperiment.DEFAULT_SEED, Optional.of(first), Optional.of(last))
                .input();
        granules = new GranuleWriter(EaseGrid.M36, twin.domain());
        weather = new WeatherWriter(EaseGrid.M36, twin.domain());
    }

    /** What is written. */
    DomainInput twin() {
        return twin;
    }

    /** Writes all days. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (LocalDate date : twin.dates().dates().toList()) {
            weather.write(
                    folder.resolve(WeatherWriter.name(date)),
                    date,
                    twin.forcing().day(date));
            granules.write(
                    folder.resolve(GranuleWriter.name(date, 1)),
                    date,
                    twin.retrievals().day(date).soilMoistureM3PerM3());
        }
    }

    /** Writes the files of a number of cells and days from 2015-04-01 to a folder. */
    public static void main(String[] arguments) throws IOException {
        LocalDate first = TwinExperiment.DEFAULT_FIRST_DATE;
        int days = Integer.parseInt(arguments[2]);
        new TwinFiles(Integer.parseInt(arguments[1]), first, first.plusDays(days - 1L)).write(Path.of(arguments[0]));
    }
}
