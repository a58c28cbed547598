package org.soilcast.dayline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.soilcast.land.bundle.BundleSections;

class ForecastNumbersTest {
    private static SpanNumbers span(float number) {
        return new SpanNumbers(new float[] {number, 1, 2, 3, 4, 5, 6}, new float[] {number, 7, 8});
    }

    @Test
    void whatIsWrittenIsRead() {
        var numbers = new ForecastNumbers(List.of(span(0.5f), span(0.25f)), List.of(span(0.125f)), 0.02f);
        BundleSections sections = numbers.into(BundleSections.none());
        ForecastNumbers read = ForecastNumbers.of(sections).orElseThrow();
        assertThat(read.into(BundleSections.none())).isEqualTo(sections);
        assertThat(read.traces()).hasSize(2);
        assertThat(read.given().get(0).ofMean()).containsExactly(0.125f, 1, 2, 3, 4, 5, 6);
        assertThat(read.retrievalSdM3PerM3()).isEqualTo(0.02f);
    }

    @Test
    void aBundleWithoutThemHasNone() {
        assertThat(ForecastNumbers.of(BundleSections.none())).isEmpty();
    }

    @Test
    void aSectionThatLacksSomethingIsRefused() {
        BundleSections broken = BundleSections.none()
                .with("forecast", new TreeMap<>(Map.of("traces.mean", BundleSections.Tensor.of(1, 2, 3))));
        assertThatThrownBy(() -> ForecastNumbers.of(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("traces.mean");
    }

    @Test
    void aNegativeVarianceIsRefused() {
        assertThatThrownBy(() -> span(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("variance");
    }

    @Test
    void spansAreLeadsAndWholeWeeks() {
        assertThat(ForecastSpan.of(10)).hasSize(10);
        assertThat(ForecastSpan.of(21)).hasSize(16);
        List<ForecastSpan> all = ForecastSpan.of(ForecastSpan.WHOLE_DAYS);
        assertThat(all.stream().map(ForecastSpan::label)).endsWith("14", "15", "15-21", "22-28");
        assertThat(all.subList(0, 10)).isEqualTo(ForecastSpan.of(10));
    }
}
