package org.soilcast.land.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.soilcast.land.bundle.ManifestJson.Contents;
import org.soilcast.land.bundle.ManifestJson.TensorEntry;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;

/**
 * The bytes of a bundle. Nothing in them is executable. All integers and floats are little-endian:
 *
 * <pre>
 *   offset  length
 *   0       4      magic "SCB1"
 *   4       4      length M of the manifest
 *   8       4      length T of the tensors, a multiple of 4
 *   12      4      length S of the signature, 0 or 64
 *   16      32     SHA-256 of bytes 0..15 followed by bytes 48..end: any damage is seen
 *   48      M      manifest, JSON in UTF-8
 *   48+M    T      tensors, 32-bit floats, one after another in the manifest's order
 *   48+M+T  S      Ed25519 signature of the manifest, which holds the SHA-256 of every tensor
 * </pre>
 *
 * <p>Tensors are {@code scaling.mean} [input], {@code scaling.standard_deviation} [input], then those of
 * {@link NetworkShape#tensors()}, then those of {@link BundleSections} by name. The encoding is canonical: what {@link #decode} accepts, {@link #encode} writes again
 * byte for byte.
 */
public final class BundleCodec {
    /** Longest bundle, bytes: the limit of the topic. */
    public static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final byte[] MAGIC = "SCB1".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_OFFSET = 16;
    private static final int HEADER_BYTES = 48;

    private BundleCodec() {}

    /**
     * The bytes of a bundle.
     *
     * @throws IllegalArgumentException if they would be more than {@link #MOST_BYTES}
     */
    public static byte[] encode(ParameterBundle bundle) {
        List<byte[]> tensors = tensorBytes(bundle);
        byte[] manifest = manifestBytes(bundle, tensors);
        byte[] signature = bundle.signature();
        long tensorLength = tensors.stream().mapToLong(tensor -> tensor.length).sum();
        long length = HEADER_BYTES + (long) manifest.length + tensorLength + signature.length;
        if (length > MOST_BYTES) {
            throw new IllegalArgumentException("a bundle has at most " + MOST_BYTES + " bytes, this one " + length);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).putInt(manifest.length).putInt((int) tensorLength).putInt(signature.length);
        buffer.position(HEADER_BYTES).put(manifest);
        tensors.forEach(buffer::put);
        buffer.put(signature);
        byte[] bytes = buffer.array();
        System.arraycopy(integrityDigest(bytes), 0, bytes, DIGEST_OFFSET, HEADER_BYTES - DIGEST_OFFSET);
        return bytes;
    }

    /** The bytes that a signature signs: the manifest, which binds all tensors and tile-models by their digests. */
    public static byte[] signedBytes(ParameterBundle bundle) {
        return manifestBytes(bundle, tensorBytes(bundle));
    }

