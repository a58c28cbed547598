package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.agency.AgencyScene;

/** The command, from an agency on this machine. */
@Timeout(120)
class FetchCommandTest {
    private final Path folder;
    private final AgencyScene scene;
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    FetchCommandTest(@TempDir Path temporary) throws IOException {
        folder = temporary;
        scene = new AgencyScene(temporary, 2, Duration.ZERO).publish(2, 1_000);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private int fetch(String from, String to, Path tokenFile) throws IOException {
        return Soilcast.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(error, true))
                .execute(
                        "fetch",
                        "--domain",
                        scene.domain().toString(),
                        "--data",
                        scene.data.toString(),
                        "--from",
                        from,
                        "--to",
                        to,
                        "--sources",
                        scene.sources(AgencyScene.Settings.USUAL).toString(),
                        "--token-file",
                        tokenFile.toString());
    }

    @Test
    void whatTheDomainNeedsIsThere() throws IOException {
        assertThat(fetch("2015-04-01", "2015-04-02", scene.tokenFile())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "SMAP_L3_SM_P_20150401_R19240_001.h5, 1 of 2 of SPL3SMP",
                        "SMAP_L3_SM_P_20150402_R19240_001.h5, 2 of 2 of SPL3SMP",
                        "twin_20150401.nc, 1 of 2 of gridmet",
                        "twin_20150402.nc, 2 of 2 of gridmet",
                        "4 files fetched, 0 are there already, 0 problems");
        assertThat(scene.files()).hasSize(4);
        assertThat(fetch("2015-04-01", "2015-04-02", scene.tokenFile())).isZero();
        assertThat(out.toString()).endsWith("0 files fetched, 4 are there already, 0 problems\n");
    }

    @Test
    void problemsAreOneLine() throws IOException {
        Path expired = Files.writeString(folder.resolve("expired"), "old-" + AgencyScene.TOKEN);
        assertThat(fetch("2015-04-01", "2015-04-02", expired)).isEqualTo(1);
        assertThat(error.toString().lines()).singleElement().asString().contains("asks to log in");
        assertThat(error.toString()).doesNotContain(AgencyScene.TOKEN);
        assertThat(scene.files()).as("weather needs no account").hasSize(2);
    }

    @Test
    void datesInTheWrongOrderAreWrongUse() throws IOException {
        assertThat(fetch("2015-04-02", "2015-04-01", scene.tokenFile())).isEqualTo(2);
        assertThat(error.toString().lines()).hasSize(1);
    }
}
