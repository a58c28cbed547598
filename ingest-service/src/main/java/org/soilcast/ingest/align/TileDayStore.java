package org.soilcast.ingest.align;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.Tile;

/**
 * What the tiles of a partition hold: the tile itself, its progress, and the newest input of each date, as encoded on
 * the topics. Keys are tile (4 bytes), kind (1), date (4, days since 1970 with the sign bit turned), all big-endian, so
 * that the dates of one kind stand in order.
 */
final class TileDayStore {
    /** Name of the store; changing it is a migration. */
    static final String NAME = "tile-day-store";

    /** What an entry is. The ordinal is part of the stored key. */
    enum Kind {
        TILE,
        PROGRESS,
        FORCING,
        RETRIEVALS,
        /** Where a forcing that waits for its tile stands on its topic, 8 bytes. */
        FORCING_OFFSET,
        /** The same of retrievals. */
        RETRIEVALS_OFFSET,
        /** Of the partition: up to which date all its tiles have been handed on, 8 bytes. */
        COMPLETE,
        /** Of the partition: a forecast run that waits until its date is complete. */
        FORECAST_RUN,
        /** Forecast weather that waits for its tile, by the date of its issue. */
        FORECAST_FORCING
    }

    /** Stands for the partition in the keys of what is no tile's; behind all tiles, in the store's order. */
    static final int PARTITION = Integer.MAX_VALUE;

    private static final LocalDate NO_DATE = LocalDate.EPOCH;

