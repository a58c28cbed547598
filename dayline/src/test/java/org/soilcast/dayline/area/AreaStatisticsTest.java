package org.soilcast.dayline.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;

class AreaStatisticsTest {
    private static final float[] NO_MEMBER = new float[5];

    /** 10 % in D4, 20 % in D2, 30 % in D0, 40 % in W1: DSCI is 5·10 + 3·20 + 1·30. */
    @Test
    void whatIsKnownOfSharesIsFound() {
        var sums = new AreaSums();
        add(sums, 10, 1);
        add(sums, 20, 8);
        add(sums, 30, 25);
        add(sums, 40, 85);
        var statistics = new AreaStatistics(sums, Depth.ROOT_ZONE);
        assertThat(statistics.percentile()).isCloseTo(.1f + 1.6f + 7.5f + 34, within(1e-4f));
        assertThat(statistics.dsci()).isCloseTo(50 + 60 + 30, within(1e-3f));
        assertThat(statistics.percentIn(DroughtClass.D2)).isCloseTo(20, within(1e-4f));
        assertThat(statistics.percentFrom(DroughtClass.D4)).isCloseTo(10, within(1e-4f));
        assertThat(statistics.percentFrom(DroughtClass.D2)).isCloseTo(30, within(1e-4f));
        assertThat(statistics.percentFrom(DroughtClass.D0)).isCloseTo(60, within(1e-4f));
        assertThat(statistics.percentFrom(DroughtClass.W0)).isCloseTo(40, within(1e-4f));
        assertThat(statistics.percentFrom(DroughtClass.W2)).isZero();
        assertThat(statistics.cells()).isEqualTo(4);
        assertThat(statistics.knownPercent()).isEqualTo(100);
        assertThat(new AreaStatistics(sums, Depth.SURFACE).percentile()).isNaN();
        assertThat(new AreaStatistics(sums, Depth.SURFACE).knownPercent()).isZero();
    }

    @Test
    void allInTheWorstClassIsFiveHundredAndNormalIsNothing() {
        var worst = new AreaSums();
        add(worst, 7, 2);
        assertThat(new AreaStatistics(worst, Depth.ROOT_ZONE).dsci()).isEqualTo(500);
        var normal = new AreaSums();
        add(normal, 7, 31);
        assertThat(new AreaStatistics(normal, Depth.ROOT_ZONE).dsci()).isZero();
    }

    @Test
    void cellsOfWhichNothingIsKnownAreLeftOutAndSaid() {
        var sums = new AreaSums();
        add(sums, 30, 15);
        add(sums, 10, Float.NaN);
        var statistics = new AreaStatistics(sums, Depth.ROOT_ZONE);
        assertThat(statistics.percentile()).isEqualTo(15);
        assertThat(statistics.knownPercent()).isCloseTo(75, within(1e-4f));
        assertThat(statistics.percentIn(DroughtClass.D1)).isEqualTo(100);
    }

    @Test
    void sharesOfMembersAreMeans() {
        var sums = new AreaSums();
        for (float weight : new float[] {1, 3}) {
            sums.addCell(weight);
            sums.add(Depth.SURFACE, weight, 10, new float[] {0, 0, weight == 1 ? 1 : .5f, 1, 1});
        }
        assertThat(new AreaStatistics(sums, Depth.SURFACE).likelyPercent()).containsExactly(0, 0, 62.5f, 100, 100);
    }

    @Test
    void partsAddUp() {
        var whole = new AreaSums();
        var parts = new AreaSums();
        for (int part = 0; part < 4; part++) {
            var sums = new AreaSums();
            add(sums, 1 << part, 10 * part);
            add(whole, 1 << part, 10 * part);
            parts.add(sums);
        }
        assertThat(parts.numbers()).containsExactly(whole.numbers());
    }

    @Test
    void changesCompareTwoDates() {
        var series = new HashMap<LocalDate, Float>();
        LocalDate first = LocalDate.of(2020, 1, 1);
        for (int day = 0; day <= 364; day++) {
            series.put(first.plusDays(day), (float) day);
        }
        for (int weeks : WeekChange.WEEKS) {
            assertThat(WeekChange.of(series, first.plusDays(364), weeks)).isEqualTo(7 * weeks);
        }
        assertThat(WeekChange.of(series, first.plusDays(6), 1)).isNaN();
    }

    private static void add(AreaSums sums, float weight, float percentile) {
        sums.addCell(weight);
        sums.add(Depth.ROOT_ZONE, weight, percentile, NO_MEMBER);
    }
}
