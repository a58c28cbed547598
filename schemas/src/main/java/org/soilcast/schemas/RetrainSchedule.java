package org.soilcast.schemas;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * On which days of data a model is judged anew. A *cut* is the last day that a decision is made from; the first is a year
 * after the first day of the domain, and then every so many days. The stream does not go past a cut by more than the delay
 * before the decision is out, so that what is decided and the date it takes effect follow from the data alone: both ends,
 * the publisher of days and the service that decides, go by this.
 *
 * @param everyDays days from one cut to the next
 * @param delayDays days behind a cut that are published before its decision; more than the {@link LateWindow}, so that the
 *     cut is final
 */
public record RetrainSchedule(int everyDays, int delayDays) {
    /** Days between the first day of a domain and the first cut. */
    public static final int FIRST_DAYS = 365;
    /** Fewest days between cuts: more than a decision is judged by. */
    public static final int FEWEST_DAYS = 30;

    public RetrainSchedule {
        if (everyDays < FEWEST_DAYS || delayDays <= LateWindow.DAYS) {
            throw new IllegalArgumentException("expected at least " + FEWEST_DAYS + " days between retrainings and"
                    + " a delay of more than " + LateWindow.DAYS + " days, found " + everyDays + " and " + delayDays);
        }
    }

    /** Cuts so many days apart, decided as soon as they are final. */
    public static RetrainSchedule every(int days) {
        return new RetrainSchedule(days, LateWindow.DAYS + 1);
    }

    /**
     * The cut to be decided next.
     *
     * @param first first day of the domain
     * @param decided newest cut that has been decided; empty before the first
     */
    public LocalDate next(LocalDate first, Optional<LocalDate> decided) {
        LocalDate firstCut = first.plusDays(FIRST_DAYS);
        return decided.filter(cut -> !cut.isBefore(firstCut))
                .map(cut -> firstCut.plusDays((ChronoUnit.DAYS.between(firstCut, cut) / everyDays + 1) * everyDays))
                .orElse(firstCut);
    }

    /**
     * The newest cut that can be decided and has not been: one, even when days of several are there.
     *
     * @param first first day of the domain
     * @param last last day that is there
     * @param decided newest cut that has been decided; empty before the first
     */
    public Optional<LocalDate> due(LocalDate first, LocalDate last, Optional<LocalDate> decided) {
        LocalDate next = next(first, decided);
        long behind = ChronoUnit.DAYS.between(next.plusDays(delayDays), last);
        return behind < 0 ? Optional.empty() : Optional.of(next.plusDays(behind / everyDays * everyDays));
    }

    /** The last day that is published before the next cut is decided. */
    public LocalDate waitsBehind(LocalDate first, Optional<LocalDate> decided) {
        return next(first, decided).plusDays(delayDays);
    }
}
