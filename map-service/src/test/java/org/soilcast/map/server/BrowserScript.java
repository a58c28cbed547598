package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.soilcast.map.page.PageFiles;

/** A script of {@code web/test} that drives the page in a headless Chromium. */
final class BrowserScript {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path WEB = Path.of("web").toAbsolutePath();

    private BrowserScript() {}

    /** Runs it; skipped with the reason where there is no browser or no page. */
    static void run(String script, String... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser: apt-get install chromium");
        assumeTrue(PageFiles.load().isThere(), "the page was not built: npm is missing");
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        "node",
                                        WEB.resolve("test").resolve(script).toString()),
                                Stream.of(arguments))
                        .toList())
                .directory(WEB.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        System.out.print(output);
    }
}