    /** So many tile-days of weather are not decoded again to see what gaps they have: 20 dates of 1,000 tiles. */
    private static final int KNOWN_GAPS = 20_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<Bytes, ForcingGaps> gaps = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, ForcingGaps> eldest) {
            return size() > KNOWN_GAPS;
        }
    };

    TileDayStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Numbers of the tiles that are here. */
    List<Integer> tiles() {
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            Optional<Tile> first = entries.hasNext() ? tile(tile(entries.next().key)) : Optional.empty();
            int ofDomain = first.map(Tile::getTiles).orElse(0);
            return IntStream.range(0, ofDomain)
                    .filter(tile -> get(Kind.TILE, tile, NO_DATE).isPresent())
                    .boxed()
                    .toList();
        }
    }

    Optional<Tile> tile(int tile) {
        return get(Kind.TILE, tile, NO_DATE).map(bytes -> SingleObject.decode(bytes, Tile.class));
    }

    void putTile(Tile tile, byte[] encoded) {
        put(Kind.TILE, tile.getTile(), NO_DATE, encoded);
    }

    TileProgress progress(int tile) {
        return get(Kind.PROGRESS, tile, NO_DATE).map(TileProgress::of).orElse(TileProgress.NONE);
    }

    void putProgress(int tile, TileProgress progress) {
        put(Kind.PROGRESS, tile, NO_DATE, progress.bytes());
    }

    /** Up to which date the partition's tiles have been handed on, as was last said. */
    Optional<LocalDate> complete() {
        return get(Kind.COMPLETE, PARTITION, NO_DATE)
                .map(bytes -> LocalDate.ofEpochDay(ByteBuffer.wrap(bytes).getLong()));
    }

    void putComplete(LocalDate date) {
        byte[] bytes =
                ByteBuffer.allocate(Long.BYTES).putLong(date.toEpochDay()).array();
        put(Kind.COMPLETE, PARTITION, NO_DATE, bytes);
    }

    Optional<Forcing> forcing(int tile, LocalDate date) {
        return get(Kind.FORCING, tile, date).map(bytes -> SingleObject.decode(bytes, Forcing.class));
    }

    /** What gaps the weather of a date has; empty where none has come. */
    Optional<ForcingGaps> gaps(int tile, LocalDate date) {
        Bytes key = key(Kind.FORCING, tile, date);
        ForcingGaps known = gaps.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ForcingGaps> found = forcing(tile, date).map(ForcingGaps::of);
        found.ifPresent(of -> gaps.put(key, of));
        return found;
    }

    Optional<Retrievals> retrievals(int tile, LocalDate date) {
        return get(Kind.RETRIEVALS, tile, date).map(bytes -> SingleObject.decode(bytes, Retrievals.class));
    }

    Optional<byte[]> get(Kind kind, int tile, LocalDate date) {
        return Optional.ofNullable(store.get(key(kind, tile, date)));
    }

    void put(Kind kind, int tile, LocalDate date, byte[] value) {
        Bytes key = key(kind, tile, date);
        gaps.remove(key);
        store.put(key, value);
    }

    /** Puts back what was there before. */
    void restore(Kind kind, int tile, LocalDate date, Optional<byte[]> before) {
        before.ifPresentOrElse(value -> put(kind, tile, date, value), () -> delete(kind, tile, date));
    }

    /** Removes an entry. */
    void delete(Kind kind, int tile, LocalDate date) {
        Bytes key = key(kind, tile, date);
        gaps.remove(key);
        store.delete(key);
    }

    /** Keeps the offset of an input on its topic. */
    void putOffset(Kind kind, int tile, LocalDate date, long offset) {
        put(
                offsetKind(kind),
                tile,
                date,
                ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }

    /** The offset of an input on its topic; -1 when it was not kept. */
    long offset(Kind kind, int tile, LocalDate date) {
        return get(offsetKind(kind), tile, date)
                .map(bytes -> ByteBuffer.wrap(bytes).getLong())
                .orElse(-1L);
    }

    /** Removes all offsets of a tile. */
    void forgetOffsets(int tile) {
        for (Kind kind : List.of(Kind.FORCING_OFFSET, Kind.RETRIEVALS_OFFSET)) {
            dates(kind, tile).forEach(date -> delete(kind, tile, date));
        }
    }

    private static Kind offsetKind(Kind kind) {
        return kind == Kind.FORCING ? Kind.FORCING_OFFSET : Kind.RETRIEVALS_OFFSET;
    }

    /** Dates of all entries of a kind, in order. */
    List<LocalDate> dates(Kind kind, int tile) {
        return dates(kind, tile, EARLIEST, LATEST);
    }

    /** Dates of a kind's entries in a span, both ends included, in order. */
    List<LocalDate> dates(Kind kind, int tile, LocalDate from, LocalDate to) {
        var dates = new ArrayList<LocalDate>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(key(kind, tile, from), key(kind, tile, to))) {
            entries.forEachRemaining(entry -> dates.add(date(entry.key)));
        }
        return dates;
    }

    /** Date of a kind's oldest entry. */
    Optional<LocalDate> firstDate(Kind kind, int tile) {
        try (KeyValueIterator<Bytes, byte[]> entries =
                store.range(key(kind, tile, EARLIEST), key(kind, tile, LATEST))) {
            return entries.hasNext() ? Optional.of(date(entries.next().key)) : Optional.empty();
        }
    }

    /** Removes the inputs of a span of dates, both ends included. */
    void purge(int tile, LocalDate from, LocalDate to) {
        for (Kind kind : List.of(Kind.FORCING, Kind.RETRIEVALS)) {
            dates(kind, tile, from, to).forEach(date -> delete(kind, tile, date));
        }
    }

    /** Earliest date a key can hold. */
    static final LocalDate EARLIEST = LocalDate.ofEpochDay(Integer.MIN_VALUE);
    /** Latest date a key can hold. */
    static final LocalDate LATEST = LocalDate.ofEpochDay(Integer.MAX_VALUE);

    private static Bytes key(Kind kind, int tile, LocalDate date) {
        return Bytes.wrap(ByteBuffer.allocate(9)
                .putInt(tile)
                .put((byte) kind.ordinal())
                .putInt((int) date.toEpochDay() ^ Integer.MIN_VALUE)
                .array());
    }

    private static int tile(Bytes key) {
        return ByteBuffer.wrap(key.get()).getInt();
    }

    private static LocalDate date(Bytes key) {
        return LocalDate.ofEpochDay(ByteBuffer.wrap(key.get()).getInt(5) ^ Integer.MIN_VALUE);
    }
}
