package org.soilcast.laboratory.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.soilcast.learning.correction.ForecastLikelihood;

class GainLearningTest {
    private static final int FIRST_DAY = 45;

    @Test
    void whatIsLearnedIsLikelierThanWhatWasPlanned() {
        SettledCells cells = AnalysisScene.cells(AnalysisScene.DAYS);
        var planned = new LearnedGain(GainNumbers.PLANNED);
        Analysis learned = new GainLearning().from(cells);
        double before = ForecastLikelihood.loss(cells.history(), planned.forecasts(cells), FIRST_DAY);
        double after = ForecastLikelihood.loss(cells.history(), learned.forecasts(cells), FIRST_DAY);
        System.out.printf("loss %.3f, learned %.3f: %s%n", before, after, learned);
        assertThat(after).isLessThan(before);
    }

    @Test
    void withoutRetrievalsNothingIsLearned() {
        assertThat(new GainLearning().from(AnalysisScene.cells(-1))).isEqualTo(new LearnedGain(GainNumbers.PLANNED));
        assertThat(new VariationalLearning().from(AnalysisScene.cells(-1)))
                .isEqualTo(new VariationalAnalysis(VariationalNumbers.PLANNED));
    }
}
