package org.soilcast.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
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

    @Test
    void theNewestHasTheHighestNumberWhateverTheTimesOfItsFiles() throws IOException {
        write("checkpoints/a/chk-9", 9, 3_000);
        Path newest = write("savepoints/savepoint-a", 10, 1_000);
        write("checkpoints/a/chk-8", 8, 2_000);
        assertThat(new CheckpointFolder(folder).newest()).contains(newest);
    }

    @Test
    void oneWithoutMetadataIsNotComplete() throws IOException {
        Path complete = write("checkpoints/a/chk-1", 1, 1_000);
        Files.createDirectories(folder.resolve("checkpoints/a/chk-2"));
        assertThat(new CheckpointFolder(folder).newest()).contains(complete);
    }

    @Test
    void theNewestThreeAreKept() throws IOException {
        Path first = write("checkpoints/a/chk-1", 1, 4_000);
        Path second = write("checkpoints/a/chk-2", 2, 1_000);
        Path third = write("savepoints/savepoint-a", 3, 1_000);
        Path fourth = write("checkpoints/b/chk-4", 4, 1_000);
        new CheckpointFolder(folder).keepNewest(3);
        assertThat(first).doesNotExist();
        assertThat(List.of(second, third, fourth)).allMatch(Files::exists);
    }

    @Test
    void stateOfAnEarlierReleaseIsRefusedInOneLineThatSaysWhatToDo() throws IOException {
        Path current = write(
                "checkpoints/a/chk-1",
                1,
                1_000,
                new OperatorState("gate", "bundle-gate", new OperatorID(1, 2), 1, 1),
                new OperatorState("land", "land-days", new OperatorID(3, 4), 2, InferenceConfig.MAX_PARALLELISM));
        Path earlier = write(
                "checkpoints/a/chk-2", 2, 1_000, new OperatorState("land", "land-model", new OperatorID(5, 6), 2, 128));
        var checkpoints = new CheckpointFolder(folder);
        checkpoints.requireReadable(current);
        assertThatThrownBy(() -> checkpoints.requireReadable(earlier))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("delete this folder")
                .message()
                .doesNotContain("\n");
    }

    private Path write(String name, long number, long modifiedMs, OperatorState... operators) throws IOException {
        Path metadata = Files.createDirectories(folder.resolve(name)).resolve("_metadata");
        try (var out = Files.newOutputStream(metadata)) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(number, List.of(operators), List.of()), out);
        }
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(modifiedMs));
        return metadata.getParent().toAbsolutePath();
    }

    private static String flinkPath(String address) {
        return new org.apache.flink.core.fs.Path(address).getPath();
    }
}
