package org.soilcast.retrain;

import java.util.Optional;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.schemas.LateWindow;

/**
 * Which days a cold start uses: the domain's first {@value #DAYS}, once no late input can change them any more. Late
 * input is taken for {@value LateWindow#DAYS} days behind a tile's newest day, so when a tile has more than so many days
 * beyond, its first ones are final, and the first model depends on the input alone, never on when it came.
 */
final class ColdStartRule {
    /** Days that are cycled. */
    static final int DAYS = 365;
    /** Days that have to be there where more will come. */
    static final int DAYS_TO_WAIT = DAYS + LateWindow.DAYS + 1;
    /** Fewest days that a model can start from when no more will come. */
    static final int FEWEST_DAYS = 30;

    private ColdStartRule() {}

    /**
     * The days to use; empty while it has to wait.
     *
     * @param held days that all tiles have; empty before they are known
     * @param inputComplete whether nothing more will come: then fewer days will do
     * @throws IllegalStateException when nothing more will come and the days do not suffice
     */
    static Optional<DaySpan> days(Optional<DaySpan> held, boolean inputComplete) {
        int days = held.map(DaySpan::days).orElse(0);
        if (inputComplete && days < FEWEST_DAYS) {
            throw new IllegalStateException(
                    "a cold start needs " + FEWEST_DAYS + " days without gap in all tiles, the input has " + days);
        }
        boolean ready = inputComplete || days >= DAYS_TO_WAIT;
        return ready ? held.map(span -> span.atMost(DAYS)) : Optional.empty();
    }

    /**
     * What a user has to know of a model that was made before the first year was complete; empty when it was. Such a
     * model stays: days that come later change neither its start states nor what its network knows of climate and
     * retrievals, so that a history given in two parts has other results than one given at once (up to 0.13 m3/m3 in the
     * first month). Making it anew would change results that have been issued.
     *
     * @param madeFrom the days that were cycled
     */
    static Optional<String> limit(DaySpan madeFrom) {
        return Optional.of(madeFrom)
                .filter(span -> span.days() < DAYS)
                .map(span -> "the model was made from " + span.first() + " to " + span.last() + ", " + span.days()
                        + " of the " + DAYS + " days of a whole year; days that come later do not change it."
                        + " Begin with a new state folder once a year is there");
    }
}
