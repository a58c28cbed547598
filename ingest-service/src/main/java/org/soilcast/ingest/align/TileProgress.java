package org.soilcast.ingest.align;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.schemas.LateWindow;

/**
 * How far a tile has come.
 *
 * @param forcingClosed last date of which the weather is complete
 * @param retrievalsClosed last date of which the retrievals are complete
 * @param front newest date that has been handed on
 */
record TileProgress(
        Optional<LocalDate> forcingClosed, Optional<LocalDate> retrievalsClosed, Optional<LocalDate> front) {
    /** A tile of which nothing is known. */
    static final TileProgress NONE = new TileProgress(Optional.empty(), Optional.empty(), Optional.empty());

    private static final byte FORMAT = 1;
    private static final long NO_DATE = Long.MIN_VALUE;

    /** With the weather complete up to a date; an earlier date changes nothing. */
    TileProgress withForcingClosed(LocalDate date) {
        return new TileProgress(later(forcingClosed, date), retrievalsClosed, front);
    }

    /** With the retrievals complete up to a date; an earlier date changes nothing. */
    TileProgress withRetrievalsClosed(LocalDate date) {
        return new TileProgress(forcingClosed, later(retrievalsClosed, date), front);
    }

    /** With a newer front. */
    TileProgress withFront(LocalDate date) {
        return new TileProgress(forcingClosed, retrievalsClosed, Optional.of(date));
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

    /** Whether a date lies further behind the front than late input is taken. */
    boolean tooLate(LocalDate date) {
        return front.isPresent() && date.isBefore(front.get().minusDays(LateWindow.DAYS));
    }

    /** The progress as the store keeps it. */
    byte[] bytes() {
        return ByteBuffer.allocate(1 + 3 * Long.BYTES)
                .put(FORMAT)
                .putLong(epochDay(forcingClosed))
                .putLong(epochDay(retrievalsClosed))
                .putLong(epochDay(front))
                .array();
    }

    /** Reads {@link #bytes}. */
    static TileProgress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte format = buffer.get();
        if (format != FORMAT) {
            throw new IllegalStateException("stored progress: expected format " + FORMAT + ", found " + format);
        }
        return new TileProgress(date(buffer.getLong()), date(buffer.getLong()), date(buffer.getLong()));
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
