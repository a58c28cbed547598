package org.soilcast.land.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which cells of a domain a bundle has learned from: a bit for each cell of the domain, in the order of their sorted keys.
 * Exact whatever cells were chosen, and short: 1.5 million cells are 250 kB, where their keys would be ten megabytes. It
 * can be read only beside the same cells, so that it names their digest.
 *
 * @param domain name of the domain; keys of another one mean other cells
 * @param keysSha256 SHA-256, 64 hexadecimal digits, of the sorted keys of all its cells, UTF-8, a line feed between two
 * @param bits Base64 of the bits, cell 0 lowest in byte 0, without zero bytes at the end
 */
public record LearnedCells(String domain, String keysSha256, String bits) {
    public LearnedCells {
        BundleManifest.checkedName(domain);
        BundleManifest.checkDigest("the cells of " + domain, keysSha256);
        Base64.getDecoder().decode(bits); // refuses what is not Base64
    }

    /**
     * Notes which cells were learned from.
     *
     * @param cells keys of all cells of the domain
     * @param learned keys of those learned from
     */
    public static LearnedCells of(String domain, Collection<String> cells, Set<String> learned) {
        List<String> keys = cells.stream().sorted().toList();
        BitSet bits = IntStream.range(0, keys.size())
                .filter(i -> learned.contains(keys.get(i)))
                .collect(BitSet::new, BitSet::set, BitSet::or);
        return new LearnedCells(domain, digest(keys), Base64.getEncoder().encodeToString(bits.toByteArray()));
    }

    /**
     * Keys of the cells learned from; none of another domain's.
     *
     * @param cells keys of all cells of a domain
     * @throws IllegalArgumentException if the domain had other cells when the bundle learned: nothing can be told then
     */
    public Set<String> among(String otherDomain, Collection<String> cells) {
        if (!otherDomain.equals(domain)) {
            return Set.of();
        }
        List<String> keys = cells.stream().sorted().toList();
        BitSet learned = BitSet.valueOf(Base64.getDecoder().decode(bits));
        if (!digest(keys).equals(keysSha256) || learned.length() > keys.size()) {
            throw new IllegalArgumentException("when it learned, " + domain + " had other cells than these "
                    + keys.size() + ", so which of them it learned from cannot be told");
        }
        return learned.stream().mapToObj(keys::get).collect(Collectors.toSet());
    }

    private static String digest(List<String> sortedKeys) {
        return BundleCodec.sha256(String.join("\n", sortedKeys).getBytes(StandardCharsets.UTF_8));
    }
}
