package org.soilcast.ops.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.FreePort;
import org.soilcast.ops.Soilcast;
import org.soilcast.ops.TestLaunch;
import org.soilcast.ops.drill.JavaProcess;

/** Runs on a disk of their own, with a temporary folder that runs no programs: mounts that only the run sees. */
class SmallDiskTest {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String INCUBATING = "WARNING: Using incubator modules: jdk.incubator.vector";

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void requireMounts() throws Exception {
        assumeTrue(
                ShellCommandTest.runs("unshare", "-m", "mount", "-t", "tmpfs", "none", folder.toString()),
                "no permission to mount (unshare -m)");
        disk = Files.createDirectory(folder.resolve("a disk"));
    }

    @Test
    void aDiskWithTooLittleRoomGetsOneLineAndExitCode1() throws Exception {
        try (JavaProcess run = start(60)) {
            assertThat(run.awaitExit(LONGEST)).isEqualTo(1);
            assertThat(lines(run))
                    .singleElement()
                    .asString()
                    .startsWith("soilcast: the disk of ")
                    .contains("60 MiB");
        }
    }

    /** RocksDB's library is loaded before the first progress, from the state folder. */
    @Test
    void aDiskThatFillsUpGetsOneLineAndExitCode1() throws Exception {
        try (JavaProcess run = start(220)) {
            run.await(line -> line.startsWith("progress "), LONGEST);
            fill(Path.of("/proc", Long.toString(run.pid()), "root" + disk.resolve("other")));
            assertThat(run.awaitExit(LONGEST)).isEqualTo(1);
            assertThat(lines(run))
                    .filteredOn(line -> !line.startsWith("progress ")
                            && !line.startsWith("soilcast: domain ")
                            && !line.startsWith("soilcast: page on ")
                            && !line.startsWith("soilcast: rejected of the input: "))
                    .containsExactly("soilcast: the disk of folder " + disk.resolve("state")
                            + " is full; no results are lost: free space and start again");
        }
    }

    private JavaProcess start(int mib) {
        String mounts = "mount -t tmpfs -o size=" + mib + "m none '" + disk + "' && T=$(mktemp -d) && mount -t tmpfs"
                + " -o noexec,size=100m none \"$T\" && java=$1 && shift && exec \"$java\" \"-Djava.io.tmpdir=$T\" \"$@\"";
        return JavaProcess.startBehind(
                List.of("unshare", "-m", "sh", "-c", mounts, "sh"),
                TestLaunch.likeTheShellCommand(),
                Soilcast.class.getName(),
                List.of(
                        "run",
                        "--once",
                        "--state",
                        disk.resolve("state").toString(),
                        "--port",
                        Integer.toString(FreePort.one())));
    }

    private static void fill(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
            for (int mib = 0; mib < 150; mib++) {
                channel.write(zeros.rewind());
            }
        }
    }

    private static List<String> lines(JavaProcess run) {
        return run.output().lines().filter(line -> !line.equals(INCUBATING)).toList();
    }
}
