package org.soilcast.schemas;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * On which days of data a model is judged anew. A *cut* is the last day that a decision is made from; the first is a year
 * after the first day of the domain, and then every so many days. Where drift is answered too, every
 * {@value #CHECK_DAYS}th day from the first cut on is looked at as well. The stream does not go past such a day by more than
 * the delay before the decision is out, so that what is decided and the date it takes effect follow from the data alone: both
 * ends, the publisher of days and the service that decides, go by this.
 *
 * <p>A decision can ask for another before the schedule goes on: the end of a challenger's shadow stage, or a comparison after
 * a promotion. Days of the schedule up to then are passed over.
 *
 * @param everyDays days from one cut to the next
 * @param delayDays days behind a cut that are published before its decision; more than the {@link LateWindow}, so that the
 *     cut is final
 * @param onDrift whether drift is answered before the next cut
 */
public record RetrainSchedule(int everyDays, int delayDays, boolean onDrift) {
    /** Days between the first day of a domain and the first cut. */
    public static final int FIRST_DAYS = 365;
    /** Fewest days between trainings. */
    public static final int FEWEST_DAYS = 30;
    /** Days between two looks for drift. */
    public static final int CHECK_DAYS = 14;

    public RetrainSchedule {
        if (everyDays < FEWEST_DAYS || delayDays <= LateWindow.DAYS) {
            throw new IllegalArgumentException("expected at least " + FEWEST_DAYS + " days between retrainings and"
                    + " a delay of more than " + LateWindow.DAYS + " days, found " + everyDays + " and " + delayDays);
        }
    }

    /** Cuts so many days apart, decided as soon as they are final. */
    public static RetrainSchedule every(int days, boolean onDrift) {
        return new RetrainSchedule(days, LateWindow.DAYS + 1, onDrift);
    }

    /**
     * How far decisions have come.
     *
     * @param day newest day that has been decided from
     * @param lookAgain day that this decision asks to be decided from next; empty where the schedule goes on
     */
    public record Decided(LocalDate day, Optional<LocalDate> lookAgain) {
        public Decided {
            if (lookAgain.filter(again -> !again.isAfter(day)).isPresent()) {
                throw new IllegalArgumentException(
                        "expected another look after " + day + ", found one on " + lookAgain.orElseThrow());
            }
        }
    }

    /**
     * The day to be decided from next.
     *
     * @param first first day of the domain
     * @param decided the newest decision; empty before the first
     */
    public LocalDate next(LocalDate first, Optional<Decided> decided) {
        return decided.flatMap(Decided::lookAgain).orElseGet(() -> scheduled(first, decided.map(Decided::day)));
    }

    private LocalDate scheduled(LocalDate first, Optional<LocalDate> decided) {
        LocalDate cut = next(first, decided, everyDays);
        LocalDate check = onDrift ? next(first, decided, CHECK_DAYS) : cut;
        return check.isBefore(cut) ? check : cut;
    }

    /** Whether a day to be decided from is a cut, and not a look for drift alone. */
    public boolean isCut(LocalDate first, LocalDate day) {
        return ChronoUnit.DAYS.between(first.plusDays(FIRST_DAYS), day) % everyDays == 0;
    }

    /**
     * The newest cut that can be decided and has not been, or else the newest look for drift: one, even when days of several
     * are there.
     *
     * @param first first day of the domain
     * @param last last day that is there
     * @param decided the newest decision; empty before the first
     */
    public Optional<LocalDate> due(LocalDate first, LocalDate last, Optional<Decided> decided) {
        Optional<LocalDate> again = decided.flatMap(Decided::lookAgain);
        if (again.isPresent()) {
            return again.filter(day -> !last.isBefore(day.plusDays(delayDays)));
        }
        Optional<LocalDate> day = decided.map(Decided::day);
        Optional<LocalDate> cut = due(first, last, day, everyDays);
        return cut.isPresent() || !onDrift ? cut : due(first, last, day, CHECK_DAYS);
    }

    /** The last day that is published before the next decision. */
    public LocalDate waitsBehind(LocalDate first, Optional<Decided> decided) {
        return next(first, decided).plusDays(delayDays);
    }

    private Optional<LocalDate> due(LocalDate first, LocalDate last, Optional<LocalDate> decided, int every) {
        LocalDate next = next(first, decided, every);
        long behind = ChronoUnit.DAYS.between(next.plusDays(delayDays), last);
        return behind < 0 ? Optional.empty() : Optional.of(next.plusDays(behind / every * every));
    }

    private static LocalDate next(LocalDate first, Optional<LocalDate> decided, int every) {
        LocalDate firstCut = first.plusDays(FIRST_DAYS);
        return decided.filter(cut -> !cut.isBefore(firstCut))
                .map(cut -> firstCut.plusDays((ChronoUnit.DAYS.between(firstCut, cut) / every + 1) * every))
                .orElse(firstCut);
    }
}
