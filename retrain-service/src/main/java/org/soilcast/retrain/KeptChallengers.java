package org.soilcast.retrain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleFile;
import org.soilcast.land.bundle.BundleSignature;
import org.soilcast.land.bundle.Decoded;
import org.soilcast.land.bundle.ParameterBundle;

/** Challengers in files: those that were refused, to be looked into, and those in their shadow stage. */
final class KeptChallengers {
    private final Path folder;
    private final PrivateKey key;

    /**
     * @param folder for the files; created when missing
     * @param key signs them
     */
    KeptChallengers(Path folder, PrivateKey key) {
        this.folder = folder;
        this.key = key;
    }

    void refused(ParameterBundle challenger, LocalDate cut) {
        keep("refused", challenger, cut);
    }

    /** Keeps one that is to run beside the version in force. */
    void shadow(ParameterBundle challenger, LocalDate cut) {
        keep("shadow", challenger, cut);
    }

    /** The shadow of this cut; empty where there is none with this digest. */
    Optional<ParameterBundle> shadow(LocalDate cut, String networkSha256) {
        Path file = file("shadow", cut);
        if (!Files.exists(file) || !(BundleFile.read(file, Optional.empty()) instanceof Decoded.Accepted accepted)) {
            return Optional.empty();
        }
        return Optional.of(accepted.bundle())
                .filter(bundle -> networkSha256(bundle).equals(networkSha256));
    }

    /** SHA-256 of weights and sections: what two trainings of the same days have in common, whenever they were. */
    static String networkSha256(ParameterBundle bundle) {
        var all = new ByteArrayOutputStream();
        for (float[] tensor : bundle.weights().tensors()) {
            ByteBuffer bytes = ByteBuffer.allocate(tensor.length * Float.BYTES);
            bytes.asFloatBuffer().put(tensor);
            all.writeBytes(bytes.array());
        }
        all.writeBytes(bundle.sections().bytes());
        return BundleCodec.sha256(all.toByteArray());
    }

    private void keep(String why, ParameterBundle challenger, LocalDate cut) {
        try {
            Files.createDirectories(folder);
            BundleFile.write(file(why, cut), BundleSignature.sign(challenger, key));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the challenger in " + file(why, cut), e);
        }
    }

    private Path file(String why, LocalDate cut) {
        return folder.resolve(String.format(Locale.ROOT, "%s-%s.bundle", why, cut));
    }
}
