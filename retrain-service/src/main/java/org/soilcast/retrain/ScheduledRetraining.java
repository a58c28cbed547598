package org.soilcast.retrain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;

/**
 * Decides on the days of a schedule, as soon as the archive has what makes them final: at a cut a challenger is judged; at a
 * look for drift one is where the version in force drifts and none has been for {@value RetrainSchedule#FEWEST_DAYS} days.
 * One thread uses it.
 */
final class ScheduledRetraining {
    private final RetrainSchedule schedule;
    private final Retraining retraining;
    private Optional<LocalDate> decided;
    private Optional<LocalDate> trained;

    /**
     * @param decisions all that are out
     */
    ScheduledRetraining(RetrainSchedule schedule, Retraining retraining, List<ModelDecision> decisions) {
        this.schedule = schedule;
        this.retraining = retraining;
        this.decided = ModelDecisions.newestDecided(decisions);
        this.trained = ModelDecisions.newestTrained(decisions);
    }

    /** The day to be decided from now, with these days in the archive. */
    Optional<LocalDate> due(Optional<DaySpan> held) {
        return held.flatMap(days -> schedule.due(days.first(), days.last(), decided));
    }

    /**
     * Decides from a day that is due.
     *
     * @return the decision; empty if the version in force has changed, and the next call decides anew
     * @throws InterruptedException when the thread is interrupted; another call goes on
     */
    Optional<ModelDecision> decide(LocalDate day, ArchiveConsumer consumer, TileDayArchive archive)
            throws InterruptedException {
        LocalDate first = consumer.commonSpan().orElseThrow().first();
        boolean isCut = schedule.isCut(first, day);
        var occasion = new Retraining.Occasion(
                consumer.domain(),
                DaySpan.of(first, day),
                day.plusDays(schedule.delayDays() + 1L),
                isCut ? DecisionTrigger.SCHEDULE : DecisionTrigger.DRIFT);
        boolean rested = trained.map(last -> last.plusDays(RetrainSchedule.FEWEST_DAYS))
                .filter(day::isBefore)
                .isEmpty();
        Optional<ModelDecision> decision = isCut || rested && retraining.drifts(occasion, archive)
                ? retraining.decide(occasion, archive)
                : retraining.leave(occasion);
        decision.ifPresent(this::took);
        return decision;
    }

    private void took(ModelDecision decision) {
        decided = Optional.of(decision.getCut());
        if (!decision.getChallengerSha256().isEmpty()) {
            trained = decided;
        }
    }
}
