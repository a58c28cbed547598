package org.soilcast.laboratory.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.soilcast.laboratory.MadeUpHistory;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.learning.history.CellHistory;

class InnovationHealthTest {
    private static final int CELLS = 6;
    private static final int DAYS = 40;

    /** Forecasts that miss each retrieval by so many standard deviations, in turn. */
    private static Outcome outcome(CellHistory history, double... missed) {
        var surface = new float[DAYS * CELLS];
        var sd = new float[DAYS * CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            int seen = 0;
            for (int day = 0; day < DAYS; day++) {
                int at = day * CELLS + cell;
                sd[at] = 0.02f;
                float retrieval = history.recommendedRetrieval(day, cell);
                surface[at] = retrieval - (float) (missed[seen % missed.length] * sd[at]);
                seen += Float.isNaN(retrieval) ? 0 : 1;
            }
        }
        return new Outcome("made up", Split.TRAINED, surface, Optional.of(sd), Optional.empty(), 0);
    }

    @Test
    void figuresAreThoseOfTheMisses() {
        CellHistory history = MadeUpHistory.of(CELLS, DAYS, (day, cell) -> day % 3 == 0 ? .2 : Double.NaN);
        List<ResultRow> rows = InnovationHealth.rows(outcome(history, 2, -2), history, MadeUpHistory.FIRST);
        var byName = rows.stream().collect(Collectors.toMap(ResultRow::metric, ResultRow::mean));
        assertThat(byName.get(InnovationHealth.MEAN)).isCloseTo(0, within(2e-3));
        assertThat(byName.get(InnovationHealth.SD)).isCloseTo(2, within(.01));
        assertThat(byName.get(InnovationHealth.LAG_1)).isCloseTo(-1, within(.05));
        assertThat(byName.get(InnovationHealth.COVERAGE)).isZero();
        rows = InnovationHealth.rows(outcome(history, 1, 1, 2), history, MadeUpHistory.FIRST);
        assertThat(rows.get(3).mean()).isCloseTo(2 / 3.0, within(.05));
    }

    @Test
    void aModelThatSaysNothingOfItsErrorHasNoFigures() {
        CellHistory history = MadeUpHistory.of(CELLS, DAYS, (day, cell) -> day % 3 == 0 ? .2 : Double.NaN);
        var silent =
                new Outcome("made up", Split.TRAINED, new float[DAYS * CELLS], Optional.empty(), Optional.empty(), 0);
        assertThat(InnovationHealth.rows(silent, history, MadeUpHistory.FIRST)).isEmpty();
    }
}
