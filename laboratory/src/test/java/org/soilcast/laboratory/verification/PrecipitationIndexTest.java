package org.soilcast.laboratory.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecipitationIndexTest {
    private static final double SCALE_MM = 40;
    private static final int SAMPLES = 20_000;

    /** The middles of equally likely parts of a gamma distribution: a sample without chance. */
    private static double[] sample(double shape) {
        var gamma = new GammaDistribution(shape, SCALE_MM);
        return IntStream.range(0, SAMPLES)
                .mapToDouble(i -> gamma.inverseCumulativeProbability((i + 0.5) / SAMPLES))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 6})
    void ofAGammaSampleTheIndexIsTheDeviateThatIsAsLikely(double shape) {
        PrecipitationIndex index = PrecipitationIndex.of(sample(shape));
        var gamma = new GammaDistribution(shape, SCALE_MM);
        assertThat(index.shape()).isCloseTo(shape, within(0.015 * shape)); // Thom's estimate is one
        assertThat(index.of(gamma.inverseCumulativeProbability(0.5))).isCloseTo(0, within(0.015));
        assertThat(index.of(gamma.inverseCumulativeProbability(0.158655))).isCloseTo(-1, within(0.015));
        assertThat(index.of(gamma.inverseCumulativeProbability(0.977250))).isCloseTo(2, within(0.02));
    }

    @Test
    void dryPeriodsHaveTheProbabilityOfBeingDry() {
        double[] half = Arrays.copyOf(sample(2), 2 * SAMPLES); // the other half is 0
        PrecipitationIndex index = PrecipitationIndex.of(half);
        var gamma = new GammaDistribution(2, SCALE_MM);
        assertThat(index.of(0)).isCloseTo(0, within(1e-9)); // Φ⁻¹(0.5)
        assertThat(index.of(gamma.inverseCumulativeProbability(0.5))).isCloseTo(0.67449, within(0.01)); // Φ⁻¹(0.75)
    }

    @Test
    void whatIsBeyondAllYearsStopsAtTheFurthest() {
        PrecipitationIndex index = PrecipitationIndex.of(sample(2));
        assertThat(index.of(0)).isEqualTo(-PrecipitationIndex.FURTHEST);
        assertThat(index.of(1e6)).isEqualTo(PrecipitationIndex.FURTHEST);
    }

    @Test
    void moderateDroughtBeginsAtTheDeviateOfItsPercentile() {
        assertThat(PrecipitationIndex.ofPercentile(20)).isCloseTo(-0.841621, within(1e-6));
    }

    @Test
    void sumsThatDoNotDifferHaveNoDistribution() {
        assertThatThrownBy(() -> PrecipitationIndex.of(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PrecipitationIndex.of(5, 5, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
