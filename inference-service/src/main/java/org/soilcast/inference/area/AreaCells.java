package org.soilcast.inference.area;

import java.io.Serializable;
import java.util.Arrays;

/** An area as the job knows it: the cells of each of its tiles, and what each weighs. */
public final class AreaCells implements Serializable {
    private static final long serialVersionUID = 1;

    private final String id;
    private final String name;
    private final int[] tiles;
    private final int[][] cells;
    private final float[][] weights;
    private final int definition;

    /**
     * An area.
     *
     * @param id identifier
     * @param name what people call it
     * @param tiles tile numbers, ascending, at least one
     * @param cells indices of the cells in their tile, [tile][…], kept as they are
     * @param weights of the cells, [tile][…], kept as they are
     */
    public AreaCells(String id, String name, int[] tiles, int[][] cells, float[][] weights) {
        if (tiles.length == 0 || cells.length != tiles.length || weights.length != tiles.length) {
            throw new IllegalArgumentException("area " + id + ": expected tiles with cells and weights, found "
                    + tiles.length + ", " + cells.length + " and " + weights.length);
        }
        for (int i = 0; i < tiles.length; i++) {
            if (cells[i].length == 0 || cells[i].length != weights[i].length || i > 0 && tiles[i] <= tiles[i - 1]) {
                throw new IllegalArgumentException(
                        "area " + id + ": expected a weight of each cell, and tiles in order, found otherwise");
            }
        }
        this.id = id;
        this.name = name;
        this.tiles = tiles;
        this.cells = cells;
        this.weights = weights;
        this.definition =
                31 * (31 * Arrays.hashCode(tiles) + Arrays.deepHashCode(cells)) + Arrays.deepHashCode(weights);
    }

    /** Identifier. */
    public String id() {
        return id;
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** Number of its tiles. */
    int tiles() {
        return tiles.length;
    }

    /** The number of one of its tiles, which ascend. */
    int tile(int index) {
        return tiles[index];
    }

    /** The cells of one of its tiles, and their weights: not copies. */
    int[] cells(int index) {
        return cells[index];
    }

    /** What each of these weighs. */
    float[] weights(int index) {
        return weights[index];
    }

    /** A number that changes when cells or weights do: parts of another definition are no longer added. */
    int definition() {
        return definition;
    }
}
