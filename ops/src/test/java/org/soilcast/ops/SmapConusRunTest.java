package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The whole system in real processes on real data: complete, sensible, and the same after being killed. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class SmapConusRunTest {
    private static final Duration RUN_WITHIN = Duration.ofMinutes(5);
    private static final Pattern PROGRESS = Pattern.compile("progress days=(\\d+)/(\\d+) .*");
    private static final int ROWS = 167_994;

    @TempDir
    static Path folder;

    private static Path undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        try (var run = start(folder.resolve("undisturbed"))) {
            assertThat(run.awaitExit(RUN_WITHIN)).as(run.output()).isZero();
        }
        undisturbed = export(folder.resolve("undisturbed"));
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
        Path state = folder.resolve("killed");
        long seed = 20161121;
        var random = new Random(seed);
        for (double share : new double[] {0.2, 0.5, 0.8}) {
            try (var run = start(state, "--pace", "60")) {
                double moment = share + 0.1 * random.nextDouble();
                run.await(line -> share(line) >= moment, RUN_WITHIN);
                assertThat(run.kill())
                        .as("alive until killed, seed " + seed + "\n" + run.output())
                        .isTrue();
                assertThat(share(lastLine(run.output())))
                        .as("seed " + seed + "\n" + run.output())
                        .isLessThan(1);
            }
        }
        try (var run = start(state)) {
            assertThat(run.awaitExit(RUN_WITHIN)).as(run.output()).isZero();
        }
        assertThat(Files.mismatch(export(state), undisturbed))
                .as("first differing byte, seed " + seed)
                .isEqualTo(-1);
    }

    private static double share(String line) {
        Matcher progress = PROGRESS.matcher(line);
        return progress.matches() ? Double.parseDouble(progress.group(1)) / Integer.parseInt(progress.group(2)) : 0;
    }

    private static String lastLine(String output) {
        return output.substring(output.lastIndexOf('\n') + 1);
    }

    private static SoilcastProcess start(Path state, String... more) throws IOException {
        var arguments = new java.util.ArrayList<>(
                List.of("run", "--domain", "smap_conus", "--once", "--state", state.toString(), "--port", freePort()));
        arguments.addAll(List.of(more));
        return SoilcastProcess.start(arguments.toArray(String[]::new));
    }

    private static Path export(Path state) throws Exception {
        Path csv = state.resolveSibling(state.getFileName() + ".csv");
        try (var export = SoilcastProcess.start("export", "--state", state.toString(), "--csv", csv.toString())) {
            assertThat(export.awaitExit(RUN_WITHIN)).as(export.output()).isZero();
        }
        return csv;
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
