package org.soilcast.learning.training;

import java.util.List;

/**
 * How a network is trained.
 *
 * @param observed whether it sees statistics of retrievals too (g_Z), or attributes and climate only (g_A)
 * @param members networks trained side by side, whose parameters are averaged
 * @param steps descents of each member
 * @param hiddenWidths hidden layers of each member
 * @param learningRate at the first step; it falls to nothing along half a cosine
 * @param priorWeight λ of the prior that holds the parameters near those of texture
 * @param attributeDropout share of attributes hidden from a member in each step
 * @param folds parts of the cells' blocks of which each member leaves out one; 0 for none
 * @param seed of everything drawn at random
 */
public record LearningSettings(
        boolean observed,
        int members,
        int steps,
        List<Integer> hiddenWidths,
        double learningRate,
        double priorWeight,
        double attributeDropout,
        int folds,
        long seed) {
    /**
     * What did best at held-out blocks of cells within the training year, or as well as the best and with less. Sixteen
     * members of g_A: two of each fold instead of one take its mean RMSE from .0577 to .0571 m3/m3, three to no less; of g_Z
     * from .0382 to .0381, so it has eight. Half the steps cost it .0006 (.0009 at the same rate). g_Z has
     * fewer of its attributes shown at a time, or it trusts what they say of the cells learned from more than what was
     * retrieved in the new ones (.0416 with .15 hidden, .0408 with .3, .0406 with .5; g_A is best with .05). A smaller
     * prior gains no more than .0005 and takes parameters to their bounds.
     */
    public static LearningSettings standard(boolean observed, long seed) {
        return new LearningSettings(
                observed, observed ? 8 : 16, 350, List.of(64, 64), 0.005, 0.002, observed ? 0.3 : 0.05, 8, seed);
    }

    /** The same with other numbers of members and steps: a smaller training, or one that is to be done sooner. */
    public LearningSettings of(int otherMembers, int otherSteps) {
        return new LearningSettings(
                observed,
                otherMembers,
                otherSteps,
                hiddenWidths,
                learningRate,
                priorWeight,
                attributeDropout,
                Math.min(folds, otherMembers) < 2 ? 0 : Math.min(folds, otherMembers),
                seed);
    }

    /** For a training that goes on from a network: half the steps, from where the rate of a whole one is low already. */
    public LearningSettings goingOn() {
        return new LearningSettings(
                observed,
                members,
                Math.max(1, steps / 2),
                hiddenWidths,
                learningRate / 4,
                priorWeight,
                attributeDropout,
                folds,
                seed);
    }

    public LearningSettings {
        hiddenWidths = List.copyOf(hiddenWidths);
        if (members < 1 || steps < 1 || folds < 0 || folds == 1) {
            throw new IllegalArgumentException("members " + members + " and steps " + steps
                    + " must be positive, folds 0 or at least 2, found " + folds);
        }
        if (!(learningRate > 0) || !(priorWeight >= 0) || !(attributeDropout >= 0) || attributeDropout >= 1) {
            throw new IllegalArgumentException("learning rate " + learningRate + ", prior " + priorWeight
                    + " or dropout " + attributeDropout + " is not usable");
        }
    }
}
