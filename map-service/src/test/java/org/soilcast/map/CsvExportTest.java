package org.soilcast.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExportTest {
    @TempDir
    Path folder;

    private final Skipped skipped = new Skipped();
    private final SoilMoistureTable table = new SoilMoistureTable();

    @Test
    void replacesTheFileAndLeavesNothingBeside() throws Exception {
        Path file = folder.resolve("out.csv");
        Files.writeString(file, "old");
        fill(3);
        CsvExport.Written written = CsvExport.write(table, file, skipped);
        assertThat(written).isEqualTo(new CsvExport.Written(6, 2, true, skipped));
        assertThat(Files.readAllLines(file)).hasSize(7).first().isEqualTo(SoilMoistureCsv.HEADER);
        assertThat(files()).containsExactly("out.csv");
    }

    @Test
    void failedExportKeepsTheOldFile() throws Exception {
        Path file = folder.resolve("out.csv");
        Files.writeString(file, "old");
        skipped.add("nothing fits");
        assertThatThrownBy(() -> CsvExport.write(table, file, skipped))
                .isInstanceOf(ExportException.class)
                .hasMessageEndingWith("; skipped 1 record that cannot be used: nothing fits");
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(files()).containsExactly("out.csv");
    }

    @Test
    void emptyTableIsAnErrorOfOneLine() throws IOException {
        Path file = folder.resolve("out.csv");
        table.add(Records.tile(0, "1"));
        assertThatThrownBy(() -> CsvExport.write(table, file, skipped))
                .isInstanceOf(ExportException.class)
                .hasMessage("nothing to export: no soil moisture has been committed yet");
        assertThat(files()).isEmpty();
    }

    @Test
    void missingFolderIsAnErrorOfOneLine() {
        fill(1);
        assertThatThrownBy(() -> CsvExport.write(table, folder.resolve("no/out.csv"), skipped))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("there is no folder " + folder.resolve("no"));
    }

    @Test
    void folderIsNotOverwritten() {
        fill(1);
        assertThatThrownBy(() -> CsvExport.write(table, folder, skipped))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("it is a folder");
    }

    @Test
    void sameRecordsGiveTheSameBytes() throws Exception {
        fill(10);
        CsvExport.write(table, folder.resolve("a.csv"), skipped);
        CsvExport.write(table, folder.resolve("b.csv"), skipped);
        assertThat(folder.resolve("a.csv")).hasSameBinaryContentAs(folder.resolve("b.csv"));
    }

    private void fill(int days) {
        table.add(Records.tile(0, "1", "2"));
        LocalDate first = LocalDate.parse("2015-04-01");
        for (int day = 0; day < days; day++) {
            table.add(Records.moisture(0, first.plusDays(day).toString(), 2, day / 16f)
                    .build());
        }
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).toList().stream();
        }
    }
}
