package org.soilcast.laboratory.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.laboratory.MadeUpHistory;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.OpenLoop;

class ForecastVerificationTest {
    private static final int CELLS = 5;
    private static final int TRAINING_DAYS = 200;
    private static final int DAYS = 330;
    private static final long SEED = 61;

    private static List<LeadRow> competitors(MadeUpHistory.Series retrievals) {
        CellHistory history = MadeUpHistory.of(CELLS, DAYS, retrievals);
        return verification(history).competitors();
    }

    private static ForecastVerification verification(CellHistory history) {
        LocalDate trainTo = MadeUpHistory.FIRST.plusDays(TRAINING_DAYS - 1L);
        return new ForecastVerification(history, trainTo, trainTo.plusDays(1));
    }

    private static LeadRow row(List<LeadRow> rows, String model, String leads, String metric) {
        return rows.stream()
                .filter(one -> one.model().equals(model)
                        && one.leads().equals(leads)
                        && one.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    /** White noise of deviation s: persistence errs by √2·s, damped persistence and climatology by s. */
    @Test
    void noiseHasTheErrorsOfItsDeviation() {
        double sd = 0.04;
        var random = new SplittableRandom(SEED);
        var noise = new double[DAYS * CELLS];
        Arrays.setAll(noise, i -> 0.25 + sd * random.nextGaussian());
        List<LeadRow> rows = competitors((day, cell) -> noise[day * CELLS + cell]);
        for (String leads : List.of("1", "5", "15")) {
            assertThat(row(rows, "persistence", leads, "rmse").mean())
                    .as("seed %s", SEED)
                    .isCloseTo(Math.sqrt(2) * sd, within(0.012));
            assertThat(row(rows, "damped-persistence", leads, "rmse").mean()).isCloseTo(sd, within(0.008));
            assertThat(row(rows, "climatology", leads, "rmse").mean()).isCloseTo(sd, within(0.008));
            // of a normal distribution that is right: s/√π
            assertThat(row(rows, "damped-persistence", leads, "crps").mean())
                    .isCloseTo(sd / Math.sqrt(Math.PI), within(0.005));
            assertThat(row(rows, "damped-persistence", leads, "coverage_90").mean())
                    .isCloseTo(0.9, within(0.08));
        }
    }

    /** An autoregression of factor ρ a day: the damping of lead k is ρ^k, so the error's variance is (1 − ρ^2k) of all. */
    @Test
    void dampedPersistenceFindsTheFactorOfEachLead() {
        double kept = 0.9;
        double sd = 0.05;
        var random = new SplittableRandom(SEED);
        var values = new double[DAYS * CELLS];
        for (int i = 0; i < values.length; i++) {
            double before = i < CELLS ? 0 : values[i - CELLS] - 0.25;
            values[i] = 0.25 + kept * before + sd * Math.sqrt(1 - kept * kept) * random.nextGaussian();
        }
        List<LeadRow> rows = competitors((day, cell) -> values[day * CELLS + cell]);
        for (int lead : new int[] {1, 5}) {
            double expected = sd * Math.sqrt(1 - Math.pow(kept, 2 * lead));
            assertThat(row(rows, "damped-persistence", Integer.toString(lead), "rmse")
                            .mean())
                    .as("seed %s, lead %s", SEED, lead)
                    .isCloseTo(expected, within(0.3 * expected));
        }
    }

    /** Retrievals that are the model's own open loop are forecast without error when the weather is known. */
    @Test
    void theModelItselfIsForecastExactlyWhenTheWeatherIsKnown() {
        CellHistory weather = MadeUpHistory.of(CELLS, DAYS, (day, cell) -> Double.NaN);
        var parameters = new float[Parameter.values().length * CELLS];
        for (Parameter parameter : Parameter.values()) {
            for (int cell = 0; cell < CELLS; cell++) {
                parameters[parameter.ordinal() * CELLS + cell] = (float) parameter.fromUnit(.4);
            }
        }
        CellHistory training = weather.between(MadeUpHistory.FIRST, MadeUpHistory.FIRST.plusDays(TRAINING_DAYS - 1L));
        float[] start = OpenLoop.cycled(training.forcing(), parameters, 6);
        OpenLoop truth = OpenLoop.run(weather.forcing(), parameters, start, weather.observation());
        CellHistory history = MadeUpHistory.of(CELLS, DAYS, truth::surfaceM3PerM3);
        var none = new DayNumbers(Optional.empty(), Optional.empty());
        List<LeadRow> rows =
                verification(history).of("model", parameters, none, Optional.empty(), "trained", 0, 1, 2, 3, 4);
        for (String leads : List.of("1", "5", "15", "22-28")) {
            assertThat(error(rows, "model-forecast-weather-known", leads)).isLessThan(1e-5);
            assertThat(error(rows, "model-forecast", leads)).isGreaterThan(1e-3);
        }
    }

    private static double error(List<LeadRow> rows, String model, String leads) {
        return row(rows, model, leads, "rmse").mean();
    }
}
