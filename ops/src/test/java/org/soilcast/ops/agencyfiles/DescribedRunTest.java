package org.soilcast.ops.agencyfiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ops.TestLaunch;
import org.soilcast.ops.drill.RunProgress;
import org.soilcast.ops.drill.SoilcastRuns;

/** A described domain from a folder of agencies' files to the export, in real processes. */
@Tag("starts")
class DescribedRunTest {
    private static final int CELLS = 40;
    private static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    private static final int DAYS = 44;
    /** A day of weather is past when the next one's file is there. */
    private static final LocalDate LAST_WRITTEN = FIRST.plusDays(DAYS);

    private static final int OBSERVED = 9;
    /** From the newest day. */
    private static final int FORECAST_DAYS = 15;

    @TempDir
    Path folder;

    @Test
    void everyRetrievalWrittenIsInTheExportAndASecondStartSendsNothing() throws Exception {
        var files = new TwinFiles(CELLS, FIRST, LAST_WRITTEN);
        files.write(folder.resolve("data"));
        Path yaml = Files.writeString(folder.resolve("plains.yaml"), """
            name: plains
            grid: m36
            region: {box: {south: 24, north: 53, west: -126, east: -66}}
            day_ends: 6 solar
            retrievals: {product: SPL3SMP, pass: morning, wait_days: 1}
            forcing:
              precipitation: [gridmet]
              air_temperature: [gridmet]
              air_temperature_min: [gridmet]
              air_temperature_max: [gridmet]
              shortwave: [gridmet]
              specific_humidity: [gridmet]
              wind_speed: [gridmet]
            attributes: granules
            """);
        var runs = new SoilcastRuns(
                TestLaunch.likeTheShellCommand(),
                List.of(
                        "--domain",
                        yaml.toString(),
                        "--data",
                        folder.resolve("data").toString()),
                folder);
        RunProgress progress = runs.finish("state");
        byte[] export = Files.readAllBytes(runs.export("state"));

        assertThat(progress.ofAll()).isEqualTo(DAYS);
        List<String> rows = new String(export, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(row -> row.split(",", -1))
                .filter(row -> row[2].equals("0"))
                .map(row -> row[0] + "," + row[1] + "," + row[OBSERVED])
                .sorted()
                .toList();
        assertThat(rows).isEqualTo(written(files.twin()));

        runs.finish("state");
        assertThat(Files.readAllLines(folder.resolve("state/soilcast.log")).stream()
                        .filter(line -> line.contains("days to publish"))
                        .map(line -> line.replaceAll(".* (\\d+ of \\d+) days.*", "$1")))
                .containsExactly("44 of 44", "0 of 44");
        assertThat(Files.readAllBytes(runs.export("state"))).isEqualTo(export);
    }

    /** Cell, date and retrieval as the export has them. */
    private static List<String> written(DomainInput twin) {
        return twin.dates()
                .dates()
                .limit(DAYS)
                .flatMap(date -> {
                    float[] values = twin.retrievals().day(date).soilMoistureM3PerM3();
                    return java.util.stream.IntStream.range(0, values.length)
                            .mapToObj(cell -> twin.domain().cells().get(cell).key() + "," + date + ","
                                    + (Float.isNaN(values[cell])
                                            ? ""
                                            : String.format(Locale.ROOT, "%.6f", values[cell])));
                })
                .sorted()
                .toList();
    }
}
