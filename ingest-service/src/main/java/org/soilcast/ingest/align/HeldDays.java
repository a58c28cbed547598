package org.soilcast.ingest.align;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tiles of a task whose next day both sources have closed and which cannot go on all the same: weather is missing that
 * nothing can fill. Such a day is held until its input comes, and all days behind it.
 */
final class HeldDays {
    private static final Logger LOG = LoggerFactory.getLogger(HeldDays.class);

    private final AlignOutput output;
    private final Map<Integer, Long> days = new HashMap<>();

    HeldDays(AlignOutput output) {
        this.output = output;
    }

    /**
     * Takes note of how a tile stands after all has been handed on that can be.
     *
     * @param next the date that would be handed on next; empty while no weather has come
     */
    void update(int tile, TileProgress progress, Optional<LocalDate> next) {
        long held = next.flatMap(date -> progress.closed().map(last -> ChronoUnit.DAYS.between(date, last) + 1))
                .filter(count -> count > 0)
                .orElse(0L);
        long before = days.getOrDefault(tile, 0L);
        if (held == before) {
            return;
        }
        if (before == 0) {
            LOG.warn("tile {} holds {}: air temperature can neither be read nor filled", tile, next.orElseThrow());
        } else if (held == 0) {
            LOG.info("tile {} holds no day any more", tile);
        }
        if (held == 0) {
            days.remove(tile);
        } else {
            days.put(tile, held);
        }
        output.countHeld(held - before);
    }

    /** Forgets all tiles of the task. */
    void clear() {
        output.countHeld(-days.values().stream().mapToLong(Long::longValue).sum());
        days.clear();
    }
}
