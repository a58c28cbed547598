package org.soilcast.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.soilcast.land.network.BundleCodec;
import org.soilcast.land.network.BundleKeys;
import org.soilcast.land.network.BundleSignature;
import org.soilcast.land.network.Decoded;
import org.soilcast.land.network.ParameterBundle;

/**
 * A bundle in a file of its own, as {@code soilcast train} writes it and {@code soilcast run} takes it. It has no
 * tile-models: each domain makes its own.
 *
 * <p>Whoever names the file on the command line vouches for it, as for a program; digests show damage, and with a
 * public key given, its signature must be by that key's owner. On the topic all is signed by the state's own key.
 */
final class BundleFile {
    private BundleFile() {}

    /** Writes beside its place, then renames: the file is whole or not there. */
    static void write(Path file, ParameterBundle signed) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.write(unfinished, BundleCodec.encode(signed));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads and verifies.
     *
     * @param key file of the public key that must have signed; empty to trust the file
     * @throws CommandFailure with one line that says what is wrong
     */
    static ParameterBundle read(Path file, Optional<Path> key) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot read bundle " + file + ": " + e.getClass().getSimpleName());
        }
        Decoded decoded = BundleCodec.decode(bytes);
        if (decoded instanceof Decoded.Refused refused) {
            throw new CommandFailure("bundle " + file + " is not usable: " + refused.reason());
        }
        ParameterBundle bundle = ((Decoded.Accepted) decoded).bundle();
        try {
            if (key.isPresent() && !BundleSignature.verify(bundle, BundleKeys.readPublic(key.get()))) {
                throw new CommandFailure("bundle " + file + " is not signed by the owner of " + key.get());
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
        return bundle;
    }
}
