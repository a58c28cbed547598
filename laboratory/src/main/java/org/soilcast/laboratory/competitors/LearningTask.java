package org.soilcast.laboratory.competitors;

import java.time.LocalDate;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;

/**
 * What a competitor gets.
 *
 * @param training cells and days to learn from
 * @param target cells to predict, on all days from the first training day to the last one to be judged. Of these cells
 *     a day's retrieval is known on the days after it, and to be predicted on its own
 */
public record LearningTask(CellHistory training, CellHistory target) {
    public LearningTask {
        DaySpan days = target.span();
        if (!training.span().first().equals(days.first())
                || training.span().last().isAfter(days.last())) {
            throw new IllegalArgumentException("training days " + training.span() + " must be the first of " + days);
        }
    }

    /** Last training day. */
    public LocalDate trainTo() {
        return training.span().last();
    }

    /** The target's cells on the training days. */
    public CellHistory targetInTraining() {
        return target.between(training.span().first(), trainTo());
    }
}
