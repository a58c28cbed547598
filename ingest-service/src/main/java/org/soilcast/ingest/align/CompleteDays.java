package org.soilcast.ingest.align;

import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.soilcast.schemas.Topics;

/**
 * Up to which date every tile of a partition has been handed on. The tiles of a partition follow from their number in the
 * domain, so that a tile of which nothing has come yet holds the date back.
 */
final class CompleteDays {
    private final int partition;
    private final int partitions;
    private final TreeMap<LocalDate, Integer> tilesAtFront = new TreeMap<>();
    private int started;
    private int domainTiles = -1;
    private int expected;

    /**
     * Of a partition of which no tile is known.
     *
     * @param partition its number
     * @param partitions of the topic
     */
    CompleteDays(int partition, int partitions) {
        this.partition = partition;
        this.partitions = partitions;
    }

    /** A tile's front has moved. */
    void move(Optional<LocalDate> from, LocalDate to) {
        from.ifPresentOrElse(
                before -> tilesAtFront.computeIfPresent(before, (date, tiles) -> tiles == 1 ? null : tiles - 1),
                () -> started++);
        tilesAtFront.merge(to, 1, Integer::sum);
    }

    /**
     * The last date that every tile of the partition has behind it.
     *
     * @param tiles number of tiles of the domain
     */
    Optional<LocalDate> upTo(int tiles) {
        if (tiles != domainTiles) {
            domainTiles = tiles;
            expected = (int) IntStream.range(0, tiles)
                    .filter(tile -> Topics.partition(tile, partitions) == partition)
                    .count();
        }
        return tilesAtFront.isEmpty() || started < expected ? Optional.empty() : Optional.of(tilesAtFront.firstKey());
    }
}
