package org.soilcast.ops.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.folder.FolderInput;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.ops.agency.TwinFiles.FirstIssue;

/** The twin written in real formats and read as what agencies publish is the twin again. */
class TwinFilesTest {
    private static final int CELLS = 12;
    private static final DateRange DATES = new DateRange(LocalDate.of(2015, 4, 1), LocalDate.of(2015, 4, 8));

    @TempDir
    private static Path folder;

    private static DomainInput twin;
    private static DomainInput read;

    @BeforeAll
    static void writeAndRead() throws IOException {
        var files = new TwinFiles(CELLS, DATES, folder);
        for (LocalDate date : DATES.dates().toList()) {
            files.weather(date, FirstIssue.FINAL);
            files.granule(date, 1, FirstIssue.FINAL);
        }
        twin = TwinExperiment.of(
                        CELLS, TwinExperiment.DEFAULT_SEED, Optional.of(DATES.first()), Optional.of(DATES.last()))
                .input();
        String described = files.describe(folder.resolve("domain.yaml")).toString();
        var input = new FolderInput(DomainFile.read(described), folder, Optional.empty(), Optional.empty());
        input.look(false);
        read = input.input();
        assertThat(read.rejected())
                .singleElement()
                .satisfies(one -> assertThat(one.file()).isEqualTo("domain.yaml"));
    }

    @Test
    void everyCellAndRetrievalIsThere() {
        assertThat(read.domain().cells())
                .extracting(Cell::key)
                .containsExactlyInAnyOrderElementsOf(
                        twin.domain().cells().stream().map(Cell::key).toList());
        assertThat(read.dates()).isEqualTo(DATES);
        int retrievals = 0;
        for (LocalDate date : DATES.dates().toList()) {
            Map<String, Float> expected =
                    byCell(twin, twin.retrievals().day(date).soilMoistureM3PerM3());
            Map<String, Float> found = byCell(read, read.retrievals().day(date).soilMoistureM3PerM3());
            assertThat(found).as("%s", date).isEqualTo(expected);
            retrievals += (int)
                    expected.values().stream().filter(value -> !value.isNaN()).count();
        }
        assertThat(retrievals).isGreaterThan(CELLS);
    }

    @Test
    void weatherIsThatOfTheDate() {
        for (LocalDate date : DATES.dates().toList()) {
            Map<String, Float> expected =
                    byCell(twin, twin.forcing().day(date).values(ForcingVariable.AIR_TEMPERATURE_K));
            byCell(read, read.forcing().day(date).values(ForcingVariable.AIR_TEMPERATURE_K))
                    .forEach((cell, value) ->
                            assertThat(value).as("%s %s", date, cell).isCloseTo(expected.get(cell), within(0.01f)));
        }
    }

    private static Map<String, Float> byCell(DomainInput input, float[] values) {
        Map<String, Float> byCell = new HashMap<>();
        for (int cell = 0; cell < values.length; cell++) {
            byCell.put(input.domain().cells().get(cell).key(), values[cell]);
        }
        return byCell;
    }
}
