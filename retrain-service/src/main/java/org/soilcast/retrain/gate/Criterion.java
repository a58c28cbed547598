package org.soilcast.retrain.gate;

/** One question of the gate. Each is a class of its own in the list of {@link Gate}. */
public interface Criterion {
    /** Its answer; a question that the evidence cannot answer is not passed, and says so. */
    Finding judge(Evidence evidence);
}
