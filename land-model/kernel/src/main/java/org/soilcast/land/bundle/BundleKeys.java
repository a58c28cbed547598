package org.soilcast.land.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * Key files of bundle signatures: the private key as PKCS#8 PEM, the public key as X.509 PEM (RFC 8410), as
 * {@code openssl genpkey -algorithm ED25519} and {@code openssl pkey -pubout} write them. No message or cause of an
 * exception holds anything of a key.
 */
public final class BundleKeys {
    /** File of the private key in a folder of {@link #inFolder}; only its owner may read it. */
    public static final String PRIVATE_FILE = "bundle-private.pem";
    /** File of the public key in a folder of {@link #inFolder}. */
    public static final String PUBLIC_FILE = "bundle-public.pem";

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int MOST_BYTES = 4096;

    private BundleKeys() {}

    /**
     * Reads a public key.
     *
     * @throws IllegalArgumentException if the file cannot be read or is not an X.509 PEM of an Ed25519 key
     */
    public static PublicKey readPublic(Path file) {
        try {
            return factory().generatePublic(new X509EncodedKeySpec(decoded(file, PUBLIC)));
        } catch (GeneralSecurityException e) {
            throw unfit(file, PUBLIC);
        }
    }

    /**
     * Reads a key pair.
     *
     * @throws IllegalArgumentException if a file cannot be read or is not an Ed25519 key of its kind, or if they do not
     *     belong together
     */
    public static KeyPair readPair(Path privateFile, Path publicFile) {
        PublicKey publicKey = readPublic(publicFile);
        PrivateKey privateKey = readPrivate(privateFile);
        byte[] probe = "soilcast".getBytes(StandardCharsets.US_ASCII);
        if (!BundleSignature.verify(probe, BundleSignature.sign(probe, privateKey), publicKey)) {
            throw new IllegalArgumentException(publicFile + " is not the public key of " + privateFile);
        }
        return new KeyPair(publicKey, privateKey);
    }

    /**
     * The key pair of a folder, which is made when the folder is missing. The folder appears with both files in it or
     * not at all, so a process that is killed while it makes them leaves nothing half done.
     *
     * @throws IllegalArgumentException as {@link #readPair}
     */
    public static KeyPair inFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            try {
                create(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot create " + folder, e);
            }
        }
        return readPair(folder.resolve(PRIVATE_FILE), folder.resolve(PUBLIC_FILE));
    }

    private static void create(Path folder) throws IOException {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished.resolve(PRIVATE_FILE));
        Files.deleteIfExists(unfinished.resolve(PUBLIC_FILE));
        Files.deleteIfExists(unfinished);
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(unfinished, PosixFilePermissions.asFileAttribute(permissions("rwx------")));
        KeyPair pair = generate();
        write(unfinished.resolve(PRIVATE_FILE), PRIVATE, pair.getPrivate(), "rw-------");
        write(unfinished.resolve(PUBLIC_FILE), PUBLIC, pair.getPublic(), "rw-r--r--");
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A new key pair. */
    static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(BundleSignature.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    private static void write(Path file, String kind, Key key, String permissions) throws IOException {
        String pem =
                begin(kind) + "\n" + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n" + end(kind) + "\n";
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(permissions(permissions)))) {
            channel.write(ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    private static PrivateKey readPrivate(Path file) {
        try {
            return factory().generatePrivate(new PKCS8EncodedKeySpec(decoded(file, PRIVATE)));
        } catch (GeneralSecurityException e) {
            throw unfit(file, PRIVATE);
        }
    }

    private static byte[] decoded(Path file, String kind) {
        String pem;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unfit(file, kind);
            }
            pem = Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read key file " + file + ": " + e.getClass().getSimpleName());
        }
        if (!pem.startsWith(begin(kind)) || !pem.endsWith(end(kind))) {
            throw unfit(file, kind);
        }
        try {
            String body =
                    pem.substring(begin(kind).length(), pem.length() - end(kind).length());
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw unfit(file, kind);
        }
    }

    private static IllegalArgumentException unfit(Path file, String kind) {
        return new IllegalArgumentException(
                "key file " + file + ": expected PEM with one Ed25519 " + kind + ", found something else");
    }

    private static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance(BundleSignature.ALGORITHM);
    }

    private static Set<PosixFilePermission> permissions(String text) {
        return PosixFilePermissions.fromString(text);
    }

    private static String begin(String kind) {
        return "-----BEGIN " + kind + "-----";
    }

    private static String end(String kind) {
        return "-----END " + kind + "-----";
    }
}
