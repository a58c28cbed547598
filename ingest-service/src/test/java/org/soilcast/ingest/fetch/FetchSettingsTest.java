package org.soilcast.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.rejects.InputException;

class FetchSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void aTokenInTheFileItselfIsRefusedWithoutShowingIt() throws Exception {
        Path file = Files.writeString(folder.resolve("sources.yaml"), "token: eyJhbGciOi.secret\nsources: []\n");
        assertThatThrownBy(() -> FetchSettings.read(file.toString()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("belongs in a file of its own")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
