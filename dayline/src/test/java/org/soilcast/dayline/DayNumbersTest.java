package org.soilcast.dayline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.CorrectionNet;
import org.soilcast.dayline.correction.DenseNet;
import org.soilcast.dayline.correction.Features;
import org.soilcast.dayline.correction.ResidualNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.bundle.BundleSections;

class DayNumbersTest {
    private static final ResidualNumbers CONSTANTS = new ResidualNumbers(29.5f, 0.0235f, 1.75f, 0.0216f, 0.0189f);

    private static DenseNet net(long seed, int hidden) {
        var random = new SplittableRandom(seed);
        var first = new float[Features.COUNT * hidden];
        for (int i = 0; i < first.length; i++) {
            first[i] = (float) (random.nextDouble() - 0.5);
        }
        var second = new float[hidden];
        Arrays.fill(second, 0.1f * seed);
        return new DenseNet(
                List.of(new DenseNet.Layer(first, new float[hidden]), new DenseNet.Layer(second, new float[] {seed})));
    }

    @Test
    void whatIsWrittenIsRead() {
        var deviations = new float[Features.COUNT];
        Arrays.fill(deviations, 2);
        var learned =
                new CorrectionNet(new float[Features.COUNT], deviations, List.of(net(1, 4), net(2, 3)), net(3, 5));
        var numbers = new DayNumbers(
                Optional.of(FilterNumbers.PLANNED), Optional.of(new Correction(CONSTANTS, Optional.of(learned))));

        BundleSections sections = numbers.into(BundleSections.none());
        DayNumbers read = DayNumbers.of(sections);

        assertThat(read.into(BundleSections.none())).isEqualTo(sections);
        assertThat(read.correction().orElseThrow().numbers()).isEqualTo(CONSTANTS);
        assertThat(read.correction().orElseThrow().net().orElseThrow().nets()).hasSize(2);
        assertThat(read.filter().orElseThrow().biasMemoryDays()).isEqualTo(60);
    }

    @Test
    void aBundleWithoutThemHasNone() {
        DayNumbers none = DayNumbers.of(BundleSections.none());
        assertThat(none.filter()).isEmpty();
        assertThat(none.correction()).isEmpty();
        assertThat(none.into(BundleSections.none())).isEqualTo(BundleSections.none());
    }

    @Test
    void aSectionThatLacksSomethingIsRefused() {
        BundleSections broken =
                BundleSections.none().with("correction", new TreeMap<>(Map.of("means", BundleSections.Tensor.of(1))));
        assertThatThrownBy(() -> DayNumbers.of(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("constants");
    }
}
