package org.soilcast.learning.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.MadeUpCells;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.DayLineRun;

class DayLearningTest {
    private static final int CELLS = 12;
    private static final int DAYS = 160;
    private static final double RETRIEVAL_SD = 0.045;

    private static float[] parameters() {
        var parameters = new float[Parameter.values().length * CELLS];
        for (Parameter parameter : Parameter.values()) {
            for (int cell = 0; cell < CELLS; cell++) {
                parameters[parameter.ordinal() * CELLS + cell] = (float) parameter.fromUnit(.4);
            }
        }
        return parameters;
    }

    /** Retrievals of the model itself with an error of a known size. */
    private static CellHistory noisy() {
        CellHistory weather = MadeUpCells.of(CELLS, DAYS, ObservationOperator.END_OF_DAY, (day, cell) -> Float.NaN);
        float[] truth = DayLineRun.settled(weather, parameters(), 6).openLoop();
        var random = new Random(5);
        return MadeUpCells.of(
                CELLS,
                DAYS,
                ObservationOperator.END_OF_DAY,
                (day, cell) -> day % 2 == 0
                        ? truth[day * CELLS + cell] + (float) (RETRIEVAL_SD * random.nextGaussian())
                        : Float.NaN);
    }

    @Test
    void theFilterLearnsHowFarRetrievalsAreOff() {
        var learning = new FilterLearning(DayLineRun.settled(noisy(), parameters(), 6));
        FilterNumbers learned = learning.learn();
        assertThat(learning.loss(learned)).isLessThan(learning.loss(FilterNumbers.PLANNED));
        assertThat(learned.retrievalSdM3PerM3()).isCloseTo(RETRIEVAL_SD, within(0.008));
        assertThat(learned.spread().layer1NoiseM3PerM3())
                .as("nothing but the retrieval errs")
                .isLessThan(FilterNumbers.PLANNED.spread().layer1NoiseM3PerM3());
    }

    @Test
    void theSameHistoryGivesTheSameBytes() {
        CellHistory history = MadeUpCells.of(CELLS, DAYS);
        DayNumbers first = DayLearning.learn(history, parameters(), 3);
        DayNumbers second = DayLearning.learn(history, parameters(), 3);
        assertThat(first.into(BundleSections.none()).bytes())
                .isEqualTo(second.into(BundleSections.none()).bytes());
    }

    @Test
    void withoutRetrievalsTheFilterIsThePlannedOne() {
        CellHistory none = MadeUpCells.of(CELLS, DAYS, ObservationOperator.END_OF_DAY, (day, cell) -> Float.NaN);
        assertThat(new FilterLearning(DayLineRun.settled(none, parameters(), 1)).learn())
                .isEqualTo(FilterNumbers.PLANNED);
    }

    @Test
    void fewSamplesAreSeenAsOftenAsMany() {
        CorrectionSettings standard = CorrectionSettings.standard(1);
        assertThat(standard.forSamples(1_000_000)).isEqualTo(standard);
        assertThat(standard.forSamples(6_000).steps()).isEqualTo(60 * 6_000 / standard.batch());
        assertThat(standard.forSamples(10).steps()).isEqualTo(50);
    }
}
