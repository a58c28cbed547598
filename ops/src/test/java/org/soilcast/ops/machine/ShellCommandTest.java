package org.soilcast.ops.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script {@code soilcast} makes of its surroundings, seen by a stand-in for {@code java} that prints them. */
@Tag("starts")
class ShellCommandTest {
    private static final Path SCRIPT = Path.of("../soilcast").toAbsolutePath();

    @TempDir
    Path folder;

    @BeforeEach
    void layOutABuiltProject() throws IOException {
        Files.copy(SCRIPT, folder.resolve("soilcast")); // with its permission to run
        Path target = Files.createDirectories(folder.resolve("ops/target"));
        Files.writeString(target.resolve("classpath.txt"), "libraries.jar");
        Files.createFile(target.resolve("soilcast-ops-0.1.0-SNAPSHOT.jar"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"charmap $(locale charmap)\"\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void inTheLocaleCFilesMayStillHaveAnyName() throws Exception {
        assertThat(soilcast(List.of(), "C", "run", "extra")).contains("charmap UTF-8", "run", "extra");
    }

    @Test
    void aLocaleThatKnowsUtf8IsKept() throws Exception {
        assertThat(soilcast(List.of(), "C.UTF-8", "run")).contains("charmap UTF-8");
    }

    @Test
    void theRealNameOfThisMachineIsLookedUpAsUsual() throws Exception {
        assumeTrue(
                runs("sh", "-c", "getent ahosts \"$(cat /proc/sys/kernel/hostname)\""),
                "this machine has no known name");
        assertThat(soilcast(List.of(), "C", "run")).noneMatch(argument -> argument.contains("hosts.file"));
    }

    /** Flink's cluster asks for its own machine's address. */
    @Test
    void anUnknownNameOfThisMachineIsTheLoopbackAddress() throws Exception {
        assumeTrue(
                runs("unshare", "--uts", "hostname", "nosuchhost"), "no permission to name a machine (unshare --uts)");
        List<String> renamed = List.of("unshare", "--uts", "sh", "-c", "hostname nosuchhost; exec \"$@\"", "sh");
        Path hosts = folder.toRealPath().resolve("ops/target/hosts");

        assertThat(soilcast(renamed, "C", "run")).contains("-Djdk.net.hosts.file=" + hosts);
        assertThat(hosts).hasContent("127.0.0.1 localhost nosuchhost");
    }

    private List<String> soilcast(List<String> prefix, String locale, String... arguments) throws Exception {
        var command = new ArrayList<>(prefix);
        command.add(folder.resolve("soilcast").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }
}
