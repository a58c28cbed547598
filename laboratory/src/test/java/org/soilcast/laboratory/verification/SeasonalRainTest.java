package org.soilcast.laboratory.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.DaySpan;

class SeasonalRainTest {
    private static final LocalDate FIRST = LocalDate.parse("2010-01-01");
    private static final LocalDate CUT = LocalDate.parse("2015-12-31");
    private static final LocalDate DATE = LocalDate.parse("2016-07-04");
    private static final int DAYS = 7 * 365;
    private static final long SEED = 3;

    private static float[] rain() {
        var random = new SplittableRandom(SEED);
        var rainMm = new float[DAYS];
        for (int day = 0; day < DAYS; day++) {
            rainMm[day] = random.nextDouble() < 0.3 ? (float) (-8 * Math.log(random.nextDouble())) : 0;
        }
        return rainMm;
    }

    private static SeasonalRain of(float[] rainMm) {
        return new SeasonalRain(
                new CellForcing(new DaySpan(FIRST, DAYS), 1, rainMm, new float[DAYS], new float[DAYS]), CUT);
    }

    private static int day(LocalDate date) {
        return new DaySpan(FIRST, DAYS).day(date);
    }

    @Test
    void aSumIsThatOfNinetyDaysUpToTheDate() {
        float[] rainMm = rain();
        double sum = 0;
        for (int day = day(DATE) - 89; day <= day(DATE); day++) {
            sum += rainMm[day];
        }
        assertThat(of(rainMm).sumMm(DATE, 0)).as("seed %d", SEED).isCloseTo(sum, within(1e-3));
        assertThat(of(rainMm).sumMm(FIRST.plusDays(88), 0)).isNaN();
        assertThat(of(rainMm).sumMm(FIRST.plusDays(89), 0)).isNotNaN();
    }

    @Test
    void nothingAfterTheDateCountsNorAnythingAfterTheCutForWhatIsUsual() {
        float[] rainMm = rain();
        double index = of(rainMm).index(DATE, 0);
        for (int day = day(CUT) + 1; day < DAYS; day++) {
            boolean own = day > day(DATE) - SeasonalRain.DAYS && day <= day(DATE);
            rainMm[day] = own ? rainMm[day] : 50;
        }
        assertThat(of(rainMm).index(DATE, 0)).as("seed %d", SEED).isCloseTo(index, within(1e-6));
    }

    @Test
    void drierIsLess() {
        float[] rainMm = rain();
        double index = of(rainMm).index(DATE, 0);
        for (int day = day(DATE) - 40; day <= day(DATE); day++) {
            rainMm[day] = 0;
        }
        assertThat(of(rainMm).index(DATE, 0)).as("seed %d", SEED).isLessThan(index - 0.5);
        assertThat(of(new float[DAYS]).index(DATE, 0)).isNaN();
    }
}
