package org.soilcast.retrain.gate;

/**
 * There must be something to judge by that neither version has learned from.
 *
 * @param fewest fewest retrievals
 */
record EnoughUnseen(int fewest) implements Criterion {
    @Override
    public Finding judge(Evidence evidence) {
        long pairs = evidence.pairs().count();
        return Finding.binding(
                "unseen retrievals",
                pairs >= fewest,
                pairs + " that neither version has learned from, expected at least " + fewest);
    }
}
