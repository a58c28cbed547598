package org.soilcast.laboratory.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.laboratory.MadeUpHistory;

class RegimesTest {
    @Test
    void tercilesByMeanRetrieval() {
        float[] means = {0.4f, 0.1f, 0.3f, Float.NaN, 0.2f, 0.15f, 0.35f};
        Regimes regimes = Regimes.of(MadeUpHistory.of(7, 2, (day, cell) -> means[cell]));

        assertThat(in(regimes, "dry")).containsExactly(1, 5);
        assertThat(in(regimes, "middle")).containsExactly(2, 4);
        assertThat(in(regimes, "wet")).containsExactly(0, 6);
        assertThat(in(regimes, Regimes.ALL)).hasSize(7);
    }

    private static int[] in(Regimes regimes, String regime) {
        return IntStream.range(0, 7)
                .filter(cell -> regimes.contains(regime, cell))
                .toArray();
    }
}
