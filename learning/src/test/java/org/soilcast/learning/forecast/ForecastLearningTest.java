package org.soilcast.learning.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.ResidualNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.dayline.forecast.ForecastNumbers;
import org.soilcast.dayline.forecast.ForecastSpan;
import org.soilcast.dayline.forecast.Predictors.OfMean;
import org.soilcast.dayline.forecast.SpanNumbers;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.MadeUpCells;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.OpenLoop;

class ForecastLearningTest {
    private static final int CELLS = 16;
    private static final int DAYS = 170;
    private static final long SEED = 51;
    private static final double BIAS_M3_PER_M3 = 0.03;
    private static final double RETRIEVAL_SD = 0.01;
    private static final DayNumbers NUMBERS = new DayNumbers(
            Optional.of(FilterNumbers.PLANNED),
            Optional.of(new Correction(new ResidualNumbers(30, 0.02, 2, 0.01, RETRIEVAL_SD), Optional.empty())));

    private static float[] parameters() {
        var parameters = new float[Parameter.values().length * CELLS];
        for (Parameter parameter : Parameter.values()) {
            for (int cell = 0; cell < CELLS; cell++) {
                parameters[parameter.ordinal() * CELLS + cell] = (float) parameter.fromUnit(.3 + .01 * cell);
            }
        }
        return parameters;
    }

    /** Retrievals of the model itself with a bias, which the calibration has to find, and an error. */
    private static CellHistory history() {
        ObservationOperator operator = ObservationOperator.END_OF_DAY;
        CellHistory weather = MadeUpCells.of(CELLS, DAYS, operator, (day, cell) -> Float.NaN);
        float[] start = OpenLoop.cycled(weather.forcing(), parameters(), 6);
        OpenLoop truth = OpenLoop.run(weather.forcing(), parameters(), start, operator);
        var random = new SplittableRandom(SEED);
        return MadeUpCells.of(
                CELLS,
                DAYS,
                operator,
                (day, cell) -> (day + cell) % 2 == 0
                        ? (float) (truth.surfaceM3PerM3(day, cell)
                                + BIAS_M3_PER_M3
                                + RETRIEVAL_SD * random.nextGaussian())
                        : Float.NaN);
    }

    /** With the weather that came, bias and retrieval error are all that is left to find, at every lead. */
    @Test
    void underTheWeatherThatCameTheErrorIsThatOfTheRetrieval() {
        ForecastNumbers learned =
                ForecastLearning.learn(history(), parameters(), NUMBERS).orElseThrow();
        assertThat(learned.given())
                .hasSize(ForecastSpan.of(ForecastSpan.WHOLE_DAYS).size());
        assertThat(learned.retrievalSdM3PerM3()).isEqualTo((float) RETRIEVAL_SD);
        for (int lead = 1; lead <= ForecastSpan.DAILY_LEADS; lead++) {
            SpanNumbers given = learned.given().get(lead - 1);
            assertThat(given.ofMean()[OfMean.OPEN_LOOP.ordinal()] + given.ofMean()[OfMean.OPEN_LOOP_AT_ISSUE.ordinal()])
                    .as("lead %s, seed %s", lead, SEED)
                    .isCloseTo(1, within(0.1f));
        }
    }

    /** Errors of two kinds, one in ten four times as large: nine of ten lie in the interval that is learned. */
    @Test
    void theIntervalCoversNineOfTenSamplesThoughTheirTailsAreLong() {
        var samples = new SpanSamples();
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < 4_000; i++) {
            double sd = random.nextInt(10) == 0 ? 0.08 : 0.02;
            var ofMean = new float[OfMean.values().length];
            ofMean[OfMean.CONSTANT.ordinal()] = 1;
            ofMean[OfMean.OPEN_LOOP.ordinal()] = (float) (0.1 + 0.3 * random.nextDouble());
            double retrieved = ofMean[OfMean.OPEN_LOOP.ordinal()] + sd * random.nextGaussian();
            samples.add(ofMean, new float[] {1, 1e-4f, 9e-4f}, retrieved);
        }
        SpanNumbers learned = new SpanLearning(samples).learn();
        int covered = 0;
        for (int sample = 0; sample < samples.count(); sample++) {
            double mean = 0;
            double variance = 0;
            for (int term = 0; term < learned.ofMean().length; term++) {
                mean += learned.ofMean()[term] * samples.ofMean(sample, term);
            }
            for (int term = 0; term < learned.ofVariance().length; term++) {
                variance += learned.ofVariance()[term] * samples.ofVariance(sample, term);
            }
            covered += NormalScore.covers(mean, Math.sqrt(variance), samples.retrieved(sample)) ? 1 : 0;
        }
        assertThat((double) covered / samples.count()).as("seed %s", SEED).isCloseTo(0.9, within(0.002));
        assertThat(learned.ofMean()[OfMean.OPEN_LOOP.ordinal()]).isCloseTo(1, within(0.05f));
    }

    @Test
    void theSameDaysTeachTheSame() {
        ForecastNumbers once =
                ForecastLearning.learn(history(), parameters(), NUMBERS).orElseThrow();
        ForecastNumbers again =
                ForecastLearning.learn(history(), parameters(), NUMBERS).orElseThrow();
        for (int span = 0; span < once.traces().size(); span++) {
            assertThat(again.traces().get(span).ofMean())
                    .isEqualTo(once.traces().get(span).ofMean());
            assertThat(again.traces().get(span).ofVariance())
                    .isEqualTo(once.traces().get(span).ofVariance());
        }
    }

    @Test
    void withoutRetrievalsNothingIsLearned() {
        CellHistory none = MadeUpCells.of(CELLS, DAYS, ObservationOperator.END_OF_DAY, (day, cell) -> Float.NaN);
        assertThat(ForecastLearning.learn(none, parameters(), NUMBERS)).isEmpty();
    }
}
