package org.soilcast.map.server;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridOnThePageTest {
    @TempDir
    Path folder;

    @Test
    void everyCellIsDrawnWhereItIsInTheLegendsColour() throws Exception {
        try (var grid = ServedStore.grid(folder)) {
            BrowserScript.run("grid.mjs", grid.uri("/").toString());
        }
    }
}
