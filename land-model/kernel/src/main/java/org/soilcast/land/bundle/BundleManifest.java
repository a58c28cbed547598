package org.soilcast.land.bundle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a bundle says of itself.
 *
 * @param version 1-based; a newer bundle has a higher one
 * @param parent version it is to replace, against which it was judged; empty for the first one
 * @param created when the bundle was made
 * @param effectiveFrom first date simulated with it
 * @param training dates and cells it was trained on; empty for an untrained bundle
 * @param dataDigests SHA-256, 64 hexadecimal digits, of each data set or archive it was made from, by name
 * @param skill by group (a competitor, a split), then by metric with its unit in the name; finite
 * @param tileModelDigests SHA-256, 64 hexadecimal digits, of the encoded tile-model of each tile, by tile number
 */
public record BundleManifest(
        int version,
        OptionalInt parent,
        Instant created,
        LocalDate effectiveFrom,
        Optional<Training> training,
        SortedMap<String, String> dataDigests,
        SortedMap<String, SortedMap<String, Double>> skill,
        SortedMap<Integer, String> tileModelDigests) {
    private static final Pattern NAME = Pattern.compile("[ -~]{1,200}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * What a bundle has learned from.
     *
     * @param first first date
     * @param last last date
     * @param cells which cells; empty in bundles of before this was noted
     */
    public record Training(LocalDate first, LocalDate last, Optional<LearnedCells> cells) {
        public Training {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("a training from " + first + " to " + last + " is empty");
            }
        }
    }

    public BundleManifest {
        if (version < 1) {
            throw new IllegalArgumentException("expected a version of at least 1, found " + version);
        }
        if (parent.isPresent() && (parent.getAsInt() < 1 || parent.getAsInt() >= version)) {
            throw new IllegalArgumentException("version " + version + " cannot descend from " + parent.getAsInt());
        }
        dataDigests = Collections.unmodifiableSortedMap(new TreeMap<>(dataDigests));
        tileModelDigests = Collections.unmodifiableSortedMap(new TreeMap<>(tileModelDigests));
        SortedMap<String, SortedMap<String, Double>> table = new TreeMap<>();
        skill.forEach((group, metrics) ->
                table.put(checkedName(group), Collections.unmodifiableSortedMap(new TreeMap<>(metrics))));
        skill = Collections.unmodifiableSortedMap(table);
        dataDigests.forEach((name, digest) -> checkDigest(checkedName(name), digest));
        tileModelDigests.forEach((tile, digest) -> {
            if (tile < 0) {
                throw new IllegalArgumentException("tile number " + tile + " is negative");
            }
            checkDigest("tile " + tile, digest);
        });
        skill.forEach((group, metrics) -> metrics.forEach((metric, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("skill " + group + "/" + checkedName(metric) + " is " + value);
            }
            checkedName(metric);
        }));
    }

    /** The manifest of a first, untrained bundle. */
    public static BundleManifest first(
            Instant created,
            LocalDate effectiveFrom,
            Map<String, String> dataDigests,
            Map<Integer, String> tileModelDigests) {
        return new BundleManifest(
                1,
                OptionalInt.empty(),
                created,
                effectiveFrom,
                Optional.empty(),
                new TreeMap<>(dataDigests),
                new TreeMap<>(),
                new TreeMap<>(tileModelDigests));
    }

    /** A name that every JSON printer writes alike: 1 to 200 printable ASCII characters. */
    static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name of the manifest is not 1..200 printable ASCII characters");
        }
        return name;
    }

    private static void checkDigest(String what, String digest) {
        if (!SHA_256.matcher(digest).matches()) {
            throw new IllegalArgumentException("digest of " + what + " is not 64 hexadecimal digits");
        }
    }
}
