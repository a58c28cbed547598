package org.soilcast.ops.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportDifferenceTest {
    private static final String HEADER = "cell,date,surface_mean,revision,quality\n";

    @TempDir
    private Path folder;

    private ExportDifference between(String one, String other) throws IOException {
        return ExportDifference.between(
                Files.writeString(folder.resolve("one"), HEADER + one),
                Files.writeString(folder.resolve("other"), HEADER + other));
    }

    @Test
    void revisionsAreCountedAndNothingElseMayDiffer() throws IOException {
        assertThat(between(
                        "1,2015-04-01,0.2,1,0\n2,2015-04-01,0.2,1,0\n", "1,2015-04-01,0.2,1,0\n2,2015-04-01,0.2,2,0\n"))
                .satisfies(same -> {
                    assertThat(same.isNone()).isTrue();
                    assertThat(same.rows()).isEqualTo(2);
                    assertThat(same.otherRevisions()).isEqualTo(1);
                });
        assertThat(between("1,2015-04-01,0.2,1,0\n", "1,2015-04-01,0.2,1,4\n").first())
                .contains("1,2015-04-01,0.2,1,0 and 1,2015-04-01,0.2,1,4");
        assertThat(between("1,2015-04-01,0.2,1,0\n", "1,2015-04-01,0.3,1,0\n").isNone())
                .isFalse();
    }

    @Test
    void aMissingRowIsADifference() throws IOException {
        assertThat(between("1,2015-04-01,0.2,1,0\n", "").first()).contains("1,2015-04-01,0.2,1,0 and nothing");
    }
}
