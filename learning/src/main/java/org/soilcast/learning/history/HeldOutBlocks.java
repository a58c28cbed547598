package org.soilcast.learning.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.IntStream;

/**
 * The blocks of cells that no training learns from, so that there are always cells to judge by which neither of two
 * networks has seen. A hash of a block's name says which: one in {@value #ONE_IN}, the same ones in every domain, on every
 * machine and for ever. A domain with fewer blocks than that holds none out: it would lose too much of what it has.
 */
public final class HeldOutBlocks {
    private static final int ONE_IN = 16;

    private HeldOutBlocks() {}

    /** Positions of the cells to learn from. */
    public static int[] learned(CellHistory history) {
        boolean enough =
                history.cells().stream().map(CellHistory.Cell::block).distinct().count() >= ONE_IN;
        return IntStream.range(0, history.cells().size())
                .filter(cell -> !enough || !isHeldOut(history.cells().get(cell).block()))
                .toArray();
    }

    private static boolean isHeldOut(String block) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(block.getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(hash[0], ONE_IN) == 0;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
