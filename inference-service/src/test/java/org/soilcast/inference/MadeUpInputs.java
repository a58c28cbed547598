package org.soilcast.inference;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.soilcast.land.physics.State;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.schemas.avro.TileModel;

/** Tile-days and tile-models of a made-up domain. */
final class MadeUpInputs {
    static final String DOMAIN = "made-up";
    static final LocalDate FIRST = LocalDate.parse("2015-04-01");
    static final int CELLS = 5;

    private MadeUpInputs() {}

    static TileModel model(int tile) {
        var start = new float[State.values().length * CELLS];
        Arrays.fill(start, 0, 3 * CELLS, 10 + tile);
        return TileModel.newBuilder()
                .setDomain(DOMAIN)
                .setTile(tile)
                .setVersion(1)
                .setEffectiveFrom(FIRST)
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setInputNames(List.of("sand_percent"))
                .setInputs(Collections.nCopies(CELLS, 30f + tile))
                .setStateNames(Arrays.stream(State.values()).map(State::name).toList())
                .setStartState(Floats.view(start))
                .setSpinUpFrom(FIRST)
                .setSpinUpTo(FIRST)
                .setSpinUpCycles(0)
                .build();
    }

    static TileDay.Builder day(int tile, int day, int cells) {
        return TileDay.newBuilder()
                .setDomain(DOMAIN)
                .setTile(tile)
                .setDate(FIRST.plusDays(day))
                .setRevision(1)
                .setPrecipitationMmPerDay(Collections.nCopies(cells, (float) ((3 * day + tile) % 7)))
                .setAirTemperatureC(Collections.nCopies(cells, 12f))
                .setPotentialEvapotranspirationMmPerDay(Collections.nCopies(cells, 2f))
                .setObservedM3PerM3(Collections.nCopies(cells, Float.NaN))
                .setQuality(Collections.nCopies(cells, 0));
    }
}
