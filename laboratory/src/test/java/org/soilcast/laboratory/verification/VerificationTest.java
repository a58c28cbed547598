package org.soilcast.laboratory.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.laboratory.MadeUpHistory;
import org.soilcast.laboratory.evaluation.Outcome;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.laboratory.evaluation.ResultRow;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.OpenLoop;

/** A filter on a model that is right but for its rain, verified with a truth that is the model's with the right rain. */
class VerificationTest {
    private static final int CELLS = 4;
    private static final int DAYS = 4 * 365;
    private static final LocalDate TRAIN_TO = MadeUpHistory.FIRST.plusDays(2 * 365 - 1L);
    private static final LocalDate FROM = TRAIN_TO.plusDays(1);
    private static final int CYCLES = 6;
    private static final DayNumbers FILTER = new DayNumbers(Optional.of(FilterNumbers.PLANNED), Optional.empty());

    private static float[] parameters = new float[0];
    private static float[] openLoop = new float[0];
    private static CellHistory history = MadeUpHistory.of(1, 1, (day, cell) -> 0.2);

    @BeforeAll
    static void wetTheModel() {
        CellHistory plain = MadeUpHistory.of(CELLS, DAYS, (day, cell) -> Double.NaN);
        parameters = ParameterLogits.ofTexture(plain.inputs()).parameters();
        float[] start = OpenLoop.cycled(plain.forcing().between(MadeUpHistory.FIRST, TRAIN_TO), parameters, CYCLES);
        openLoop = OpenLoop.run(plain.forcing(), parameters, start, plain.observation())
                .surface();
        history = MadeUpHistory.of(CELLS, DAYS, (day, cell) -> day % 3 == 0 ? truth(day, cell) : Double.NaN);
    }

    /** Slowly wetter and drier than the open loop. */
    private static double truth(int day, int cell) {
        return openLoop[day * CELLS + cell] + 0.03 * Math.sin(day / 20.0 + cell);
    }

    private static Verification verification(Observations observations) {
        return new Verification(history, TRAIN_TO, FROM, observations);
    }

    private static Observations probes(float[] rootZone) {
        var surface = new float[DAYS * CELLS];
        fill(surface, at -> (float) truth(at / CELLS, at % CELLS));
        return new Observations(Optional.of(new ProbeSeries(surface, rootZone)), Optional.empty());
    }

    private static Map<String, ResultRow> byName(List<ResultRow> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.model() + " " + row.metric(), row -> row));
    }

    private static double median(Map<String, ResultRow> rows, String name) {
        ResultRow row = rows.get(name);
        assertThat(row).as(name + " of " + rows.keySet()).isNotNull();
        return row == null ? Double.NaN : row.median();
    }

    @Test
    void aFilterComesNearerToWhatItHasNotSeenOfAnErrorThatLasts() {
        Map<String, ResultRow> rows = byName(verification(probes(new float[DAYS * CELLS]))
                .ofAnalysis("b", Split.TRAINED, parameters, FILTER, 0, 1, 2, 3));

        assertThat(median(rows, "b-open-loop withheld_ubrmse")).isCloseTo(0.03 / Math.sqrt(2), within(0.002));
        assertThat(median(rows, "b-analysis withheld_ubrmse"))
                .isLessThan(0.8 * median(rows, "b-open-loop withheld_ubrmse"));
        assertThat(median(rows, "b-analysis share_withheld_anomaly_r_higher")).isEqualTo(1);
        assertThat(median(rows, "b-filter o_minus_a_sd")).isLessThan(median(rows, "b-filter o_minus_f_sd"));
        assertThat(Math.abs(median(rows, "b-filter monthly_increment")))
                .isLessThan(median(rows, "b-filter monthly_increment_size"));
        assertThat(rows.values()).allSatisfy(row -> {
            assertThat(row.from()).isEqualTo(FROM);
            assertThat(row.split()).isEqualTo("trained");
        });
    }

    @Test
    void onlyCellsOfTheSplitAreCounted() {
        Map<String, ResultRow> rows = byName(
                verification(probes(new float[DAYS * CELLS])).ofAnalysis("b", Split.UNSEEN, parameters, FILTER, 1, 3));
        assertThat(rows.values()).allSatisfy(row -> assertThat(row.cells()).isEqualTo(2));
    }

    @Test
    void aPredictionIsComparedWithTheProbeOnAllDays() {
        Outcome outcome = new Outcome("open", Split.TRAINED, openLoop, Optional.empty(), Optional.empty(), 0);
        Map<String, ResultRow> rows =
                byName(verification(probes(new float[DAYS * CELLS])).ofPrediction(outcome));
        assertThat(median(rows, "open probe_rmse")).isCloseTo(0.03 / Math.sqrt(2), within(0.002));
        assertThat(verification(Observations.NONE).ofPrediction(outcome)).isEmpty();
    }

    @Test
    void aForecastIsComparedWithAnotherCellByCell() {
        var worse = new float[openLoop.length];
        fill(worse, at -> openLoop[at] + (at % CELLS == 0 ? 0 : 0.2f));
        var one = new Outcome("one", Split.TRAINED, openLoop, Optional.empty(), Optional.empty(), 0);
        var other = new Outcome("other", Split.TRAINED, worse, Optional.empty(), Optional.empty(), 0);
        ResultRow row = verification(Observations.NONE).comparison(one, other).get(0);
        assertThat(row.mean()).isEqualTo(0.75);
        assertThat(row.cells()).isEqualTo(CELLS);
    }

    @Test
    void droughtMapsAreComparedWithAnalysisOpenLoopAndRain() {
        List<LocalDate> dates = new ArrayList<>();
        for (LocalDate date = FROM; date.isBefore(history.span().last()); date = date.plusWeeks(1)) {
            dates.add(date);
        }
        var rain = new SeasonalRain(history.forcing(), TRAIN_TO);
        var meanClass = new float[dates.size() * CELLS];
        fill(meanClass, at -> (float) -rain.index(dates.get(at / CELLS), at % CELLS));
        var maps = new DroughtMaps(dates, meanClass, new float[meanClass.length]);
        Map<String, ResultRow> rows = byName(verification(new Observations(Optional.empty(), Optional.of(maps)))
                .ofAnalysis("b", Split.TRAINED, parameters, FILTER, 0, 1, 2, 3));

        assertThat(median(rows, "spi-90 drought_rank_correlation")).isCloseTo(1, within(1e-6));
        assertThat(median(rows, "b-analysis drought_rank_correlation")).isBetween(-1.0, 1.0);
        assertThat(median(rows, "b-open-loop drought_rank_correlation")).isBetween(-1.0, 1.0);
        assertThat(median(rows, "b-open-loop-30-days drought_rank_correlation"))
                .isBetween(-1.0, 1.0)
                .isNotEqualTo(median(rows, "b-open-loop drought_rank_correlation"));
        assertThat(rows).doesNotContainKey("spi-90 d1_hit_rate"); // no event
    }

    private static void fill(float[] values, IntToDoubleFunction of) {
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) of.applyAsDouble(at);
        }
    }
}
