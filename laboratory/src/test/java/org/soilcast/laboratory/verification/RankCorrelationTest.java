package org.soilcast.laboratory.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
    /** Ranks 1, 2½, 2½, 4 and 1, 2, 3, 4: covariance 4.5, squares 4.5 and 5. */
    @Test
    void equalValuesShareTheMeanOfTheirRanks() {
        assertThat(RankCorrelation.of(new double[] {-3, 0, 0, 80}, new double[] {1, 2, 3, 4}))
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    @Test
    void onlyTheOrderCounts() {
        assertThat(RankCorrelation.of(new double[] {1, 2, 30}, new double[] {-9, 0, 1}))
                .isCloseTo(1, within(1e-12));
        assertThat(RankCorrelation.of(new double[] {1, 2, 30}, new double[] {9, 3, -1}))
                .isCloseTo(-1, within(1e-12));
    }

    @Test
    void whatDoesNotVaryHasNone() {
        assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {7, 7, 7}))
                .isNaN();
        assertThat(RankCorrelation.of(new double[] {1, 2}, new double[] {1, 2})).isNaN();
    }
}
