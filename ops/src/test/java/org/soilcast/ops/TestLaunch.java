package org.soilcast.ops;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.soilcast.ops.drill.JavaProcess;

/** How tests start processes: as the shell command does, and not with their own class path. */
public final class TestLaunch {
    private TestLaunch() {}

    public static JavaProcess.Launch likeTheShellCommand() {
        try {
            return new JavaProcess.Launch(
                    List.of("@" + Path.of("jvm.options").toAbsolutePath()),
                    Path.of("target", "classes").toAbsolutePath()
                            + File.pathSeparator
                            + Files.readString(Path.of("target", "classpath.txt"))
                                    .strip(),
                    Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
