package org.soilcast.land.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFileTest {
    @TempDir
    Path folder;

    private ParameterBundle bundle;
    private Path file;

    @BeforeEach
    void write() throws Exception {
        ParameterBundle unsigned = BundleBytes.FIRST;
        bundle = BundleSignature.sign(
                unsigned, BundleKeys.inFolder(folder.resolve("own")).getPrivate());
        file = folder.resolve("bundle");
        BundleFile.write(file, bundle);
    }

    @Test
    void isReadAsItWasWritten() {
        for (Optional<Path> key : List.of(Optional.<Path>empty(), Optional.of(key("own")))) {
            assertThat(BundleFile.read(file, key))
                    .isInstanceOfSatisfying(
                            Decoded.Accepted.class,
                            read -> assertThat(read.bundle().hasNetworkOf(bundle))
                                    .isTrue());
        }
    }

    @Test
    void ofAnotherKeyIsRefused() {
        BundleKeys.inFolder(folder.resolve("other"));
        refused(Optional.of(key("other")), "is not signed by the owner");
        refused(Optional.of(folder.resolve("none")), "cannot read key file");
    }

    @Test
    void damagedIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        refused(Optional.empty(), "digest");
        Files.write(file, new byte[3]);
        refused(Optional.empty(), "truncated");
        Files.delete(file);
        refused(Optional.empty(), "cannot be read");
    }

    private Path key(String owner) {
        return folder.resolve(owner).resolve(BundleKeys.PUBLIC_FILE);
    }

    private void refused(Optional<Path> key, String reason) {
        assertThat(BundleFile.read(file, key))
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason).doesNotContain("\n"));
    }
}
