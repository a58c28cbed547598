package org.soilcast.retrain.gate;

/** There must be something to judge by that neither version has learned from. */
final class EnoughUnseen implements Criterion {
    @Override
    public Finding judge(Evidence evidence) {
        long pairs = evidence.pairs().count();
        return Finding.binding(
                "unseen retrievals",
                pairs >= Gate.FEWEST_PAIRS,
                pairs + " that neither version has learned from, expected at least " + Gate.FEWEST_PAIRS);
    }
}
