package org.soilcast.ingest.align;

import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.align.TileDayStore.Kind;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Tile;

/** Inputs that came before their tile could not be measured against it; when it comes, they can. */
final class EarlyInput {
    private EarlyInput() {}

    /** Takes those out of the store that do not fit the tile. */
    static void refuseOtherLengths(Tile tile, TileDayStore store, AlignOutput output) {
        int number = tile.getTile();
        int cells = tile.getCells().size();
        for (LocalDate date : store.dates(Kind.FORCING, number)) {
            store.forcing(number, date)
                    .filter(forcing -> forcing.getPrecipitationMmPerDay().size() != cells)
                    .ifPresent(wrong -> refuse(Kind.FORCING, number, date, wrong.getSource(), store, output));
        }
        for (LocalDate date : store.dates(Kind.RETRIEVALS, number)) {
            store.retrievals(number, date)
                    .filter(retrievals -> retrievals.getSoilMoistureM3PerM3().size() != cells)
                    .ifPresent(wrong -> refuse(Kind.RETRIEVALS, number, date, wrong.getSource(), store, output));
        }
        store.forgetOffsets(number);
    }

    private static void refuse(
            Kind kind, int tile, LocalDate date, String source, TileDayStore store, AlignOutput output) {
        byte[] bytes = store.get(kind, tile, date).orElseThrow();
        store.restore(kind, tile, date, Optional.empty());
        output.refuseEarlier(new Rejection(
                source,
                RejectReason.WRONG_LENGTH,
                "values of " + date + " came before their tile and do not fit it",
                (kind == Kind.FORCING ? Topics.FORCING : Topics.RETRIEVALS).topic(),
                store.offset(kind, tile, date),
                bytes));
    }
}
