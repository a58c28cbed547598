package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.laboratory.evaluation.ResultRow;
import org.soilcast.laboratory.report.ResultFile;
import picocli.CommandLine;

/** A bundle of a few stations and years, learned in seconds, and verified by probes and drought maps. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class VerificationSetsTest {
    private static final List<String> STATIONS = List.of("OK_Stillwater_2_W", "KS_Oakley_19_SSW", "GA_Newton_8_W");
    private static final List<String> YEARS = List.of("2015", "2016", "2017");

    @TempDir
    Path folder;

    @Test
    void aLearnedBundleIsVerifiedByProbesAndDroughtMaps() throws Exception {
        Path data = fewStations();
        Path bundle = folder.resolve("few.bundle");
        String state = folder.resolve("state").toString();
        execute(
                "train",
                "--data",
                data.toString(),
                "--domain",
                "uscrn",
                "--to",
                "2016-12-31",
                "--minutes",
                "0.01",
                "--state",
                folder.resolve("training").toString(),
                "--out",
                bundle.toString());
        Path json = folder.resolve("rows.json");
        Path page = folder.resolve("report");
        execute(
                "evaluate",
                "--data",
                data.toString(),
                "--domain",
                "uscrn",
                "--state",
                state,
                "--train-to",
                "2016-12-31",
                "--bundle",
                bundle.toString(),
                "--models",
                "persistence-3-days",
                "--splits",
                "trained",
                "--json",
                json.toString(),
                "--report",
                page.toString());

        Map<String, ResultRow> rows = ResultFile.read(json).stream()
                .filter(row -> row.regime().equals("all"))
                .collect(Collectors.toMap(row -> row.model() + " " + row.metric(), row -> row));
        assertThat(rows)
                .containsKeys(
                        "few.bundle-filter o_minus_f_sd",
                        "few.bundle-filter monthly_increment",
                        "few.bundle-forecast share_rmse_below_residual_filter",
                        "few.bundle-analysis root_zone_ubrmse",
                        "few.bundle-open-loop root_zone_ubrmse",
                        "few.bundle-analysis-30-days drought_rank_correlation",
                        "spi-90 drought_rank_correlation",
                        "persistence-3-days probe_rmse");
        assertThat(rows.get("spi-90 drought_rank_correlation").from())
                .hasToString("2017-01-02"); // the day before the map
        assertThat(Files.readString(page.resolve("index.html"))).contains("<h2>Verification</h2>", "root_zone_ubrmse");
    }

    private void execute(String... arguments) {
        var said = new StringWriter();
        CommandLine command =
                Soilcast.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said, true));
        assertThat(command.execute(arguments)).as(said.toString()).isZero();
    }

    private Path fewStations() throws IOException {
        Path from = Path.of(System.getenv("SOILCAST_DATA"));
        Path data = folder.resolve("data");
        for (String list : List.of("stations.csv", "soil.csv")) {
            Path file = data.resolve("uscrn").resolve(list);
            Files.createDirectories(file.getParent());
            try (Stream<String> lines = Files.lines(from.resolve("uscrn").resolve(list))) {
                Files.write(
                        file,
                        lines.filter(line -> line.startsWith("wban")
                                        || STATIONS.stream().anyMatch(line::contains))
                                .toList());
            }
        }
        for (String year : YEARS) {
            Path folderOfYear = Path.of("uscrn", "daily01", year);
            Files.createDirectories(data.resolve(folderOfYear));
            for (String station : STATIONS) {
                Path file = folderOfYear.resolve("CRND0103-" + year + "-" + station + ".txt.gz");
                Files.copy(from.resolve(file), data.resolve(file));
            }
        }
        Path maps = Path.of("usdm", "usdm_county_weekly.csv.gz");
        Files.createDirectories(data.resolve("usdm"));
        Files.copy(from.resolve(maps), data.resolve(maps));
        return data;
    }
}
