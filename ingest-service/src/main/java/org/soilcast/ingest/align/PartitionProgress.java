package org.soilcast.ingest.align;

import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.align.TileDayStore.Kind;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.DayComplete;
import org.soilcast.schemas.avro.Tile;

/**
 * Says of a partition how far all its tiles have come, and hands on each forecast run behind the days of its date. Both
 * stand among the tile-days, so that whoever reads them learns it in its place.
 */
final class PartitionProgress {
    /** A task writes in transactions that shut out the one before it, so that its records need no number. */
    private static final long EPOCH = 0;

    private final TileDayStore store;
    private final AlignOutput output;
    private final CompleteDays complete;

    PartitionProgress(TileDayStore store, AlignOutput output, CompleteDays complete) {
        this.store = store;
        this.output = output;
        this.complete = complete;
    }

    /** A tile stands there since an earlier time. */
    void resume(LocalDate front) {
        complete.move(Optional.empty(), front);
    }

    /** A tile has come further, and its days have been handed on. */
    void move(Tile tile, Optional<LocalDate> from, LocalDate to) {
        complete.move(from, to);
        Optional<LocalDate> said = store.complete();
        complete.upTo(tile.getTiles())
                .filter(date -> said.isEmpty() || date.isAfter(said.get()))
                .ifPresent(this::announce);
    }

    private void announce(LocalDate date) {
        store.putComplete(date);
        output.handOnControl(SingleObject.encode(new DayComplete(output.domain(), date, EPOCH)));
        for (LocalDate run : store.dates(Kind.FORECAST_RUN, TileDayStore.PARTITION, TileDayStore.EARLIEST, date)) {
            output.handOnControl(
                    store.get(Kind.FORECAST_RUN, TileDayStore.PARTITION, run).orElseThrow());
            store.restore(Kind.FORECAST_RUN, TileDayStore.PARTITION, run, Optional.empty());
        }
    }

    /** Takes a forecast run, which waits until the partition is complete up to its date. */
    void takeForecastRun(LocalDate date, byte[] run) {
        Optional<LocalDate> said = store.complete();
        if (said.isPresent() && !date.isAfter(said.get())) {
            output.handOnControl(run);
        } else {
            store.put(Kind.FORECAST_RUN, TileDayStore.PARTITION, date, run);
        }
    }
}
