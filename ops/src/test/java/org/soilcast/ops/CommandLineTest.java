package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.cuda.CudaDevice;
import org.soilcast.land.cuda.CudaSearch;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Rejected;
import picocli.CommandLine;

@Tag("starts")
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
                "run --port 65536",
                "run --device gpu",
                "run extra",
                "run --bundle-key k",
                "run --data .",
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
    void aGpuThatIsNotThereGetsOneLineAndExitCode1() {
        CudaSearch search = CudaDevice.find();
        search.device().ifPresent(CudaDevice::close);
        assumeTrue(search.device().isEmpty(), "there is a GPU");
        Answer answer = soilcast(
                "run", "--device", "cuda", "--state", folder.resolve("s").toString());
        assertOneLine(answer, 1);
        assertThat(answer.error().strip()).isEqualTo("soilcast: --device cuda: " + search.sentence());
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "evaluate"})
    void aMissingBundleGetsOneLineAndExitCode1(String command) {
        Answer answer = soilcast(command, "--bundle", folder.resolve("b").toString(), "--state", folder + "/s");
        assertOneLine(answer, 1);
        assertThat(answer.error()).contains("cannot use bundle", "NoSuchFileException");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aTakenPortGetsOneLineAndExitCode1() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Answer answer = soilcast(
                    "run", "--port", Integer.toString(taken.getLocalPort()), "--state", folder.resolve("s") + "");
            assertOneLine(answer, 1);
            assertThat(answer.error()).contains("--port " + taken.getLocalPort() + " is taken");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aMissingDataFolderGetsOneLineAndExitCode1() {
        Answer answer = soilcast(
                "run",
                "--once",
                "--domain",
                "smap_conus",
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
                "--domain",
                "smap_conus",
                "--data",
                folder.toString(),
                "--state",
                folder.resolve("s").toString());

        assertOneLine(answer, 1);
        assertThat(answer.error()).contains("smap_conus");
    }

    /** Supervisors see the exit code, users the line, and operators the reason on the topic. */
    @Test
    void aWrongHeaderGetsOneLineExitCode1AndARejectedRecord() throws Exception {
        Files.createDirectories(folder.resolve("smap_conus"));
        Files.writeString(folder.resolve("smap_conus/cells.csv"), "cell;lat;lon\n");
        Answer answer = soilcast(
                "run",
                "--once",
                "--data",
                folder.toString(),
                "--domain",
                "smap_conus",
                "--state",
                folder.resolve("s").toString());

        assertOneLine(answer, 1);
        assertThat(answer.error()).contains("wrong header in").contains("cells.csv");
        var rejected = new ArrayList<Rejected>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("s/kafka"))) {
            TopicReader.readAll(
                    broker.connection(),
                    Topics.REJECTED,
                    record -> rejected.add(SingleObject.decode(record.value(), Rejected.class)));
        }
        assertThat(rejected).extracting(Rejected::getReason).containsExactly("wrong-header");
        assertThat(rejected.get(0).getFile()).isEqualTo("cells.csv");
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
