package org.soilcast.retrain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.avro.DecisionOutcome;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;

/**
 * Decides on the days of a schedule, as soon as the archive has what makes them final: at a cut a challenger is judged; at a
 * look for drift one is where the version in force drifts and none has been for {@value RetrainSchedule#FEWEST_DAYS} days;
 * and on the days that a decision has asked for, its {@link ShadowStage} goes on. One thread uses it.
 */
final class ScheduledRetraining {
    private final RetrainSchedule schedule;
    private final Promotion promotion;
    private final Retraining retraining;
    private final ShadowStage shadow;
    private Optional<ModelDecision> newest;
    private Optional<LocalDate> trained;

    /**
     * @param decisions all that are out
     */
    ScheduledRetraining(RetrainPlan plan, Retraining retraining, ShadowStage shadow, List<ModelDecision> decisions) {
        this.schedule = plan.schedule();
        this.promotion = plan.promotion();
        this.retraining = retraining;
        this.shadow = shadow;
        this.newest = ModelDecisions.newestScheduled(decisions);
        this.trained = ModelDecisions.newestTrained(decisions);
    }

    /** The day to be decided from now, with these days in the archive. */
    Optional<LocalDate> due(Optional<DaySpan> held) {
        Optional<RetrainSchedule.Decided> decided =
                newest.map(one -> new RetrainSchedule.Decided(one.getCut(), Optional.ofNullable(one.getLookAgain())));
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
        LocalDate out = day.plusDays(schedule.delayDays());
        DecisionTrigger trigger = trigger(first, day);
        var occasion = new Retraining.Occasion(
                consumer.domain(),
                DaySpan.of(first, day),
                out.plusDays(1),
                trigger,
                promotion == Promotion.GATE ? Optional.empty() : Optional.of(ShadowStage.last(out)));
        Optional<ModelDecision> decision = switch (trigger) {
            case SHADOW -> shadow.end(occasion, newest.orElseThrow(), promotion != Promotion.NEVER, archive);
            case WATCH -> shadow.look(occasion, watched(newest.orElseThrow()), archive);
            case DRIFT ->
                isRested(day) && retraining.drifts(occasion, archive)
                        ? retraining.decide(occasion, archive)
                        : retraining.leave(occasion);
            case SCHEDULE, HAND -> retraining.decide(occasion, archive);
        };
        decision.ifPresent(this::took);
        return decision;
    }

    private DecisionTrigger trigger(LocalDate first, LocalDate day) {
        Optional<ModelDecision> asked = newest.filter(one -> day.equals(one.getLookAgain()));
        if (asked.isPresent()) {
            return asked.get().getOutcome() == DecisionOutcome.SHADOWED
                    ? DecisionTrigger.SHADOW
                    : DecisionTrigger.WATCH;
        }
        return schedule.isCut(first, day) ? DecisionTrigger.SCHEDULE : DecisionTrigger.DRIFT;
    }

    private static int watched(ModelDecision newest) {
        return newest.getVersion() > 0 ? newest.getVersion() : newest.getChampion();
    }

    private boolean isRested(LocalDate day) {
        return trained.map(last -> last.plusDays(RetrainSchedule.FEWEST_DAYS))
                .filter(day::isBefore)
                .isEmpty();
    }

    private void took(ModelDecision decision) {
        newest = Optional.of(decision);
        if (!decision.getChallengerSha256().isEmpty()) {
            trained = Optional.of(decision.getCut());
        }
    }
}
