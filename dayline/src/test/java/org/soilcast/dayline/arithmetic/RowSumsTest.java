package org.soilcast.dayline.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowSumsTest {
    private static final long SEED = 20_261_128;
    private static final int MOST_COLUMNS = 70; // below, at and beyond whole registers

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void productsHaveTheBitsOfThePlainLoop() {
        for (int columns = 1; columns <= MOST_COLUMNS; columns++) {
            int rows = 1 + random.nextInt(40);
            int step = 1 + random.nextInt(3);
            float[] matrix = drawn(rows * columns);
            float[] factors = drawn(3 + rows * step);
            float[] sums = drawn(columns + 5);
            float[] expected = sums.clone();
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    expected[2 + column] += matrix[row * columns + column] * factors[3 + row * step];
                }
            }
            float[] byVectors = sums.clone();
            RowSums.addProduct(sums, 2, columns, factors, 3, step, rows, matrix, 0);
            assertThat(sums).as("%d columns, seed %d", columns, SEED).isEqualTo(expected);
            RowSums.addProduct(byVectors, 2, columns, factors, 3, step, rows, matrix, VectorRowSums.whole(columns));
            assertThat(byVectors).as("%d columns, seed %d", columns, SEED).isEqualTo(expected);
        }
    }

    @Test
    void outerProductsHaveTheBitsOfThePlainLoop() {
        for (int columns = 1; columns <= MOST_COLUMNS; columns++) {
            float[] row = drawn(columns);
            float[] factors = drawn(1 + random.nextInt(40));
            float[] matrix = drawn(factors.length * columns);
            float[] expected = matrix.clone();
            for (int i = 0; i < matrix.length; i++) {
                expected[i] += row[i % columns] * factors[i / columns];
            }
            float[] byVectors = matrix.clone();
            RowSums.addOuterProduct(matrix, factors, row, columns, 0);
            assertThat(matrix).as("%d columns, seed %d", columns, SEED).isEqualTo(expected);
            RowSums.addOuterProduct(byVectors, factors, row, columns, VectorRowSums.whole(columns));
            assertThat(byVectors).as("%d columns, seed %d", columns, SEED).isEqualTo(expected);
        }
    }

    private float[] drawn(int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-2, 2);
        }
        return values;
    }
}
