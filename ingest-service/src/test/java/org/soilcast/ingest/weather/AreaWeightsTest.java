package org.soilcast.ingest.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.source.AxisGrid;
import org.soilcast.ingest.source.PlaceList;
import org.soilcast.schemas.EaseGrid;

class AreaWeightsTest {
    private static final EaseGrid GRID = EaseGrid.M36;

    /** A global grid of one degree, rows from north to south, from a longitude on. */
    private static AxisGrid degrees(double west) {
        return new AxisGrid(
                IntStream.range(0, 180).mapToDouble(i -> 89.5 - i).toArray(),
                IntStream.range(0, 360).mapToDouble(i -> west + 0.5 + i).toArray());
    }

    private static float[] bring(AxisGrid grid, double[] values, int[] rows, int[] columns) {
        return new AreaWeights(grid, GRID, rows, columns).apply(values);
    }

    private static double[] filled(double value) {
        var values = new double[180 * 360];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void aConstantStaysItself() {
        int[] rows = IntStream.range(0, GRID.rows()).toArray();
        int[] columns = Arrays.stream(rows).map(row -> 2 * row).toArray();
        for (float value : bring(degrees(-180), filled(7.25), rows, columns)) {
            assertThat(value).isEqualTo(7.25f);
        }
    }

    /** All cells of the grid have one area, so that the mean over them is the mean of the globe between its edges. */
    @Test
    void theSumOverTheGlobeIsKept() {
        var values = new double[180 * 360];
        double expected = 0;
        double area = 0;
        double top = 0; // the grid ends near 85 degrees, where its row 0 begins
        double bottom = GRID.rows();
        for (int row = 0; row < 180; row++) {
            double north = Math.max(top, GRID.rowsFromTop(90 - row));
            double south = Math.min(bottom, GRID.rowsFromTop(89 - row));
            for (int column = 0; column < 360; column++) {
                double value = (row * 31 + column * 17) % 101;
                values[row * 360 + column] = value;
                expected += Math.max(0, south - north) * value;
                area += Math.max(0, south - north);
            }
        }
        int cells = GRID.rows() * GRID.columns();
        int[] rows =
                IntStream.range(0, cells).map(cell -> cell / GRID.columns()).toArray();
        int[] columns =
                IntStream.range(0, cells).map(cell -> cell % GRID.columns()).toArray();
        double sum = 0;
        for (float value : bring(degrees(-180), values, rows, columns)) {
            sum += value;
        }
        assertThat(sum / cells).isCloseTo(expected / area, within(1e-4));
    }

    @Test
    void longitudesFromZeroAndRowsFromTheSouthAreTheSamePlaces() {
        int[] rows = {100, 100, 203, 300};
        int[] columns = {0, 481, 482, 963};
        var values = new double[180 * 360];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 997;
        }
        var turned = new double[values.length];
        var latitudes = new double[180];
        for (int row = 0; row < 180; row++) {
            latitudes[row] = -89.5 + row;
            for (int column = 0; column < 360; column++) {
                turned[row * 360 + column] = values[(179 - row) * 360 + (column + 180) % 360];
            }
        }
        var grid = new AxisGrid(
                latitudes, IntStream.range(0, 360).mapToDouble(i -> 0.5 + i).toArray());
        float[] expected = bring(degrees(-180), values, rows, columns);
        float[] found = bring(grid, turned, rows, columns);
        for (int cell = 0; cell < rows.length; cell++) {
            assertThat(found[cell]).isCloseTo(expected[cell], within(1e-3f));
        }
    }

    @Test
    void aCellWithLessThanHalfOfItsAreaIsMissing() {
        double[] values = filled(Double.NaN);
        int row = GRID.rowOf(40.5);
        int column = GRID.columnOf(-99.5);
        assertThat(bring(degrees(-180), values, new int[] {row}, new int[] {column}))
                .containsExactly(Float.NaN);
        values[49 * 360 + 80] = 3; // 40..41 N, 100..99 W
        assertThat(bring(degrees(-180), values, new int[] {row}, new int[] {column}))
                .containsExactly(3f);
        assertThat(bring(degrees(-180), values, new int[] {row + 2}, new int[] {column}))
                .containsExactly(Float.NaN);
    }

    @Test
    void placesWithoutAGridAreRefused() {
        var places = new PlaceList(List.of("a", "b"), new double[] {1, 2}, new double[] {1, 2});
        assertThatThrownBy(() -> new AreaWeights(places, GRID, new int[] {1}, new int[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grid of latitudes and longitudes");
    }
}
