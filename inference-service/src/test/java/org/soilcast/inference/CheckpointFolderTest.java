package org.soilcast.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
    @TempDir
    Path folder;

    /** Else checkpoints go to a folder of another name, and the next start finds none. */
    @Test
    void flinkWritesWhereTheNextStartLooks() {
        for (String name : new String[] {"plain", "a space", "Gr\u00fc\u00dfe", "100%25"}) {
            Path state = folder.resolve(name);
            var checkpoints = new CheckpointFolder(state);
            assertThat(flinkPath(checkpoints.checkpoints())).isEqualTo(state + "/checkpoints");
            assertThat(flinkPath(checkpoints.savepoints())).isEqualTo(state + "/savepoints");
        }
    }

    private static String flinkPath(String address) {
        return new org.apache.flink.core.fs.Path(address).getPath();
    }
}
