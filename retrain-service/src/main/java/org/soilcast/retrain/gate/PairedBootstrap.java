package org.soilcast.retrain.gate;

import java.util.SplittableRandom;

/**
 * How easily chance alone makes the challenger look better (Efron and Tibshirani 1993, An Introduction to the Bootstrap,
 * chapter 16; blocks after Künsch 1989, Annals of Statistics 17, 1217–1241). As many blocks as there are, are drawn with
 * replacement, the same ones for both versions; p = (1 + draws in which the challenger is not better) / (1 + draws). Equal
 * errors are not better, so that a challenger equal to the champion has p = 1. Seeded: the same p in every run.
 */
final class PairedBootstrap {
    static final int DRAWS = 2_000;

    private static final long SEED = 20_160_331L;

    private PairedBootstrap() {}

    /** p of the difference; 1 without blocks. */
    static double p(ErrorBlocks errors) {
        ErrorBlocks.Block[] blocks = errors.blocks();
        var random = new SplittableRandom(SEED);
        int notBetter = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double gain = 0;
            for (int i = 0; i < blocks.length; i++) {
                ErrorBlocks.Block block = blocks[random.nextInt(blocks.length)];
                gain += block.champion() - block.challenger();
            }
            notBetter += gain > 0 ? 0 : 1;
        }
        return (1.0 + notBetter) / (1 + DRAWS);
    }
}
