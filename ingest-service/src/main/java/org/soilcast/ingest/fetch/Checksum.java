package org.soilcast.ingest.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A checksum as an agency states it.
 *
 * @param algorithm as Java names it
 * @param hexadecimal lower case
 */
record Checksum(String algorithm, String hexadecimal) {
    /**
     * A checksum by the names of the Unified Metadata Model (MD5, SHA-1, SHA-256, SHA-384, SHA-512); empty for algorithms that
     * no Java platform is sure to have, such as Adler-32.
     */
    static Optional<Checksum> of(String algorithm, String text) {
        String upper = algorithm.toUpperCase(Locale.ROOT);
        String known = upper.equals("SHA-2") ? "SHA-256" : upper;
        try {
            int length = MessageDigest.getInstance(known).getDigestLength();
            String hexadecimal = text.strip().toLowerCase(Locale.ROOT);
            return hexadecimal.matches("[0-9a-f]{" + 2 * length + "}")
                    ? Optional.of(new Checksum(known, hexadecimal))
                    : Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }

    /** Whether a file has it. */
    boolean isOf(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            try (var bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest()).equals(hexadecimal);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("there was " + algorithm + " a moment ago", e);
        }
    }
}
