package org.soilcast.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.drill.KillDrill;
import org.soilcast.ops.drill.SoilcastRuns;

/** The whole system in real processes on real data: complete, sensible, and the same after being killed. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class SmapConusRunTest {
    private static final int ROWS = 167_994;

    @TempDir
    static Path folder;

    private static SoilcastRuns runs;
    private static Path undisturbed;
    private static int days;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        runs = new SoilcastRuns(TestLaunch.likeTheShellCommand(), List.of("--domain", "smap_conus"), folder);
        days = runs.finish("undisturbed").ofAll();
        undisturbed = runs.export("undisturbed");
    }

    @Test
    void everyCellHasEveryDay() throws IOException {
        List<String> rows = Files.readAllLines(undisturbed);

        assertThat(rows).hasSize(ROWS + 1);
        assertThat(rows.get(0))
                .isEqualTo("cell,date,lead_days,surface_mean,surface_sd,rootzone_mean,rootzone_sd,surface_open_loop,"
                        + "surface_forecast,observed,innovation,surface_percentile,rootzone_percentile,drought_class,"
                        + "drought_probability,model_version,revision,quality");
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            for (int column : new int[] {0, 1, 2, 3, 5, 7, 8, 15, 16, 17}) {
                assertThat(fields[column]).as(row).isNotEmpty();
            }
        }
        assertThat(rows.stream().skip(1).filter(row -> !row.split(",", -1)[9].isEmpty()))
                .as("retrievals")
                .hasSize(74_720);
    }

    @Test
    void theUntrainedOpenLoopIsAsGoodAsTexturesAllow() throws IOException {
        OpenLoopError error = OpenLoopError.of(undisturbed, "2016-04-01", "2016-09-30");

        System.out.println("untrained open loop against SMAP, smap_conus, 2016-04-01..2016-09-30, " + error);
        assertThat(error.cells()).isEqualTo(306);
        assertThat(error.medianRmseM3PerM3()).isLessThanOrEqualTo(0.11);
    }

    @Test
    void killedThreeTimesItEndsWithTheSameBytes() throws Exception {
        long seed = 20161121;
        KillDrill.Report report =
                new KillDrill(runs, seed, new PrintWriter(System.out, true, UTF_8)).run(3, undisturbed, days);

        assertThat(report.kills()).isEqualTo(3);
        assertThat(report.different()).as("different exports, seed " + seed).isEmpty();
    }
}
