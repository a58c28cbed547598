package org.soilcast.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EaseGridTest {
    private static final double DEGREES = 1e-5;

    /** Row and column of published cell centres of the 36 km grid. */
    @Test
    void agreesWithPublishedCentres() {
        assertThat(EaseGrid.M36.latitudeDegrees(47)).isCloseTo(49.8666114807, within(DEGREES));
        assertThat(EaseGrid.M36.latitudeDegrees(59)).isCloseTo(44.8957214355, within(DEGREES));
        assertThat(EaseGrid.M36.longitudeDegrees(151)).isCloseTo(-123.423233032, within(DEGREES));
    }

    @Test
    void isSymmetricAndSpansTheGlobe() {
        for (EaseGrid grid : EaseGrid.values()) {
            assertThat(grid.longitudeDegrees(0) + grid.longitudeDegrees(grid.columns() - 1))
                    .isCloseTo(0, within(1e-9));
            assertThat(grid.latitudeDegrees(0) + grid.latitudeDegrees(grid.rows() - 1))
                    .isCloseTo(0, within(1e-4));
            assertThat(grid.longitudeDegrees(0) - 180.0 / grid.columns()).isCloseTo(-180, within(1e-6));
            assertThat(grid.latitudeDegrees(0)).isBetween(83.0, 85.05);
        }
    }

    /** 4 × 4 cells of the 9 km grid make one of 36 km: the same middle. */
    @Test
    void nests() {
        assertThat((EaseGrid.M09.xM(4 * 151 + 1) + EaseGrid.M09.xM(4 * 151 + 2)) / 2)
                .isCloseTo(EaseGrid.M36.xM(151), within(1e-3));
        assertThat((EaseGrid.M09.yM(4 * 47 + 1) + EaseGrid.M09.yM(4 * 47 + 2)) / 2)
                .isCloseTo(EaseGrid.M36.yM(47), within(1e-3));
    }

    /** The plane's places of the middles are found from their degrees. */
    @Test
    void projectsWhatItHasUnprojected() {
        for (int row = 0; row < EaseGrid.M09.rows(); row += 97) {
            assertThat(EaseGrid.projectedYM(EaseGrid.M09.latitudeDegrees(row)))
                    .isCloseTo(EaseGrid.M09.yM(row), within(.01));
        }
        for (int column = 0; column < EaseGrid.M09.columns(); column += 97) {
            assertThat(EaseGrid.projectedXM(EaseGrid.M09.longitudeDegrees(column)))
                    .isCloseTo(EaseGrid.M09.xM(column), within(1e-6));
        }
    }

    @Test
    void findsRowAndColumnOfItsOwnMiddles() {
        for (int row = 0; row < EaseGrid.M36.rows(); row += 29) {
            assertThat(EaseGrid.M36.rowAt(EaseGrid.M36.latitudeDegrees(row))).isEqualTo(row);
        }
        for (int column = 0; column < EaseGrid.M36.columns(); column += 53) {
            assertThat(EaseGrid.M36.columnAt(EaseGrid.M36.longitudeDegrees(column)))
                    .isEqualTo(column);
        }
        for (EaseGrid grid : EaseGrid.values()) {
            for (int row = 0; row < grid.rows(); row++) {
                assertThat(grid.rowOf(grid.latitudeDegrees(row))).isEqualTo(row);
                assertThat(grid.rowOf((float) grid.latitudeDegrees(row))).isEqualTo(row);
            }
            for (int column = 0; column < grid.columns(); column++) {
                assertThat(grid.columnOf((float) grid.longitudeDegrees(column))).isEqualTo(column);
            }
        }
        assertThatThrownBy(() -> EaseGrid.M36.latitudeDegrees(406))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row: expected 0..405, found 406");
    }
}
