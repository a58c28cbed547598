package org.soilcast.map.query;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Goes over the tiles of a domain on all processors, so many at a time that what is unpacked of them is small. */
final class InParts {
    /** Tiles that one thread unpacks at a time: a block of the store's files. */
    private static final int TILES_AT_A_TIME = 256;

    private InParts() {}

    /** Works off some tiles. */
    @FunctionalInterface
    interface Work {
        void on(Set<Integer> tiles) throws IOException;
    }

    static void of(Collection<Integer> tiles, Work work) throws IOException {
        List<Integer> all = List.copyOf(tiles);
        var parts = new ArrayList<Set<Integer>>();
        for (int start = 0; start < all.size(); start += TILES_AT_A_TIME) {
            parts.add(Set.copyOf(all.subList(start, Math.min(all.size(), start + TILES_AT_A_TIME))));
        }
        try {
            parts.parallelStream().forEach(part -> {
                try {
                    work.on(part);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw requireNonNull(e.getCause());
        }
    }
}
