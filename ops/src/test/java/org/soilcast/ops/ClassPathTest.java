package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is on the class paths that the build writes for the shell command. */
class ClassPathTest {
    @Test
    void measuringAndTestingStayOffTheClassPathOfARun() throws IOException {
        assertThat(entries("target/classpath.txt"))
                .isNotEmpty()
                .noneMatch(entry -> entry.matches(".*(jmh|land-bench|land-model/bench|test-utils|junit|assertj).*"));
    }

    @Test
    void theBenchmarkHasAClassPathOfItsOwn() throws IOException {
        assertThat(entries("../land-model/bench/target/classpath.txt")).anyMatch(entry -> entry.contains("jmh-core"));
    }

    private static List<String> entries(String file) throws IOException {
        return List.of(Files.readString(Path.of(file)).strip().split(File.pathSeparator));
    }
}
