package org.soilcast.land.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleKeysTest {
    /** The example of RFC 8410, sections 10.1 and 10.3, as openssl writes such keys; no one's secret. */
    private static final String RFC_8410_PRIVATE = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC";

    private static final String RFC_8410_PUBLIC = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

    @TempDir
    Path folder;

    @Test
    void readsThePairThatRfc8410Shows() throws Exception {
        Path secret = pem("private.pem", "PRIVATE KEY", RFC_8410_PRIVATE);
        Path open = pem("public.pem", "PUBLIC KEY", RFC_8410_PUBLIC);
        KeyPair pair = BundleKeys.readPair(secret, open);
        assertThat(pair.getPublic()).isEqualTo(BundleKeys.readPublic(open));
    }

    @Test
    void aFolderGetsItsPairOnceAndOnlyTheOwnerReadsThePrivateKey() throws Exception {
        Path keys = folder.resolve("state").resolve("keys");
        KeyPair made = BundleKeys.inFolder(keys);
        KeyPair read = BundleKeys.inFolder(keys);
        assertThat(read.getPublic()).isEqualTo(made.getPublic());
        assertThat(read.getPrivate()).isEqualTo(made.getPrivate());
        assertThat(BundleKeys.readPublic(keys.resolve(BundleKeys.PUBLIC_FILE))).isEqualTo(made.getPublic());
        assertThat(permissions(keys)).isEqualTo("rwx------");
        assertThat(permissions(keys.resolve(BundleKeys.PRIVATE_FILE))).isEqualTo("rw-------");
        assertThat(folder.resolve("state"))
                .isDirectoryContaining("glob:**/keys")
                .isNotEmptyDirectory();
        try (var files = Files.list(folder.resolve("state"))) {
            assertThat(files).as("nothing unfinished").hasSize(1);
        }
    }

    @Test
    void aPairThatWasNotFinishedIsMadeAnew() throws Exception {
        Path unfinished = Files.createDirectory(folder.resolve("keys.unfinished"));
        Files.writeString(unfinished.resolve(BundleKeys.PRIVATE_FILE), "-----BEGIN PRIV");
        KeyPair made = BundleKeys.inFolder(folder.resolve("keys"));
        assertThat(BundleKeys.inFolder(folder.resolve("keys")).getPublic()).isEqualTo(made.getPublic());
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void keysThatDoNotBelongTogetherAreRefused() throws Exception {
        BundleKeys.inFolder(folder.resolve("a"));
        BundleKeys.inFolder(folder.resolve("b"));
        assertThatThrownBy(() -> BundleKeys.readPair(
                        folder.resolve("a").resolve(BundleKeys.PRIVATE_FILE),
                        folder.resolve("b").resolve(BundleKeys.PUBLIC_FILE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not the public key of");
    }

    @ParameterizedTest
    @ValueSource(strings = {RFC_8410_PRIVATE, "MC4CAQAw", "", "not base64 at all", RFC_8410_PUBLIC + RFC_8410_PUBLIC})
    void whatIsNotAPublicKeyIsRefusedWithoutBeingQuoted(String content) throws Exception {
        Path file = pem("key.pem", "PUBLIC KEY", content);
        assertThatThrownBy(() -> BundleKeys.readPublic(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage("key file " + file + ": expected PEM with one Ed25519 PUBLIC KEY, found something else");
    }

    @Test
    void aPrivateKeyInPlaceOfThePublicOneIsRefused() throws Exception {
        Path file = pem("key.pem", "PRIVATE KEY", RFC_8410_PRIVATE);
        assertThatThrownBy(() -> BundleKeys.readPublic(file)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BundleKeys.readPublic(folder.resolve("none.pem")))
                .hasMessageContaining("cannot read key file");
    }

    private Path pem(String name, String kind, String base64) throws Exception {
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
