package org.soilcast.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.KillDrill;
import org.soilcast.ops.drill.RunProgress;
import org.soilcast.ops.drill.SoilcastRuns;
import org.soilcast.ops.progress.MetricsScrape;
import org.soilcast.ops.skill.OpenLoopError;
import org.soilcast.schemas.Topics;
import org.soilcast.service.ServiceMetric;

/** The whole system in real processes on real data: complete, sensible, and the same after being killed. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class SmapConusRunTest {
    private static final int TILES = 10;
    private static final int TILE_DAYS = 549 * TILES;
    /** In each partition: each day complete, and a forecast run. */
    private static final int CONTROL_RECORDS = 550 * EmbeddedBroker.PARTITIONS;

    private static final int BY_SIGTERM = 128 + 15;

    @TempDir
    static Path folder;

    private static SoilcastRuns runs;
    private static Path undisturbed;
    private static int days;
    private static MetricsScrape metrics;
    private static Set<String> listening;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        runs = new SoilcastRuns(TestLaunch.likeTheShellCommand(), List.of("--domain", "smap_conus"), folder);
        var arguments = List.of(
                "run",
                "--domain",
                "smap_conus",
                "--state",
                folder.resolve("undisturbed").toString(),
                "--port",
                Integer.toString(FreePort.one()));
        try (JavaProcess run = JavaProcess.start(runs.launch(), Soilcast.class.getName(), arguments)) {
            String begin = run.await(line -> line.contains("metrics on "), SoilcastRuns.LONGEST);
            run.await(line -> line.contains("waits for more"), SoilcastRuns.LONGEST);
            long deadline = System.nanoTime() + SoilcastRuns.LONGEST.toNanos();
            do {
                metrics = MetricsScrape.of(begin.substring(begin.indexOf("http://")));
                assertThat(System.nanoTime())
                        .as("no rate or checkpoint in time\n" + run.output())
                        .isLessThan(deadline);
            } while (isUnfinished(metrics));
            listening = ListeningSockets.of(Long.toString(run.pid()));
            run.terminate();
            assertThat(run.awaitExit(SoilcastRuns.LONGEST)).as(run.output()).isEqualTo(BY_SIGTERM);
            days = RunProgress.last(run.output()).orElseThrow().ofAll();
        }
        undisturbed = runs.export("undisturbed");
    }

    /** Flink brings its rates up to date every five seconds, and the first checkpoint comes when its interval is over. */
    private static boolean isUnfinished(MetricsScrape scrape) {
        return scrape.value("soilcast_cell_days_per_second", "inference", "") == 0
                || Double.isNaN(scrape.value("soilcast_checkpoint_age_seconds", "inference", ""));
    }

    @Test
    void everyCellHasEveryDay() throws IOException {
        SmapConusExport.assertComplete(undisturbed);
    }

    @Test
    void theMetricsTellWhatWasDone() {
        var notHere = EnumSet.of( // nothing is rejected, and nobody is told
                ServiceMetric.RECORDS_REJECTED,
                ServiceMetric.ALERTS_SENT,
                ServiceMetric.ALERTS_FAILED,
                ServiceMetric.ALERTS_DEAD,
                ServiceMetric.ALERTS_WAITING,
                ServiceMetric.ALERTS_WAITING_AGE);
        for (ServiceMetric metric : EnumSet.complementOf(notHere)) {
            assertThat(metrics.samples().keySet())
                    .as("the declared metrics")
                    .anyMatch(sample -> sample.startsWith(metric.prometheusName()));
        }
        assertThat(metrics.value("soilcast_records_out_total", "ingest", topic(Topics.FORCING)))
                .as("values and close, and a forecast run in each partition")
                .isEqualTo(2 * TILE_DAYS + EmbeddedBroker.PARTITIONS);
        assertThat(metrics.value("soilcast_records_in_total", "ingest", topic(Topics.FORCING)))
                .isEqualTo(2 * TILE_DAYS + EmbeddedBroker.PARTITIONS);
        assertThat(metrics.value("soilcast_records_out_total", "ingest", topic(Topics.TILE_DAYS)))
                .isEqualTo(TILE_DAYS + CONTROL_RECORDS);
        assertThat(metrics.value("soilcast_tile_days_closed_total", "ingest", ""))
                .isEqualTo(TILE_DAYS);
        assertThat(metrics.value("soilcast_tile_days_held", "ingest", "")).isZero();
        assertThat(metrics.value("soilcast_days_published", "ingest", "")).isEqualTo(549);
        assertThat(metrics.value("soilcast_days_analysed", "standalone", "")).isEqualTo(549);
        assertThat(metrics.value("soilcast_records_in_total", "inference", topic(Topics.TILE_DAYS)))
                .isEqualTo(TILE_DAYS + CONTROL_RECORDS);
        assertThat(metrics.value("soilcast_records_out_total", "inference", topic(Topics.SOIL_MOISTURE)))
                .isEqualTo(TILE_DAYS);
        assertThat(metrics.value("soilcast_cell_days_total", "inference", "")).isEqualTo(SmapConusExport.ROWS);
        assertThat(metrics.value("soilcast_cell_days_per_second", "inference", ""))
                .as("over a minute of which the replay is a part")
                .isPositive();
        assertThat(metrics.value("soilcast_bundle_version", "inference", "")).isEqualTo(1);
        assertThat(metrics.value("soilcast_bundle_version", "retrain", "")).isEqualTo(1);
        assertThat(metrics.value("soilcast_checkpoint_age_seconds", "inference", ""))
                .isBetween(0.0, 60.0);
        assertThat(metrics.value("soilcast_records_in_total", "retrain", topic(Topics.TILE_DAYS)))
                .isEqualTo(TILE_DAYS + CONTROL_RECORDS);
        for (String service : List.of("ingest", "inference", "retrain")) {
            Topics topic = service.equals("ingest") ? Topics.FORCING : Topics.TILE_DAYS;
            assertThat(metrics.value("soilcast_lag_records", service, topic(topic)))
                    .as("lag of " + service)
                    .isZero();
        }
        assertThat(metrics.samples().keySet())
                .filteredOn(sample -> sample.startsWith("soilcast_"))
                .as("no label a cell, tile or date")
                .allMatch(
                        sample -> sample.matches(
                                "[a-z0-9_]+\\{(kind=\"[a-z-]+\",)?(outcome=\"[a-z-]+\",)?(reason=\"[a-z-]+\",)?service=\"[a-z]+\"(,topic=\"soilcast\\.[a-z-]+\\.v1\")?}"));
    }

    @Test
    void nothingOfTheProcessListensBeyondTheLoopbackInterface() {
        assertThat(listening)
                .as("broker, controller, Flink's REST and blobs, metrics, page")
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(ListeningSockets::isLoopback);
    }

    @Test
    void theTokenIsInNoOtherFile() throws IOException {
        Path token = folder.resolve("undisturbed/kafka/token");
        assertThat(BrokerTokenTest.holding(folder, Files.readString(token).strip()))
                .containsExactly(token);
    }

    private static String topic(Topics topic) {
        return ",topic=\"" + topic.topic() + "\"";
    }

    /** Of a row of the export that has a retrieval: the same numbers, and what made them. */
    @Test
    void explainNamesWhatMadeARow() throws IOException {
        String[] header;
        String[] row;
        try (BufferedReader rows = Files.newBufferedReader(undisturbed)) {
            header = rows.readLine().split(",", -1);
            row = rows.lines()
                    .map(line -> line.split(",", -1))
                    .filter(fields -> fields[1].compareTo("2016-05-01") >= 0 && !fields[9].isEmpty())
                    .findFirst()
                    .orElseThrow();
        }
        Explained explained = explain(row[0], row[1]);

        assertThat(explained.code()).as(explained.output()).isZero();
        assertThat(explained.output().lines().toList())
                .anyMatch(line -> line.matches("cell +" + row[0] + " of smap_conus, .* tile \\d+ place \\d+"))
                .anyMatch(line ->
                        line.matches("forcing +nldas2 version 1, file daily.csv.gz \\(SHA-256 [0-9a-f]{12}…\\)"))
                .anyMatch(line -> line.matches("  gaps +none filled"))
                .anyMatch(line -> line.startsWith("retrieval ") && line.contains(" version 1, file daily.csv.gz"))
                .anyMatch(line -> line.matches("bundle +version 1, created \\S+Z, in force from 2015-04-01, untrained"))
                .anyMatch(line -> line.matches("result +revision " + row[16] + ", issue 1, .*"))
                .anyMatch(line -> line.matches("percentile .*, top metre [0-9.]+: class \\S+, probability .*"))
                .anyMatch(line -> line.matches("  among +1 year, 2015-04-01 to 2016-03-30"));
        assertThat(explained.line("  forecast")).contains("top 5 cm " + fourDecimals(row, header, "surface_forecast"));
        assertThat(explained.line("  retrieval")).contains(fourDecimals(row, header, "observed") + " m3/m3, ");
        assertThat(explained.line("  analysis"))
                .contains("top 5 cm " + fourDecimals(row, header, "surface_mean"))
                .contains("top metre " + fourDecimals(row, header, "rootzone_mean"));
        assertThat(explained.line("  increment")).contains(" mm of water");
    }

    @Test
    void explainSaysInOneLineWhatIsNotThere() throws IOException {
        String cell = Files.readAllLines(undisturbed).get(1).split(",", -1)[0];

        assertThat(explain("nowhere", "2016-05-01").failure())
                .startsWith("soilcast: domain smap_conus has no cell nowhere; it has, among others, ");
        assertThat(explain(cell, "2030-01-01").failure())
                .isEqualTo("soilcast: no result of cell " + cell
                        + " on 2030-01-01; there are those of 2015-04-01 to 2016-09-30");
    }

    private static Explained explain(String cell, String date) {
        return Explained.by(folder.resolve("undisturbed"), cell, date);
    }

    private static String fourDecimals(String[] row, String[] header, String column) {
        return String.format(
                Locale.ROOT, "%.4f", Double.parseDouble(row[List.of(header).indexOf(column)]));
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
