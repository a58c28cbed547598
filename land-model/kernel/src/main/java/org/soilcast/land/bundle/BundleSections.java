package org.soilcast.land.bundle;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a bundle carries besides the network: named sections of named tensors, all optional. What they mean is the business
 * of those who read them; a bundle without a section is as good as any, and its readers do without. Immutable.
 */
public final class BundleSections {
    /** A section, a dot, and names of letters, digits and underscores with dots between them. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*(\\.[a-z0-9_]+)+");

    private static final Pattern TAKEN = Pattern.compile("(scaling|member)\\b.*");

    private static final BundleSections NONE = new BundleSections(new TreeMap<>());

    private final SortedMap<String, Tensor> tensors; // by section.name

    /**
     * Finite numbers with their dimensions, row-major.
     *
     * @param dimensions each at least 1
     */
    public record Tensor(List<Integer> dimensions, float[] values) {
        public Tensor {
            dimensions = List.copyOf(dimensions);
            long size = 1;
            for (int dimension : dimensions) {
                size = dimension < 1 ? -1 : Math.multiplyExact(size, dimension);
            }
            if (size != values.length) {
                throw new IllegalArgumentException("a tensor of " + dimensions + " has " + values.length + " values");
            }
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException("a tensor holds " + value);
                }
            }
        }

        /** A row of numbers. */
        public static Tensor of(float... values) {
            return new Tensor(List.of(values.length), values);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tensor tensor
                    && dimensions.equals(tensor.dimensions)
                    && Arrays.equals(values, tensor.values);
        }

        @Override
        public int hashCode() {
            return 31 * dimensions.hashCode() + Arrays.hashCode(values);
        }
    }

    private BundleSections(SortedMap<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableSortedMap(tensors);
    }

    /** No section. */
    public static BundleSections none() {
        return NONE;
    }

    /** Sections by the full names of their tensors. */
    static BundleSections of(SortedMap<String, Tensor> tensors) {
        tensors.keySet().forEach(BundleSections::requireName);
        return new BundleSections(new TreeMap<>(tensors));
    }

    private static void requireName(String name) {
        if (name.length() > 200
                || !NAME.matcher(name).matches()
                || TAKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("no tensor of a section can be named " + name);
        }
    }

    /**
     * The same with one section more, or another one in place of it.
     *
     * @param section its name, in lower case
     * @param named its tensors
     */
    public BundleSections with(String section, SortedMap<String, Tensor> named) {
        SortedMap<String, Tensor> all = new TreeMap<>(tensors);
        all.keySet().removeIf(name -> name.startsWith(section + "."));
        named.forEach((name, tensor) -> all.put(section + "." + name, tensor));
        return of(all);
    }

    /** The tensors of a section by their names in it; empty where the bundle has none of it. */
    public SortedMap<String, Tensor> section(String section) {
        SortedMap<String, Tensor> own = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(section + ".")) {
                own.put(name.substring(section.length() + 1), tensor);
            }
        });
        return own;
    }

    /** All sections in bytes: number of tensors; of each its name, number of dimensions, these, and its values. */
    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(tensors.size());
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                out.writeUTF(tensor.getKey());
                out.writeInt(tensor.getValue().dimensions().size());
                for (int dimension : tensor.getValue().dimensions()) {
                    out.writeInt(dimension);
                }
                ByteBuffer values = ByteBuffer.allocate(tensor.getValue().values().length * Float.BYTES);
                values.asFloatBuffer().put(tensor.getValue().values());
                out.write(values.array());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes every byte", e);
        }
        return bytes.toByteArray();
    }

    /** The sections of {@link #bytes}. */
    public static BundleSections ofBytes(byte[] bytes) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (int left = in.getInt(); left > 0; left--) {
            var name = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(name);
            List<Integer> dimensions = new ArrayList<>();
            int size = 1;
            for (int dimension = in.getInt(); dimension > 0; dimension--) {
                dimensions.add(in.getInt());
                size *= dimensions.get(dimensions.size() - 1);
            }
            var values = new float[size];
            in.asFloatBuffer().get(values);
            in.position(in.position() + size * Float.BYTES);
            tensors.put(new String(name, StandardCharsets.UTF_8), new Tensor(dimensions, values));
        }
        return of(tensors);
    }

    /** All tensors by their full names. */
    SortedMap<String, Tensor> tensors() {
        return tensors;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BundleSections sections && tensors.equals(sections.tensors);
    }

    @Override
    public int hashCode() {
        return tensors.hashCode();
    }
}
