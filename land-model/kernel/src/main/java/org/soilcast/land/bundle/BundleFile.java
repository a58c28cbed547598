package org.soilcast.land.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A bundle in a file of its own, as {@code soilcast train} writes it and {@code soilcast run} takes it. It has no
 * tile-models: each domain makes its own.
 *
 * <p>Whoever names the file on the command line vouches for it, as for a program; digests show damage, and with a
 * public key given, its signature must be by that key's owner. On the topic all is signed by the state's own key.
 */
public final class BundleFile {
    private BundleFile() {}

    /** Writes beside its place, then renames: the file is whole or not there. */
    public static void write(Path file, ParameterBundle signed) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.write(unfinished, BundleCodec.encode(signed));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads and verifies; the answer is the bundle or one line that says what is wrong.
     *
     * @param key file of the public key that must have signed; empty to trust the file
     */
    public static Decoded read(Path file, Optional<Path> key) {
        Decoded decoded;
        try {
            decoded = BundleCodec.decode(Files.readAllBytes(file));
        } catch (IOException e) {
            return new Decoded.Refused(
                    "the file cannot be read: " + e.getClass().getSimpleName());
        }
        if (decoded instanceof Decoded.Accepted accepted && key.isPresent()) {
            try {
                if (!BundleSignature.verify(accepted.bundle(), BundleKeys.readPublic(key.get()))) {
                    return new Decoded.Refused("it is not signed by the owner of " + key.get());
                }
            } catch (IllegalArgumentException e) {
                return new Decoded.Refused(String.valueOf(e.getMessage()));
            }
        }
        return decoded;
    }
}
