package org.soilcast.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.rejects.Rejection;

class AgencyFolderTest {
    private static final int FILES = 3_000;

    @TempDir
    private Path folder;

    /** A file that is given its name while the folder is looked at is there the next time, and is no failure. */
    @Test
    @Timeout(120)
    void filesMayComeWhileItIsLookedAt() throws Exception {
        var looked = new AgencyFolder(folder, DomainFile.read("conus_m36"), Optional.empty());
        CompletableFuture<Void> coming = CompletableFuture.runAsync(this::comeAndGo);
        while (!coming.isDone()) {
            looked.look(false);
        }
        coming.get();
        looked.look(false);
        assertThat(looked.rejected()).extracting(Rejection::file).contains("file.h5");
    }

    private void comeAndGo() {
        Path part = folder.resolve("file.h5.part");
        try {
            for (int i = 0; i < FILES; i++) {
                Files.writeString(part, "no granule " + i);
                Files.move(part, folder.resolve("file.h5"), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLinkToAboveIsNotFollowedForEver() throws Exception {
        Files.createSymbolicLink(folder.resolve("above"), folder);
        Files.writeString(folder.resolve("notes.txt"), "no granule");
        var looked = new AgencyFolder(folder, DomainFile.read("conus_m36"), Optional.empty());
        looked.look(false);
        assertThat(looked.rejected()).extracting(Rejection::file).containsExactly("notes.txt");
    }
}
