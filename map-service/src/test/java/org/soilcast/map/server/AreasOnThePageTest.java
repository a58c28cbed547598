package org.soilcast.map.server;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Screenshots are left in {@code target/page}. */
class AreasOnThePageTest {
    @TempDir
    Path folder;

    @Test
    void areasTheirAlertsAndDecisionsAreShownAsTheApiHasThem() throws Exception {
        try (var stations = ServedStore.stations(folder)) {
            BrowserScript.run(
                    "areas.mjs",
                    stations.uri("/").toString(),
                    Path.of("target", "page").toAbsolutePath().toString());
        }
    }
}
