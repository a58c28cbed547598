package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.page.PageFiles;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.SoilcastRuns;

/**
 * The page in a headless Chromium over a real run of the sample: {@code map-service/web/test/sample.mjs} is what a user
 * does. Screenshots are left in {@code ops/target/page}.
 */
class PageTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path WEB = Path.of("..", "map-service", "web").toAbsolutePath();
    private static final String STATION = "53926"; // OK Stillwater 2 W
    private static final String DATE = "2018-02-10";
    private static final String LAST_DATE = "2018-03-31";
    private static final int LEAD = 7;

    @TempDir
    Path folder;

    @Test
    void aUserSeesTheNumbersOfTheExport() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser: apt-get install chromium");
        assumeTrue(PageFiles.load().isThere(), "the page was not built: npm is missing");
        JavaProcess.Launch launch = TestLaunch.likeTheShellCommand();
        var runs = new SoilcastRuns(launch, List.of("--to", LAST_DATE, "--page-port", "0"), folder);
        runs.finish("sample");
        String surfaceMean = surfaceMean(runs.export("sample"));
        String[] forecast = forecastRow(forecasts(launch));
        List<String> arguments =
                List.of("serve", "--state", folder.resolve("sample").toString(), "--port", "0");
        try (JavaProcess serve = JavaProcess.start(launch, Soilcast.class.getName(), arguments)) {
            String line = serve.await(text -> text.startsWith("page on "), SoilcastRuns.LONGEST);
            drive(line.substring("page on ".length(), line.indexOf(';')), surfaceMean, forecast);
        }
    }

    private static String surfaceMean(Path csv) throws Exception {
        try (var rows = Files.lines(csv)) {
            String row = rows.filter(text -> text.startsWith(STATION + "," + DATE + ","))
                    .findFirst()
                    .orElseThrow();
            return row.split(",", -1)[3];
        }
    }

    private Path forecasts(JavaProcess.Launch launch) throws Exception {
        Path csv = folder.resolve("forecasts.csv");
        List<String> arguments =
                List.of("export", "--state", folder.resolve("sample").toString(), "--forecasts", csv.toString());
        try (JavaProcess export = JavaProcess.start(launch, Soilcast.class.getName(), arguments)) {
            assertThat(export.awaitExit(SoilcastRuns.LONGEST))
                    .as(export.output())
                    .isZero();
        }
        return csv;
    }

    /** Issue date, and medians of top 5 cm and top metre, as they are exported. */
    private static String[] forecastRow(Path csv) throws Exception {
        List<String> rows = Files.readAllLines(csv);
        List<String> columns = List.of(rows.get(0).split(",", -1));
        String[] row = rows.stream()
                .filter(text -> text.startsWith(STATION + "," + LAST_DATE + "," + LEAD + "," + LEAD + ","))
                .findFirst()
                .orElseThrow()
                .split(",", -1);
        return new String[] {
            row[columns.indexOf("issue_date")],
            row[columns.indexOf("surface_q50")],
            row[columns.indexOf("rootzone_q50")]
        };
    }

    private static void drive(String url, String surfaceMean, String[] forecast) throws Exception {
        String expected = String.format(
                Locale.ROOT,
                "{\"cell\":\"%s\",\"date\":\"%s\",\"surfaceMean\":\"%s\",\"lastDate\":\"%s\",\"latitude\":%s,\"longitude\":%s,"
                        + "\"forecast\":{\"issueDate\":\"%s\",\"lead\":%d,\"surface_q50\":\"%s\",\"rootzone_q50\":\"%s\"}}",
                STATION,
                DATE,
                surfaceMean,
                LAST_DATE,
                36.12,
                -97.09,
                forecast[0],
                LEAD,
                forecast[1],
                forecast[2]);
        Process browser = new ProcessBuilder(
                        "node",
                        WEB.resolve("test/sample.mjs").toString(),
                        url,
                        expected,
                        Path.of("target", "page").toAbsolutePath().toString())
                .directory(WEB.toFile())
                .redirectErrorStream(true)
                .start();
        browser.getOutputStream().close();
        String output = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(browser.waitFor()).as(output).isZero();
        System.out.print(output);
    }
}
