package org.soilcast.retrain;

import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;

/** Decides at the cuts of a schedule, as soon as the archive has the days that make a cut final. One thread uses it. */
final class ScheduledRetraining {
    private final RetrainSchedule schedule;
    private final Retraining retraining;
    private Optional<LocalDate> decided;

    /**
     * @param decided newest cut that has been decided; empty before the first
     */
    ScheduledRetraining(RetrainSchedule schedule, Retraining retraining, Optional<LocalDate> decided) {
        this.schedule = schedule;
        this.retraining = retraining;
        this.decided = decided;
    }

    /** The cut to be decided now, with these days in the archive. */
    Optional<LocalDate> due(Optional<DaySpan> held) {
        return held.flatMap(days -> schedule.due(days.first(), days.last(), decided));
    }

    /**
     * Decides at a cut that is due.
     *
     * @return the decision; empty if the version in force has changed, and the next call decides anew
     * @throws InterruptedException when the thread is interrupted; another call goes on
     */
    Optional<ModelDecision> decide(LocalDate cut, ArchiveConsumer consumer, TileDayArchive archive)
            throws InterruptedException {
        DaySpan held = consumer.commonSpan().orElseThrow();
        var occasion = new Retraining.Occasion(
                consumer.domain(),
                DaySpan.of(held.first(), cut),
                cut.plusDays(schedule.delayDays() + 1L),
                DecisionTrigger.SCHEDULE);
        Optional<ModelDecision> decision = retraining.decide(occasion, archive);
        decision.ifPresent(out -> decided = Optional.of(out.getCut()));
        return decision;
    }
}
