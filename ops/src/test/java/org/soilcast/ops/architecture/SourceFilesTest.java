package org.soilcast.ops.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sizes and names of the source files of all modules, tests among them, as they lie on disk. */
class SourceFilesTest {
    private static final int MOST_LINES = 249;
    /** The modules lie beside this one, which tests run in; the land model's one level down. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static List<Path> sources = List.of();

    @BeforeAll
    static void findSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> ROOT.relativize(file).toString().matches("([^/]+/){1,2}src/(main|test)/java/.*"))
                    .toList();
        }
        assertThat(sources)
                .as("source files under " + ROOT)
                .contains(Path.of("src/test/java/org/soilcast/ops/architecture/SourceFilesTest.java")
                        .toAbsolutePath());
    }

    @Test
    void filesAreShort() throws IOException {
        var linesByFile = new TreeMap<Path, Integer>();
        for (Path source : sources) {
            linesByFile.put(ROOT.relativize(source), Files.readAllLines(source).size());
        }
        linesByFile.values().removeIf(lines -> lines <= MOST_LINES);
        assertThat(linesByFile).as("files of more than %d lines", MOST_LINES).isEmpty();
    }

    @Test
    void namesTellWhatIsThere() {
        assertThat(sources.stream().map(ROOT::relativize))
                .as("files whose name or package says nothing")
                .noneMatch(source -> Stream.of(
                                source.toString().replace(".java", "").split("/"))
                        .flatMap(SourceNames::words)
                        .anyMatch(SourceNames::isVague));
    }
}