    /** Reads a bundle; whatever the bytes are, the answer is a bundle or a reason, never an exception. */
    public static Decoded decode(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return new Decoded.Refused("expected at most " + MOST_BYTES + " bytes, found " + bytes.length);
        }
        if (bytes.length < HEADER_BYTES) {
            return new Decoded.Refused(
                    "truncated: expected a header of " + HEADER_BYTES + " bytes, found " + bytes.length);
        }
        if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return new Decoded.Refused("the magic is not SCB1");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int manifestLength = header.getInt(4);
        int tensorLength = header.getInt(8);
        int signatureLength = header.getInt(12);
        if (manifestLength < 0 || tensorLength < 0 || signatureLength < 0) {
            return new Decoded.Refused("a length is beyond " + MOST_BYTES + " bytes");
        }
        long length = HEADER_BYTES + (long) manifestLength + tensorLength + signatureLength;
        if (length != bytes.length) {
            return new Decoded.Refused("truncated or extended: expected " + length + " bytes, found " + bytes.length);
        }
        if (!Arrays.equals(
                bytes, DIGEST_OFFSET, HEADER_BYTES, integrityDigest(bytes), 0, HEADER_BYTES - DIGEST_OFFSET)) {
            return new Decoded.Refused("the digest of the container does not match");
        }
        int tensorsAt = HEADER_BYTES + manifestLength;
        int signatureAt = tensorsAt + tensorLength;
        byte[] manifest = Arrays.copyOfRange(bytes, HEADER_BYTES, tensorsAt);
        try {
            ParameterBundle bundle = bundle(
                            ManifestJson.read(manifest), Arrays.copyOfRange(bytes, tensorsAt, signatureAt))
                    .withSignature(Arrays.copyOfRange(bytes, signatureAt, bytes.length));
            if (!Arrays.equals(signedBytes(bundle), manifest)) {
                return new Decoded.Refused("the manifest is not in its canonical form");
            }
            return new Decoded.Accepted(bundle);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return new Decoded.Refused("the bundle is malformed: " + e.getMessage());
        }
    }

    private static ParameterBundle bundle(Contents contents, byte[] tensors) {
        int inputs = contents.inputs().size();
        NetworkShape shape = new NetworkShape(inputs, contents.hiddenWidths(), contents.members());
        List<NetworkShape.TensorShape> expected = networkTensors(shape);
        int ofNetwork = expected.size();
        List<TensorEntry> entries = contents.tensors();
        for (TensorEntry more : entries.subList(Math.min(expected.size(), entries.size()), entries.size())) {
            expected.add(new NetworkShape.TensorShape(more.name(), more.dimensions()));
        }
        if (entries.size() != expected.size()) {
            throw new IllegalArgumentException("expected " + expected.size() + " tensors, found " + entries.size());
        }
        long length = 0;
        for (NetworkShape.TensorShape tensor : expected) {
            length = Math.addExact(length, Math.multiplyExact(4, tensor.size()));
        }
        if (length != tensors.length) {
            throw new IllegalArgumentException("expected " + length + " bytes of tensors, found " + tensors.length);
        }
        List<float[]> values = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < expected.size(); i++) {
            NetworkShape.TensorShape tensor = expected.get(i);
            TensorEntry entry = entries.get(i);
            if (!entry.name().equals(tensor.name()) || !entry.dimensions().equals(tensor.dimensions())) {
                throw new IllegalArgumentException("expected tensor " + tensor.name() + tensor.dimensions() + ", found "
                        + entry.name() + entry.dimensions());
            }
            byte[] bytes = Arrays.copyOfRange(tensors, offset, offset + 4 * (int) tensor.size());
            if (!entry.sha256().equals(sha256(bytes))) {
                throw new IllegalArgumentException("the digest of tensor " + tensor.name() + " does not match");
            }
            float[] floats = new float[(int) tensor.size()];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(floats);
            values.add(floats);
            offset += bytes.length;
        }
        return new ParameterBundle(
                        contents.manifest(),
                        new InputScaling(contents.inputs(), values.get(0), values.get(1)),
                        new NetworkWeights(shape, values.subList(2, ofNetwork)))
                .withSections(sections(
                        expected.subList(ofNetwork, expected.size()), values.subList(ofNetwork, values.size())));
    }

    private static BundleSections sections(List<NetworkShape.TensorShape> shapes, List<float[]> values) {
        SortedMap<String, BundleSections.Tensor> tensors = new TreeMap<>();
        for (int i = 0; i < shapes.size(); i++) {
            tensors.put(
                    shapes.get(i).name(),
                    new BundleSections.Tensor(shapes.get(i).dimensions(), values.get(i)));
        }
        return BundleSections.of(tensors);
    }

    private static List<NetworkShape.TensorShape> networkTensors(NetworkShape shape) {
        List<NetworkShape.TensorShape> tensors = new ArrayList<>();
        tensors.add(new NetworkShape.TensorShape("scaling.mean", List.of(shape.inputs())));
        tensors.add(new NetworkShape.TensorShape("scaling.standard_deviation", List.of(shape.inputs())));
        tensors.addAll(shape.tensors());
        return tensors;
    }

    private static List<byte[]> tensorBytes(ParameterBundle bundle) {
        List<float[]> values = new ArrayList<>();
        values.add(bundle.scaling().means());
        values.add(bundle.scaling().standardDeviations());
        values.addAll(bundle.weights().tensors());
        bundle.sections().tensors().values().forEach(tensor -> values.add(tensor.values()));
        List<byte[]> bytes = new ArrayList<>();
        for (float[] tensor : values) {
            ByteBuffer buffer = ByteBuffer.allocate(4 * tensor.length).order(ByteOrder.LITTLE_ENDIAN);
            buffer.asFloatBuffer().put(tensor);
            bytes.add(buffer.array());
        }
        return bytes;
    }

    private static byte[] manifestBytes(ParameterBundle bundle, List<byte[]> tensorBytes) {
        NetworkShape shape = bundle.weights().shape();
        List<NetworkShape.TensorShape> tensors = networkTensors(shape);
        bundle.sections()
                .tensors()
                .forEach((name, tensor) -> tensors.add(new NetworkShape.TensorShape(name, tensor.dimensions())));
        List<TensorEntry> entries = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            entries.add(
                    new TensorEntry(tensors.get(i).name(), tensors.get(i).dimensions(), sha256(tensorBytes.get(i))));
        }
        return ManifestJson.write(new Contents(
                bundle.manifest(), bundle.scaling().names(), shape.hiddenWidths(), shape.members(), entries));
    }

    private static byte[] integrityDigest(byte[] bytes) {
        MessageDigest digest = sha256();
        digest.update(bytes, 0, DIGEST_OFFSET);
        digest.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        return digest.digest();
    }

    /** SHA-256, 64 hexadecimal digits: the form of all digests in a manifest. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
