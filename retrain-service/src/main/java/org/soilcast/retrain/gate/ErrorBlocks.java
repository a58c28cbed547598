package org.soilcast.retrain.gate;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Sums of squared errors of two versions over the same retrievals, one block a cell and month: errors of a cell hang
 * together within a month, so that blocks, not days, are drawn when chance is asked for.
 */
final class ErrorBlocks {
    /** One block: pairs, and the two versions' squared errors, (m3/m3)². */
    static final class Block {
        private int pairs;
        private double champion;
        private double challenger;

        int pairs() {
            return pairs;
        }

        double champion() {
            return champion;
        }

        double challenger() {
            return challenger;
        }
    }

    private final Block[] blocks;

    private ErrorBlocks(Block[] blocks) {
        this.blocks = blocks;
    }

    /**
     * The errors of some cells.
     *
     * @param unbiased whether each cell's own mean error, of all its pairs, is taken out before
     */
    static ErrorBlocks of(Evidence evidence, Prediction prediction, boolean unbiased, IntPredicate cells) {
        JudgedPairs pairs = evidence.pairs();
        float[] champion = prediction.of(evidence.champion());
        float[] challenger = prediction.of(evidence.challenger());
        double[] championBias = unbiased ? meanErrors(pairs, champion, challenger) : new double[pairs.cells()];
        double[] challengerBias = unbiased ? meanErrors(pairs, challenger, champion) : new double[pairs.cells()];
        Map<Long, Block> byKey = new HashMap<>();
        var inOrder = new java.util.ArrayList<Block>();
        for (int i = 0; i < pairs.positions(); i++) {
            int cell = i % pairs.cells();
            if (!cells.test(cell) || !isPair(pairs, champion, challenger, i)) {
                continue;
            }
            LocalDate date = pairs.days().first().plusDays(i / pairs.cells());
            YearMonth month = YearMonth.from(date);
            long key = (month.getYear() * 12L + month.getMonthValue()) * pairs.cells() + cell;
            Block block = byKey.computeIfAbsent(key, none -> {
                var added = new Block();
                inOrder.add(added);
                return added;
            });
            double a = champion[i] - (double) pairs.retrieval(i) - championBias[cell];
            double b = challenger[i] - (double) pairs.retrieval(i) - challengerBias[cell];
            block.pairs++;
            block.champion += a * a;
            block.challenger += b * b;
        }
        return new ErrorBlocks(inOrder.toArray(Block[]::new));
    }

    /** The blocks, in the order of their first days. */
    Block[] blocks() {
        return blocks;
    }

    /** Root mean square error of the champion, m3/m3; NaN without pairs. */
    double champion() {
        double squares = 0;
        for (Block block : blocks) {
            squares += block.champion;
        }
        return Math.sqrt(squares / pairs());
    }

    /** Root mean square error of the challenger, m3/m3; NaN without pairs. */
    double challenger() {
        double squares = 0;
        for (Block block : blocks) {
            squares += block.challenger;
        }
        return Math.sqrt(squares / pairs());
    }

    private long pairs() {
        long all = 0;
        for (Block block : blocks) {
            all += block.pairs;
        }
        return all;
    }

    private static double[] meanErrors(JudgedPairs pairs, float[] predicted, float[] other) {
        var sums = new double[pairs.cells()];
        var counts = new int[pairs.cells()];
        for (int i = 0; i < pairs.positions(); i++) {
            if (isPair(pairs, predicted, other, i)) {
                sums[i % pairs.cells()] += predicted[i] - (double) pairs.retrieval(i);
                counts[i % pairs.cells()]++;
            }
        }
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] /= Math.max(1, counts[cell]);
        }
        return sums;
    }

    private static boolean isPair(JudgedPairs pairs, float[] champion, float[] challenger, int i) {
        return !Float.isNaN(pairs.retrieval(i)) && !Float.isNaN(champion[i]) && !Float.isNaN(challenger[i]);
    }
}
