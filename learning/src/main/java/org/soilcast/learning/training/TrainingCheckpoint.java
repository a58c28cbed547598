package org.soilcast.learning.training;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.BundleCodec;

/**
 * The file in which a training survives a kill: the identity of settings and data, then each member's state, then the
 * SHA-256 of all that, as text. It is replaced as a whole or not at all.
 */
final class TrainingCheckpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingCheckpoint.class);
    private static final int DIGEST_CHARACTERS = 64;

    private final Path file;
    private final String identity;

    /**
     * @param identity of the training, {@value #DIGEST_CHARACTERS} characters
     */
    TrainingCheckpoint(Path file, String identity) {
        this.file = file;
        this.identity = identity;
    }

    /** Replaces the file. */
    void write(List<MemberTraining> members) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(identity.getBytes(StandardCharsets.US_ASCII));
            for (MemberTraining member : members) {
                member.write(out);
            }
            out.write(BundleCodec.sha256(bytes.toByteArray()).getBytes(StandardCharsets.US_ASCII));
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.write(unfinished, bytes.toByteArray());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write checkpoint " + file, e);
        }
    }

    /** Puts the members where the file says; false, and nothing done, when it is not there or not of this training. */
    boolean restore(List<MemberTraining> members) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length - DIGEST_CHARACTERS;
            if (end < DIGEST_CHARACTERS
                    || !text(bytes, end).equals(BundleCodec.sha256(Arrays.copyOf(bytes, end)))
                    || !text(bytes, 0).equals(identity)) {
                LOG.warn("checkpoint {} is damaged or of another training: training begins anew", file);
                return false;
            }
            ByteBuffer states = ByteBuffer.wrap(bytes, DIGEST_CHARACTERS, end - DIGEST_CHARACTERS);
            for (MemberTraining member : members) {
                member.read(states);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read checkpoint " + file, e);
        }
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, DIGEST_CHARACTERS, StandardCharsets.US_ASCII);
    }
}
