package org.soilcast.laboratory.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.land.bundle.BundleManifest.Training;
import org.soilcast.land.bundle.LearnedCells;
import org.soilcast.learning.history.CellHistory.Cell;

class BundleSplitTest {
    private static final LocalDate LAST = LocalDate.parse("2016-03-31");
    private static final LocalDate AFTER = LAST.plusDays(1);
    private static final EnumSet<Split> BOTH = EnumSet.of(Split.TRAINED, Split.UNSEEN);
    /** Two cells of one block, and one of another. */
    private static final List<Cell> CELLS =
            List.of(new Cell("b", 33, -99), new Cell("a", 33.5f, -99), new Cell("c", 49.9f, -123.4f));

    @Test
    void eachCellIsInTheSplitThatItIsOf() {
        BundleSplit split = BundleSplit.of(trainedOn("a", "c"), "small", CELLS, BOTH, AFTER);

        assertThat(split.judged()).containsExactly(Split.TRAINED, Split.UNSEEN);
        float[] rows = {1, 2, 3, 4, 5, 6};
        assertThat(split.only(Split.TRAINED, rows)).containsExactly(Float.NaN, 2, 3, Float.NaN, 5, 6);
        assertThat(split.only(Split.UNSEEN, rows)).containsExactly(1, Float.NaN, Float.NaN, 4, Float.NaN, Float.NaN);
    }

    @Test
    void aSplitWithoutCellsIsNotJudged() {
        assertThat(BundleSplit.of(trainedOn("a", "b", "c"), "small", CELLS, BOTH, AFTER)
                        .judged())
                .containsExactly(Split.TRAINED);
        assertThat(BundleSplit.of(trainedOn("a", "b", "c"), "large", CELLS, BOTH, LAST)
                        .judged())
                .containsExactly(Split.UNSEEN);
        assertThat(BundleSplit.of(Optional.empty(), "small", CELLS, BOTH, LAST).judged())
                .containsExactly(Split.UNSEEN);
    }

    @Test
    void trainedCellsAreJudgedOnlyAfterTheTraining() {
        assertRefused(trainedOn("a"), CELLS, BOTH, LAST, "from 2016-03-31 on is not skill");
        assertThat(BundleSplit.of(trainedOn("a"), "small", CELLS, Set.of(Split.UNSEEN), LAST)
                        .judged())
                .containsExactly(Split.UNSEEN);
    }

    @Test
    void whatCannotBeToldIsNotJudged() {
        assertRefused(Optional.of(new Training(LAST, LAST, Optional.empty())), CELLS, BOTH, AFTER, "does not say");
        assertRefused(trainedOn("a"), CELLS, Set.of(Split.REGION), AFTER, "splits asked for");
    }

    private static void assertRefused(
            Optional<Training> training, List<Cell> cells, Set<Split> wanted, LocalDate from, String reason) {
        assertThatThrownBy(() -> BundleSplit.of(training, "small", cells, wanted, from))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static Optional<Training> trainedOn(String... keys) {
        return Optional.of(new Training(LAST, LAST, Optional.of(LearnedCells.of("small", List.of(keys)))));
    }
}
