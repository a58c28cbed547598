package org.soilcast.retrain;

import org.soilcast.learning.training.LearningSettings;
import org.soilcast.schemas.RetrainSchedule;

/**
 * When a running domain is learned anew, and how.
 *
 * @param schedule the cuts
 * @param learning how networks are trained
 * @param promotion what becomes of what is proved better
 */
public record RetrainPlan(RetrainSchedule schedule, LearningSettings learning, Promotion promotion) {
    /** Descents of each member from scratch, unless asked otherwise. */
    public static final int STEPS = 350;
    /** Most that can be asked for. */
    public static final int MOST_STEPS = 100_000;

    private static final long SEED = 1;

    /**
     * A plan with the networks of {@code soilcast train}.
     *
     * @param days from one cut to the next
     * @param onDrift whether drift is answered before the next cut
     * @param steps descents of each member from scratch
     * @param promotion what becomes of what is proved better
     */
    public static RetrainPlan every(int days, boolean onDrift, int steps, Promotion promotion) {
        return new RetrainPlan(RetrainSchedule.every(days, onDrift), learning(steps), promotion);
    }

    /** How a network is trained, with so many descents of each member. */
    public static LearningSettings learning(int steps) {
        LearningSettings standard = LearningSettings.standard(true, SEED);
        return standard.of(standard.members(), steps);
    }
}
