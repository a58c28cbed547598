package org.soilcast.inference.operators;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.BundleSignature;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;

/** Small bundles for tests, signed by a key of this run. */
final class SignedBundles {
    static final List<String> INPUTS = List.of("sand_percent", "clay_percent");
    static final LocalDate FIRST_DAY = LocalDate.parse("2015-04-01");
    static final KeyPair KEYS = keys();

    private static final int HEADER_BYTES = 48;

    private SignedBundles() {}

    static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An unsigned bundle that replaces the version before it, and begins 20 days later than that. */
    static ParameterBundle unsigned(int version, Map<Integer, String> tileModelDigests) {
        var manifest = new BundleManifest(
                version,
                version == 1 ? OptionalInt.empty() : OptionalInt.of(version - 1),
                Instant.parse("2026-11-21T09:00:00Z"),
                FIRST_DAY.plusDays(20L * (version - 1)),
                Optional.empty(),
                new TreeMap<>(Map.of("archive", "ab".repeat(32))),
                new TreeMap<>(),
                new TreeMap<>(tileModelDigests));
        var scaling = new InputScaling(INPUTS, new float[] {40, 20}, new float[] {20, 10});
        var shape = new NetworkShape(INPUTS.size(), List.of(4), 1);
        return new ParameterBundle(manifest, scaling, NetworkWeights.untrained(shape));
    }

    static byte[] signed(ParameterBundle bundle, KeyPair keys) {
        return BundleCodec.encode(BundleSignature.sign(bundle, keys.getPrivate()));
    }

    static BundleInput input(int version, Map<Integer, String> tileModelDigests) {
        return new BundleInput(version - 1, version, signed(unsigned(version, tileModelDigests), KEYS));
    }

    static byte[] part(byte[] bundle, Part part) {
        ByteBuffer header = ByteBuffer.wrap(bundle).order(ByteOrder.LITTLE_ENDIAN);
        int from = HEADER_BYTES;
        for (Part before : Part.values()) {
            int length = header.getInt(4 * (1 + before.ordinal()));
            if (before == part) {
                return Arrays.copyOfRange(bundle, from, from + length);
            }
            from += length;
        }
        throw new IllegalStateException("no part " + part);
    }

    /** The parts of a bundle's bytes behind its header, in their order. */
    enum Part {
        MANIFEST,
        TENSORS,
        SIGNATURE
    }

    /** A container around the parts whose own digest is right, as a forger would make it. */
    static byte[] sealed(byte[] manifest, byte[] tensors, byte[] signature) {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + manifest.length + tensors.length + signature.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put("SCB1".getBytes(StandardCharsets.US_ASCII));
        buffer.putInt(manifest.length).putInt(tensors.length).putInt(signature.length);
        buffer.position(HEADER_BYTES).put(manifest).put(tensors).put(signature);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(buffer.array(), 0, 16);
            digest.update(buffer.array(), HEADER_BYTES, buffer.capacity() - HEADER_BYTES);
            buffer.position(16).put(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return buffer.array();
    }
}
