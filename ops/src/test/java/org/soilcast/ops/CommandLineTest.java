package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    Path folder;

    private record Answer(int exitCode, String error) {}

    private static Answer soilcast(String... arguments) {
        var error = new StringWriter();
        CommandLine command = Soilcast.commandLine().setErr(new PrintWriter(error, true));
        int exitCode = command.execute(arguments);
        return new Answer(exitCode, error.toString());
    }

    private static void assertOneLine(Answer answer, int exitCode) {
        assertThat(answer.exitCode()).as(answer.error()).isEqualTo(exitCode);
        assertThat(answer.error().lines()).as(answer.error()).hasSize(1);
        assertThat(answer.error()).startsWith("soilcast: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "walk",
                "run --speed 3",
                "run --from yesterday",
                "run --from 2016-01-02 --to 2016-01-01",
                "run --pace 0",
                "run --pace -1",
                "run --pace fast",
                "run --port 0",
                "run --port 65535",
                "run extra",
                "run --bundle-key k",
                "train",
                "train --out b --network g_X",
                "train --out b --minutes 0",
                "train --out b --from 2016-01-02 --to 2016-01-01",
                "evaluate --models oracle",
                "evaluate --splits sideways",
                "evaluate --train-to yesterday",
                "export",
                "export --state s",
                "export --csv f"
            })
    void wrongUseGetsOneLineAndExitCode2(String line) {
        assertOneLine(soilcast(line.isEmpty() ? new String[0] : line.split(" ")), 2);
    }

    @Test
    void aMissingDataFolderGetsOneLineAndExitCode1() {
        Answer answer = soilcast(
                "run",
                "--once",
                "--data",
                folder.resolve("none").toString(),
                "--state",
                folder.resolve("s").toString());

        assertOneLine(answer, 1);
        assertThat(answer.error()).contains("none");
    }

    @Test
    void aFolderWithoutTheDomainGetsOneLineAndExitCode1() {
        Answer answer = soilcast(
                "run",
                "--once",
                "--data",
                folder.toString(),
                "--state",
                folder.resolve("s").toString());

        assertOneLine(answer, 1);
        assertThat(answer.error()).contains("smap_conus");
    }

    @Test
    void anUnknownDomainGetsOneLineAndExitCode1() {
        Answer answer = soilcast(
                "run",
                "--domain",
                "mars",
                "--data",
                folder.toString(),
                "--state",
                folder.resolve("s").toString());

        assertOneLine(answer, 1);
        assertThat(answer.error()).contains("mars").contains("smap_conus");
    }

    @Test
    void exportNeedsTheFolderOfAnEarlierRun() {
        Answer answer = soilcast(
                "export",
                "--state",
                folder.resolve("none").toString(),
                "--csv",
                folder.resolve("f.csv").toString());

        assertOneLine(answer, 1);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aFolderInUseIsNotTouched() throws Exception {
        Files.createDirectories(folder.resolve("kafka"));
        try (StateFolder taken = StateFolder.take(folder)) {
            Answer answer = soilcast(
                    "export",
                    "--state",
                    folder.toString(),
                    "--csv",
                    folder.resolve("f.csv").toString());

            assertOneLine(answer, 1);
            assertThat(answer.error()).contains("in use");
            assertThat(taken.kafka()).isEmptyDirectory();
        }
    }
}
