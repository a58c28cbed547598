package org.soilcast.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatticeTest {
    private static final double SPACING_M = 300_000;

    private static double[] nodes(Lattice lattice, long day) {
        var random = new KeyedRandom(3);
        return lattice.nodes(node -> random.normal(Purpose.CLOUD, node, day));
    }

    /** The value of a point does not depend on which other points the lattice was made for, to the bit. */
    @Test
    void valueDoesNotDependOnTheWindow() {
        var wide = Lattice.over(SPACING_M, -5e6, 2e6, -1e6, 6e6);
        double[] wideNodes = nodes(wide, 11);
        for (double xM = -4.9e6; xM < 1.9e6; xM += 331_000) {
            for (double yM = -0.9e6; yM < 5.9e6; yM += 277_000) {
                var narrow = Lattice.over(SPACING_M, xM, xM, yM, yM);
                assertThat(narrow.columns() * narrow.rows()).isEqualTo(16);
                assertThat(narrow.at(narrow.stencil(xM, yM), nodes(narrow, 11)))
                        .isEqualTo(wide.at(wide.stencil(xM, yM), wideNodes));
            }
        }
    }

    @Test
    void weightsHaveSquareSumOne() {
        var lattice = Lattice.over(SPACING_M, 0, 1e6, 0, 1e6);
        for (double xM = 0; xM < 1e6; xM += 12_345) {
            double squares = 0;
            for (double weight : lattice.stencil(xM, 0).weightsX()) {
                squares += weight * weight;
            }
            assertThat(squares).isCloseTo(1, within(1e-14));
        }
    }

    /** Over 4,000 days: alike next door, unlike four spacings away. */
    @Test
    void neighboursAreAlike() {
        var lattice = Lattice.over(SPACING_M, 0, 2e6, 0, 1e6);
        var here = lattice.stencil(110_000, 420_000);
        var near = lattice.stencil(146_000, 420_000);
        var far = lattice.stencil(110_000 + 4 * SPACING_M, 420_000);
        double variance = 0;
        double withNear = 0;
        double withFar = 0;
        int days = 4000;
        for (int day = 0; day < days; day++) {
            double[] nodes = nodes(lattice, day);
            double value = lattice.at(here, nodes);
            variance += value * value / days;
            withNear += value * lattice.at(near, nodes) / days;
            withFar += value * lattice.at(far, nodes) / days;
        }
        assertThat(variance).isCloseTo(1, within(4.5 * Math.sqrt(2.0 / days)));
        assertThat(withNear).isBetween(0.95, 1.05);
        assertThat(withFar).isCloseTo(0, within(4.5 / Math.sqrt(days)));
    }
}
