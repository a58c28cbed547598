package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.RunProgress;
import org.soilcast.ops.drill.SoilcastRuns;
import org.soilcast.schemas.QualityFlags;

/** The built-in experiment through the whole system in one process, with an area of all cells; needs no data. */
class TwinRunTest {
    private static final int CELLS = 100;
    /** The first model takes a year; the statistics of a quarter suffice. */
    private static final String LAST = "2016-06-30";

    private static final int DATE = 1;
    private static final int LEAD = 2;
    private static final int QUALITY = 17;

    /** From the newest day. */
    private static final int FORECAST_DAYS = 15;

    private static final String WORLD = """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "id": "all", "properties": {"name": "All of it"},
             "geometry": {"type": "Polygon", "coordinates": [[[-179, -80], [179, -80], [179, 80], [-179, 80], [-179, -80]]]}}]}
            """;

    @TempDir
    Path folder;

    @Test
    void everyCellHasEveryDayAndTheAreaOfAllIsTheirMean() throws Exception {
        Path areas = Files.writeString(folder.resolve("areas.geojson"), WORLD);
        JavaProcess.Launch launch = TestLaunch.likeTheShellCommand();
        var runs = new SoilcastRuns(
                launch,
                List.of(
                        "--domain",
                        "twin",
                        "--cells",
                        Integer.toString(CELLS),
                        "--to",
                        LAST,
                        "--areas",
                        areas.toString()),
                folder);
        RunProgress progress = runs.finish("twin");
        List<String> rows = Files.readAllLines(runs.export("twin"));

        assertThat(rows).hasSize(1 + CELLS * (progress.ofAll() + FORECAST_DAYS));
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            int quality = Integer.parseInt(fields[QUALITY]);
            assertThat(quality & QualityFlags.SYNTHETIC).as(row).isNotZero();
            assertThat((quality & QualityFlags.FORECAST_WEATHER) != 0)
                    .as("of forecast weather: %s", row)
                    .isEqualTo(!fields[LEAD].equals("0"));
        }
        theAreaIsTheMean(rows, progress.ofAll());
    }

    /** Cells of the grid have equal areas, and all lie in the polygon. */
    private void theAreaIsTheMean(List<String> rows, int days) throws Exception {
        Path csv = folder.resolve("area-days.csv");
        assertThat(Soilcast.commandLine()
                        .execute("export", "--state", folder.resolve("twin").toString(), "--areas", csv.toString()))
                .isZero();
        List<String> areaRows = Files.readAllLines(csv);
        int percentile = column(rows.get(0), "rootzone_percentile");
        Map<String, Double> means = rows.stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .filter(fields -> fields[LEAD].equals("0"))
                .collect(Collectors.groupingBy(
                        fields -> fields[DATE],
                        Collectors.averagingDouble(fields -> Double.parseDouble(fields[percentile]))));
        int areaDate = column(areaRows.get(0), "date");
        int areaPercentile = column(areaRows.get(0), "rootzone_percentile");
        assertThat(areaRows).hasSize(1 + days);
        for (String row : areaRows.subList(1, areaRows.size())) {
            String[] fields = row.split(",", -1);
            assertThat(Double.parseDouble(fields[areaPercentile]))
                    .as(row)
                    .isCloseTo(means.getOrDefault(fields[areaDate], Double.NaN), within(.02));
        }
    }

    private static int column(String header, String name) {
        return Arrays.asList(header.split(",")).indexOf(name);
    }
}
