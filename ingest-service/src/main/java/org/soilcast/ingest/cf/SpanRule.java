package org.soilcast.ingest.cf;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.soilcast.ingest.source.ReanalysisSum;
import org.soilcast.ingest.source.SourceGrid;
import org.soilcast.ingest.source.TimeSpan;

/** What time a value stands for, given the time that the file names. */
enum SpanRule {
    MOMENT(always(TimeSpan::at)),
    /** The hour that ends then, as of accumulated rain and radiation. */
    HOUR_ENDING(always(stated -> new TimeSpan(stated.minus(Duration.ofHours(1)), stated))),
    UTC_DAY(always(stated -> dayFrom(stated.truncatedTo(ChronoUnit.DAYS)))),
    /** gridMET's day, from midnight to midnight of Mountain Standard Time, 07 UTC. */
    MOUNTAIN_DAY(always(stated -> dayFrom(stated.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(7))))),
    /** What ERA5 or ERA5-Land sums up: the grid tells which of them it is. */
    REANALYSIS_SUM(grid -> ReanalysisSum.of(grid).map(sum -> sum::ending));

    private final Function<SourceGrid, Optional<Spans>> onGrid;

    SpanRule(Function<SourceGrid, Optional<Spans>> onGrid) {
        this.onGrid = onGrid;
    }

    /** The span of a time that a file names. */
    interface Spans {
        TimeSpan of(Instant stated);
    }

    /** The spans of values on a grid; empty where it does not tell them. */
    Optional<Spans> on(SourceGrid grid) {
        return onGrid.apply(grid);
    }

    private static Function<SourceGrid, Optional<Spans>> always(Spans spans) {
        return grid -> Optional.of(spans);
    }

    private static TimeSpan dayFrom(Instant start) {
        return new TimeSpan(start, start.plus(Duration.ofDays(1)));
    }
}
