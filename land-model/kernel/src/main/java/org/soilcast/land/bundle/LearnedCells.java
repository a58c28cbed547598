package org.soilcast.land.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Which cells of a domain a bundle has learned from: their keys, so that it can be told whatever other cells the domain
 * has by then.
 *
 * @param domain name of the domain; keys of another one mean other cells
 * @param keys Base64 of the zlib stream of the sorted keys, UTF-8, a line feed between two; some two bytes a key
 */
public record LearnedCells(String domain, String keys) {
    private static final int LONGEST_BYTES = 1 << 26;

    public LearnedCells {
        BundleManifest.checkedName(domain);
        unpacked(keys);
    }

    /** Notes the keys of the cells learned from; keys have no line feed. */
    public static LearnedCells of(String domain, Collection<String> keys) {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new DeflaterOutputStream(bytes)) {
            packed.write(String.join("\n", new TreeSet<>(keys)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return new LearnedCells(domain, Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    /** Those of a domain's cells that were learned from; none of another domain's. */
    public Set<String> among(String otherDomain, Collection<String> cells) {
        Set<String> learned = new TreeSet<>(cells);
        learned.retainAll(otherDomain.equals(domain) ? unpacked(keys) : Set.of());
        return learned;
    }

    private static Set<String> unpacked(String keys) {
        byte[] packed = Base64.getDecoder().decode(keys);
        try (var bytes = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            byte[] read = bytes.readNBytes(LONGEST_BYTES + 1);
            if (read.length > LONGEST_BYTES) {
                throw new IllegalArgumentException(
                        "the keys of the learned cells are more than " + LONGEST_BYTES + " bytes");
            }
            String text = new String(read, StandardCharsets.UTF_8);
            return text.isEmpty() ? Set.of() : Set.of(text.split("\n"));
        } catch (IOException e) {
            throw new IllegalArgumentException("the keys of the learned cells are no zlib stream", e);
        }
    }
}
