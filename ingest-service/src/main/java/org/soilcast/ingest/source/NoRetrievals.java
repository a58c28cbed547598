package org.soilcast.ingest.source;

import java.time.LocalDate;
import java.util.Arrays;
import org.soilcast.ingest.domain.ValueDigest;

/**
 * A source that has seen nothing on any date of another one.
 *
 * @param source the other one
 * @param cells of the domain
 */
record NoRetrievals(RetrievalSource source, int cells) implements RetrievalSource {
    private static final String NOTHING = "no retrievals";

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public DateRange dates() {
        return source.dates();
    }

    @Override
    public String digest(LocalDate date) {
        return ValueDigest.of(NOTHING);
    }

    @Override
    public RetrievalDay day(LocalDate date) {
        var none = new float[cells];
        Arrays.fill(none, Float.NaN);
        return new RetrievalDay(new Origin(NOTHING, ValueDigest.of(NOTHING)), none);
    }
}
