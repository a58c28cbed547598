package org.soilcast.map.cog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values of a rectangle of cells, [row][column] from the north-west; NaN where nothing is known. */
final class Raster {
    private final int width;
    private final int height;
    private final float[] values;

    Raster(int width, int height) {
        this.width = width;
        this.height = height;
        this.values = new float[width * height];
        Arrays.fill(values, Float.NaN);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    float at(int row, int column) {
        return values[row * width + column];
    }

    void set(int row, int column, float value) {
        values[row * width + column] = value;
    }

    /**
     * Ever coarser ones, until one fits a tile: each value stands for two by two, at the edges for fewer.
     *
     * @param means whether it is the mean of the known ones; else, as of classes, the first known one
     */
    List<Raster> overviews(int tileSide, boolean means) {
        var overviews = new ArrayList<Raster>();
        for (Raster last = this; Math.max(last.width, last.height) > tileSide; ) {
            last = last.half(means);
            overviews.add(last);
        }
        return overviews;
    }

    private Raster half(boolean means) {
        var half = new Raster((width + 1) / 2, (height + 1) / 2);
        for (int row = 0; row < half.height; row++) {
            for (int column = 0; column < half.width; column++) {
                half.set(row, column, of(2 * row, 2 * column, means));
            }
        }
        return half;
    }

    private float of(int firstRow, int firstColumn, boolean mean) {
        double sum = 0;
        int known = 0;
        for (int row = firstRow; row < Math.min(height, firstRow + 2); row++) {
            for (int column = firstColumn; column < Math.min(width, firstColumn + 2); column++) {
                float value = at(row, column);
                if (!Float.isNaN(value) && (mean || known == 0)) {
                    sum += value;
                    known++;
                }
            }
        }
        return known == 0 ? Float.NaN : (float) (sum / known);
    }
}
