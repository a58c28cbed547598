package org.soilcast.land.kernel;

import java.util.Arrays;
import org.soilcast.land.codegen.GenerateKernels;

/**
 * Values of many cells in the order the kernels read: {@code [block][variable][128]}, 128 cells side by side, then the
 * next variable of the same cells. A block is small enough for the nearest cache; rows of all cells one after the other
 * would, at powers of two, fall into the same cache sets.
 *
 * <p>The last block is filled up with copies of its first cell, which cost time and do no harm.
 */
public final class CellBlocks {
    /** Cells in a block. */
    public static final int CELLS = GenerateKernels.BLOCK_CELLS;

    private final int variables;
    private final int cells;
    private final float[] values;

    /**
     * All zero.
     *
     * @param variables values a cell
     * @param cells number of cells
     */
    public CellBlocks(int variables, int cells) {
        if (variables < 1 || cells < 1) {
            throw new IllegalArgumentException(
                    "expected at least one variable and one cell, got " + variables + " and " + cells);
        }
        this.variables = variables;
        this.cells = cells;
        values = new float[Math.multiplyExact((cells + CELLS - 1) / CELLS, variables * CELLS)];
    }

    /**
     * Takes over {@code [variable][cell]}.
     *
     * @throws IllegalArgumentException if the array has another length
     */
    public static CellBlocks ofRows(float[] rows, int variables, int cells) {
        if (rows.length != variables * cells) {
            throw new IllegalArgumentException("expected " + variables + " rows of " + cells + ", got " + rows.length);
        }
        CellBlocks blocks = new CellBlocks(variables, cells);
        for (int block = 0; block < blocks.blocks(); block++) {
            int first = block * CELLS;
            copyIn(rows, cells, first, Math.min(CELLS, cells - first), variables, blocks.values, blocks.begin(block));
        }
        return blocks;
    }

    /** As {@code [variable][cell]}. */
    public float[] toRows() {
        float[] rows = new float[variables * cells];
        for (int block = 0; block < blocks(); block++) {
            int first = block * CELLS;
            copyOut(values, begin(block), variables, rows, cells, first, Math.min(CELLS, cells - first));
        }
        return rows;
    }

    /** Copies columns first … first + count − 1 of {@code [variable][cells]} into a block, and fills it up. */
    static void copyIn(float[] rows, int cells, int first, int count, int variables, float[] block, int begin) {
        for (int variable = 0; variable < variables; variable++) {
            int row = begin + variable * CELLS;
            System.arraycopy(rows, variable * cells + first, block, row, count);
            Arrays.fill(block, row + count, row + CELLS, block[row]);
        }
    }

    /** Copies the first cells of a block to columns first … first + count − 1 of {@code [variable][cells]}. */
    static void copyOut(float[] block, int begin, int variables, float[] rows, int cells, int first, int count) {
        for (int variable = 0; variable < variables; variable++) {
            System.arraycopy(block, begin + variable * CELLS, rows, variable * cells + first, count);
        }
    }

    /**
     * Replaces neighbouring cells.
     *
     * @param rows {@code [variable][count]}
     * @param first the first of them
     * @param count how many
     */
    public void putCells(float[] rows, int first, int count) {
        eachRun(rows, first, count, (run, length, at) -> System.arraycopy(rows, run, values, at, length));
    }

    /** Copies neighbouring cells into {@code [variable][count]}, beginning with the first given. */
    public void takeCells(float[] rows, int first, int count) {
        eachRun(rows, first, count, (run, length, at) -> System.arraycopy(values, at, rows, run, length));
    }

    /** Values that lie side by side in rows and in a block. */
    private interface Run {
        void copy(int inRows, int length, int inBlocks);
    }

    private void eachRun(float[] rows, int first, int count, Run run) {
        if (first < 0 || count > cells - first || rows.length != variables * count) {
            throw new IllegalArgumentException("expected " + variables + " rows of cells " + first + " to "
                    + (first + count - 1) + " of " + cells + ", got " + rows.length + " values");
        }
        int length;
        for (int done = 0; done < count; done += length) {
            int inBlock = (first + done) % CELLS;
            length = Math.min(CELLS - inBlock, count - done);
            for (int variable = 0; variable < variables; variable++) {
                run.copy(variable * count + done, length, begin((first + done) / CELLS) + variable * CELLS + inBlock);
            }
        }
    }

    /** Values a cell. */
    public int variables() {
        return variables;
    }

    /** Number of cells. */
    public int cells() {
        return cells;
    }

    /** Number of blocks. */
    public int blocks() {
        return values.length / (variables * CELLS);
    }

    /** All values, the array itself: kernels write into it. */
    public float[] values() {
        return values;
    }

    /** Where a block begins in the values. */
    public int begin(int block) {
        return block * variables * CELLS;
    }

    /** One value. */
    public float get(int variable, int cell) {
        return values[index(variable, cell)];
    }

    /** Replaces one value. */
    public void set(int variable, int cell, float value) {
        values[index(variable, cell)] = value;
    }

    private int index(int variable, int cell) {
        if (variable < 0 || variable >= variables || cell < 0 || cell >= cells) {
            throw new IndexOutOfBoundsException(
                    "variable " + variable + " of " + variables + ", cell " + cell + " of " + cells);
        }
        return begin(cell / CELLS) + variable * CELLS + cell % CELLS;
    }
}
