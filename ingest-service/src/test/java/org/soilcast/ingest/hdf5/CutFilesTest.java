package org.soilcast.ingest.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.Retrieval;
import org.soilcast.ingest.source.SourceFile;

/** A file that has lost its end is refused, or is what it was: what is gone is not what was never written. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the granules")
class CutFilesTest {
    private static final String GRANULE = "REBUILT_SMAP_L3_SM_P_20150711_R00000_001.h5";
    private static final int CUTS = 20;

    @TempDir
    private Path folder;

    @Test
    void nothingIsReadInPlaceOfWhatIsGone() throws IOException {
        Path whole = Path.of(System.getenv("SOILCAST_DATA"), "smap_granule", GRANULE);
        byte[] bytes = Files.readAllBytes(whole);
        List<Retrieval> expected = retrievals(whole);
        assertThat(expected).isNotEmpty();
        int refused = 0;
        for (int cut = 1; cut < CUTS; cut++) {
            int length = (int) ((long) bytes.length * cut / CUTS);
            Path file = Files.write(folder.resolve("cut-" + cut + ".h5"), Arrays.copyOf(bytes, length));
            try {
                assertThat(retrievals(file))
                        .as("%d of %d bytes", length, bytes.length)
                        .isEqualTo(expected);
            } catch (InputException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static List<Retrieval> retrievals(Path path) {
        try (SourceFile file = SourceFiles.open(path)) {
            return file.retrievals();
        }
    }
}
