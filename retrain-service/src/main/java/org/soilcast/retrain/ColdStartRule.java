package org.soilcast.retrain;

import java.util.Optional;
import org.soilcast.retrain.archive.ArchiveSpan;
import org.soilcast.schemas.LateWindow;

/**
 * Which days a cold start uses: the domain's first {@value #DAYS}, once no late input can change them any more. Late
 * input is taken for {@value LateWindow#DAYS} days behind a tile's newest day, so when a tile has more than so many days
 * beyond, its first ones are final, and the first model depends on the input alone, never on when it came.
 */
final class ColdStartRule {
    /** Days that are cycled. */
    static final int DAYS = 365;
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
    static Optional<ArchiveSpan> days(Optional<ArchiveSpan> held, boolean inputComplete) {
        int days = held.map(ArchiveSpan::days).orElse(0);
        if (inputComplete && days < FEWEST_DAYS) {
            throw new IllegalStateException(
                    "a cold start needs " + FEWEST_DAYS + " days without gap in all tiles, the input has " + days);
        }
        boolean ready = inputComplete || days > DAYS + LateWindow.DAYS;
        return ready ? held.map(span -> span.atMost(DAYS)) : Optional.empty();
    }
}
