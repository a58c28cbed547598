package org.soilcast.ingest.align;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.align.TileDayStore.Kind;
import org.soilcast.schemas.LateWindow;

/**
 * How far a tile has come.
 *
 * @param forcingClosed last date of which the weather is complete
 * @param retrievalsClosed last date of which the retrievals are complete
 * @param forcingFront last date up to which the weather is complete and every day can be computed: what the front would be
 *     if all retrievals were there
 * @param front newest date that has been handed on
 */
record TileProgress(
        Optional<LocalDate> forcingClosed,
        Optional<LocalDate> retrievalsClosed,
        Optional<LocalDate> forcingFront,
        Optional<LocalDate> front) {
    /** A tile of which nothing is known. */
    static final TileProgress NONE =
            new TileProgress(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final byte FORMAT = 2;
    private static final byte FORMAT_WITHOUT_FORCING_FRONT = 1;
    private static final long NO_DATE = Long.MIN_VALUE;

    /** With the weather complete up to a date; an earlier date changes nothing. */
    TileProgress withForcingClosed(LocalDate date) {
        return new TileProgress(later(forcingClosed, date), retrievalsClosed, forcingFront, front);
    }

    /** With the retrievals complete up to a date; an earlier date changes nothing. */
    TileProgress withRetrievalsClosed(LocalDate date) {
        return new TileProgress(forcingClosed, later(retrievalsClosed, date), forcingFront, front);
    }

    /** With weather that is known up to a date. */
    TileProgress withForcingFront(LocalDate date) {
        return new TileProgress(forcingClosed, retrievalsClosed, Optional.of(date), front);
    }

    /** With a newer front. */
    TileProgress withFront(LocalDate date) {
        return new TileProgress(forcingClosed, retrievalsClosed, forcingFront, Optional.of(date));
    }

    /** Whether the weather has moved past the date. */
    boolean forcingClosed(LocalDate date) {
        return reached(forcingClosed, date);
    }

    /** Whether both sources have moved past the date. */
    boolean closed(LocalDate date) {
        return reached(forcingClosed, date) && reached(retrievalsClosed, date);
    }

    /** Last date that both sources have moved past. */
    Optional<LocalDate> closed() {
        return forcingClosed.flatMap(first -> retrievalsClosed.map(second -> first.isBefore(second) ? first : second));
    }

    /** Whether the date has been handed on, or lies before the first one that was. */
    boolean behindFront(LocalDate date) {
        return reached(front, date);
    }

    /**
     * How far a source has come by itself. Late input is judged by this and not by the front, which waits for the other
     * source too: what is taken would depend on which topic is read faster.
     */
    Optional<LocalDate> reachedBy(Kind source) {
        return source == Kind.FORCING ? forcingFront : retrievalsClosed;
    }

    /** The oldest date that late input of a source may change; empty while all may. */
    Optional<LocalDate> oldestTaken(Kind source) {
        return reachedBy(source).map(date -> date.minusDays(LateWindow.DAYS));
    }

    /** The progress as the store keeps it. */
    byte[] bytes() {
        return ByteBuffer.allocate(1 + 4 * Long.BYTES)
                .put(FORMAT)
                .putLong(epochDay(forcingClosed))
                .putLong(epochDay(retrievalsClosed))
                .putLong(epochDay(forcingFront))
                .putLong(epochDay(front))
                .array();
    }

    /** Reads {@link #bytes}. */
    static TileProgress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte format = buffer.get();
        if (format != FORMAT && format != FORMAT_WITHOUT_FORCING_FRONT) {
            throw new IllegalStateException("stored progress: expected format " + FORMAT + ", found " + format);
        }
        Optional<LocalDate> forcingClosed = date(buffer.getLong());
        Optional<LocalDate> retrievalsClosed = date(buffer.getLong());
        Optional<LocalDate> forcingFront = date(buffer.getLong());
        return new TileProgress(
                forcingClosed,
                retrievalsClosed,
                forcingFront,
                format == FORMAT ? date(buffer.getLong()) : forcingFront);
    }

    private static boolean reached(Optional<LocalDate> upTo, LocalDate date) {
        return upTo.isPresent() && !date.isAfter(upTo.get());
    }

    private static Optional<LocalDate> later(Optional<LocalDate> known, LocalDate date) {
        return known.isPresent() && known.get().isAfter(date) ? known : Optional.of(date);
    }

    private static long epochDay(Optional<LocalDate> date) {
        return date.map(LocalDate::toEpochDay).orElse(NO_DATE);
    }

    private static Optional<LocalDate> date(long epochDay) {
        return epochDay == NO_DATE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(epochDay));
    }
}
