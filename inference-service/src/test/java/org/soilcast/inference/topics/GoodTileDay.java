package org.soilcast.inference.topics;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.soilcast.schemas.avro.TileDay;

/** A tile-day with which nothing is wrong, for tests that then spoil it. */
final class GoodTileDay {
    static final String DOMAIN = "here";
    static final LocalDate FIRST = LocalDate.parse("2015-04-01");
    static final int CELLS = 3;

    private GoodTileDay() {}

    /** Of tile 0, so many days after the first. */
    static TileDay.Builder day(int day) {
        return TileDay.newBuilder()
                .setDomain(DOMAIN)
                .setTile(0)
                .setDate(FIRST.plusDays(day))
                .setRevision(1)
                .setPrecipitationMmPerDay(Collections.nCopies(CELLS, 1f))
                .setAirTemperatureC(Collections.nCopies(CELLS, 10f))
                .setPotentialEvapotranspirationMmPerDay(Collections.nCopies(CELLS, 2f))
                .setObservedM3PerM3(List.of(Float.NaN, .2f, .8f))
                .setQuality(Collections.nCopies(CELLS, 33));
    }
}
