package org.soilcast.dayline.ensemble;

import java.util.Arrays;
import org.soilcast.land.kernel.CellBlocks;

/**
 * Where the runs of tiles lie in blocks of the kernel: as many runs of a tile side by side in a block as fit, so a tile of
 * 128 cells has a block a run and one of 32 cells puts four runs into a block. Blocks are {@code [group of runs][tile]}, so
 * that tiles whose runs share parameters have one block of them each, which the kernel uses again for each group.
 */
public final class RunBlocks {
    private final int runs;
    private final int runsInBlock;
    private final int width;
    private final int tiles;

    /**
     * A layout for some tiles.
     *
     * @param runs runs a cell
     * @param runsInBlock as {@link #runsInBlock} says of each of the tiles
     * @param tiles how many
     */
    public RunBlocks(int runs, int runsInBlock, int tiles) {
        if (runs < 1 || runsInBlock < 1 || runsInBlock > CellBlocks.CELLS || tiles < 1) {
            throw new IllegalArgumentException(
                    "no blocks of " + runs + " runs, " + runsInBlock + " in a block, " + tiles + " tiles");
        }
        this.runs = runs;
        this.runsInBlock = runsInBlock;
        this.tiles = tiles;
        width = CellBlocks.CELLS / runsInBlock;
    }

    /**
     * How many runs of so many cells a block holds.
     *
     * @throws IllegalArgumentException if not even one
     */
    public static int runsInBlock(int cells) {
        if (cells < 1 || cells > CellBlocks.CELLS) {
            throw new IllegalArgumentException("a tile has 1 to " + CellBlocks.CELLS + " cells, not " + cells);
        }
        return CellBlocks.CELLS / cells;
    }

    /** Empty blocks for all runs of all tiles. */
    public CellBlocks ofRuns(int variables) {
        return new CellBlocks(variables, groups() * tiles * CellBlocks.CELLS);
    }

    /** Empty blocks for what all runs of a tile share. */
    public CellBlocks ofTiles(int variables) {
        return new CellBlocks(variables, tiles * CellBlocks.CELLS);
    }

    private int groups() {
        return (runs + runsInBlock - 1) / runsInBlock;
    }

    /** Where the first variable of the first cell of a run lies. */
    public int at(CellBlocks blocks, int run, int tile) {
        return blocks.begin(run / runsInBlock * tiles + tile) + run % runsInBlock * width;
    }

    /** Copies {@code [variable][cells]}, from a place of an array on, to where a run lies. */
    public void put(float[] rows, int rowsAt, int cells, CellBlocks blocks, int run, int tile) {
        int at = at(blocks, run, tile);
        for (int variable = 0; variable < blocks.variables(); variable++) {
            System.arraycopy(rows, rowsAt + variable * cells, blocks.values(), at + variable * CellBlocks.CELLS, cells);
        }
    }

    /** Copies a run to {@code [variable][cells]}, from a place of an array on. */
    public void take(CellBlocks blocks, int run, int tile, float[] rows, int rowsAt, int cells) {
        int at = at(blocks, run, tile);
        for (int variable = 0; variable < blocks.variables(); variable++) {
            System.arraycopy(blocks.values(), at + variable * CellBlocks.CELLS, rows, rowsAt + variable * cells, cells);
        }
    }

    /** Copies what all runs of a tile share, {@code [variable][cells]}, to each place of its block. */
    public void putShared(float[] rows, int cells, CellBlocks blocks, int tile) {
        for (int place = 0; place < runsInBlock; place++) {
            int at = blocks.begin(tile) + place * width;
            for (int variable = 0; variable < blocks.variables(); variable++) {
                System.arraycopy(rows, variable * cells, blocks.values(), at + variable * CellBlocks.CELLS, cells);
            }
        }
        fillIdle(blocks, tile, runsInBlock, cells);
    }

    /** Fills what no cell of a tile's runs uses with copies of its first cell, which cost time and do no harm. */
    public void fillIdle(CellBlocks blocks, int tile, int cells) {
        for (int group = 0; group < groups(); group++) {
            fillIdle(blocks, group * tiles + tile, Math.min(runsInBlock, runs - group * runsInBlock), cells);
        }
    }

    private void fillIdle(CellBlocks blocks, int block, int places, int cells) {
        for (int variable = 0; variable < blocks.variables(); variable++) {
            int row = blocks.begin(block) + variable * CellBlocks.CELLS;
            float filler = blocks.values()[row];
            for (int place = 0; place < places; place++) {
                Arrays.fill(blocks.values(), row + place * width + cells, row + (place + 1) * width, filler);
            }
            Arrays.fill(blocks.values(), row + places * width, row + CellBlocks.CELLS, filler);
        }
    }
}
