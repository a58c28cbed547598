package org.soilcast.retrain;

import java.security.KeyPair;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.archive.ArchivedHistory;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.KafkaConnection;

/**
 * Looks once a week of data whether the newest fortnight drifts, and tells by meters and log. It goes by what is there when
 * it looks: late input is not waited for, and results do not depend on it.
 */
final class DriftWatch {
    static final int EVERY_DAYS = 7;

    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);
    /** The year before is enough for the land to settle in. */
    private static final int MOST_DAYS = 400;

    private final KafkaConnection kafka;
    private final KeyPair keys;
    private final RetrainMeters meters;
    private LocalDate looked = LocalDate.MIN;

    DriftWatch(KafkaConnection kafka, KeyPair keys, RetrainMeters meters) {
        this.kafka = kafka;
        this.keys = keys;
        this.meters = meters;
    }

    /** Looks, if another week has begun since it did. */
    void look(ArchiveConsumer consumer, TileDayArchive archive) {
        Optional<DaySpan> held = consumer.commonSpan().filter(days -> days.days() >= Drift.FEWEST_DAYS);
        LocalDate week = held.map(DaySpan::last)
                .map(last -> last.minusDays(Math.floorMod(last.toEpochDay(), EVERY_DAYS)))
                .orElse(LocalDate.MIN);
        if (held.isEmpty() || !week.isAfter(looked)) {
            return;
        }
        looked = week;
        LocalDate first = held.get().first();
        LocalDate from = week.minusDays(MOST_DAYS - 1L);
        of(consumer, archive, from.isBefore(first) ? first : from, week).ifPresent(found -> tell(found, meters));
    }

    private Optional<Drift> of(ArchiveConsumer consumer, TileDayArchive archive, LocalDate from, LocalDate to) {
        Champion champion;
        try (var models = new ModelTopics(kafka, keys)) {
            champion = Champion.of(models);
        }
        return Drift.of(ArchivedHistory.of(archive, consumer.domain(), from, to), champion);
    }

    /** By meters and log. */
    static void tell(Drift drift, RetrainMeters meters) {
        meters.drift(drift);
        if (drift.isDrift()) {
            LOG.warn("{}", drift.told());
        } else {
            LOG.info("{}", drift.told());
        }
    }
}
