package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.network.BundleKeys;
import org.soilcast.land.network.BundleSignature;
import org.soilcast.land.network.ParameterBundle;

class BundleFileTest {
    @TempDir
    Path folder;

    private ParameterBundle bundle;
    private Path file;

    @BeforeEach
    void write() throws Exception {
        bundle = BundleSignature.sign(
                SmallDomain.bundle(2, SmallDomain.tileModels(2)),
                BundleKeys.inFolder(folder.resolve("own")).getPrivate());
        file = folder.resolve("bundle");
        BundleFile.write(file, bundle);
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(BundleFile.read(file, Optional.empty()).hasNetworkOf(bundle)).isTrue();
        assertThat(BundleFile.read(file, Optional.of(key("own"))).hasNetworkOf(bundle))
                .isTrue();
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
        refused(Optional.empty(), "cannot read bundle");
    }

    private Path key(String owner) {
        return folder.resolve(owner).resolve(BundleKeys.PUBLIC_FILE);
    }

    private void refused(Optional<Path> key, String reason) {
        assertThatThrownBy(() -> BundleFile.read(file, key))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
    }
}
