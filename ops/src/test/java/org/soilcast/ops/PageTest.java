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
        List<String> arguments =
                List.of("serve", "--state", folder.resolve("sample").toString(), "--port", "0");
        try (JavaProcess serve = JavaProcess.start(launch, Soilcast.class.getName(), arguments)) {
            String line = serve.await(text -> text.startsWith("page on "), SoilcastRuns.LONGEST);
            drive(line.substring("page on ".length(), line.indexOf(';')), surfaceMean);
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

    private static void drive(String url, String surfaceMean) throws Exception {
        String expected = String.format(
                Locale.ROOT,
                "{\"cell\":\"%s\",\"date\":\"%s\",\"surfaceMean\":\"%s\",\"lastDate\":\"%s\",\"latitude\":%s,\"longitude\":%s}",
                STATION,
                DATE,
                surfaceMean,
                LAST_DATE,
                36.12,
                -97.09);
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
