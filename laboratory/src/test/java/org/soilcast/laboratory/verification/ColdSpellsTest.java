package org.soilcast.laboratory.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.laboratory.MadeUpHistory;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.learning.history.CellAttributes;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.run.DayLineRun;
import org.soilcast.learning.run.OpenLoop;

/** A cell with frost from December to February, and retrievals each day of the year that are wetter than the model. */
class ColdSpellsTest {
    private static final int DAYS = 2 * 365;
    private static final int FIRST_COLD = 250; // of each year that begins in April
    private static final int LAST_COLD = 330;

    private static boolean isCold(int day) {
        return day % 365 >= FIRST_COLD && day % 365 <= LAST_COLD;
    }

    private static float[] days(IntToDoubleFunction value) {
        var values = new float[DAYS];
        for (int day = 0; day < DAYS; day++) {
            values[day] = (float) value.applyAsDouble(day);
        }
        return values;
    }

    private static CellHistory history(float[] retrievals) {
        return new CellHistory(
                List.of(new CellHistory.Cell("0", 45, -100)),
                new CellForcing(
                        new DaySpan(MadeUpHistory.FIRST, DAYS),
                        1,
                        days(day -> day % 6 == 0 && !isCold(day) ? 9 : 0),
                        days(day -> isCold(day) ? -8 : 14),
                        days(day -> isCold(day) ? 0.3 : 3)),
                retrievals,
                retrievals,
                CellAttributes.of(Map.of("sand_percent", new float[] {40}, "clay_percent", new float[] {20}), 1),
                ObservationOperator.END_OF_DAY);
    }

    @Test
    void nothingIsMovedInTheColdAndWhatWasMovedBeforeFades() {
        CellHistory dry = history(days(day -> Double.NaN));
        float[] parameters = ParameterLogits.ofTexture(dry.inputs()).parameters();
        float[] start = OpenLoop.cycled(dry.forcing(), parameters, 6);
        OpenLoop openLoop = OpenLoop.run(dry.forcing(), parameters, start, dry.observation());
        CellHistory wetter = history(days(day -> openLoop.surfaceM3PerM3(day, 0) + 0.04));
        DayLineRun.Series series = new DayLineRun(wetter, parameters, start)
                .with(
                        new DayNumbers(Optional.of(FilterNumbers.PLANNED), Optional.empty()),
                        Reported.INCREMENT_MM,
                        Reported.ROOT_ZONE_MEAN,
                        Reported.ROOT_ZONE_OPEN_LOOP);
        var spells = new ColdSpells(wetter, series, openLoop, MadeUpHistory.FIRST);

        double before = spells.before()[0];
        double atEnd = spells.atEnd()[0];
        System.out.printf("before %.5f, at the end %.5f, growth %.5f%n", before, atEnd, spells.growth()[0]);
        assertThat(spells.increment()[0]).isZero();
        assertThat(before).isGreaterThan(0.002);
        assertThat(atEnd).isLessThanOrEqualTo(before);
        double byHand = 0;
        for (int year = 0; year < 2; year++) {
            byHand +=
                    (difference(series, year * 365 + LAST_COLD) - difference(series, year * 365 + FIRST_COLD - 1)) / 2;
        }
        assertThat(spells.growth()[0]).isCloseTo(byHand, within(1e-9));
    }

    private static double difference(DayLineRun.Series series, int day) {
        return series.row(Reported.ROOT_ZONE_MEAN)[day] - (double) series.row(Reported.ROOT_ZONE_OPEN_LOOP)[day];
    }

    @Test
    void whereItIsNeverColdThereIsNothingToSay() {
        CellHistory mild = MadeUpHistory.of(2, 60, (day, cell) -> Double.NaN);
        float[] parameters = ParameterLogits.ofTexture(mild.inputs()).parameters();
        float[] start = OpenLoop.cycled(mild.forcing(), parameters, 1);
        DayLineRun.Series series = new DayLineRun(mild, parameters, start)
                .with(
                        new DayNumbers(Optional.empty(), Optional.empty()),
                        Reported.INCREMENT_MM,
                        Reported.ROOT_ZONE_MEAN,
                        Reported.ROOT_ZONE_OPEN_LOOP);
        OpenLoop openLoop = OpenLoop.run(mild.forcing(), parameters, start, mild.observation());
        var spells = new ColdSpells(mild, series, openLoop, MadeUpHistory.FIRST);
        assertThat(spells.increment()).containsExactly(Double.NaN, Double.NaN);
        assertThat(spells.growth()).containsExactly(Double.NaN, Double.NaN);
    }
}
