package org.soilcast.laboratory.competitors;

/** A way to predict surface soil moisture. All of them get the same data and are judged alike. */
public interface Competitor {
    /** Where its knowledge of a cell comes from, and so which splits it can be judged on. */
    enum Scope {
        /** Nothing is learned: there is no difference between cells seen and unseen. */
        UNTRAINED,
        /** Learns every cell by itself from the cell's own training days; says nothing of cells it has not seen. */
        PER_CELL,
        /** Learns from some cells and predicts others too. */
        ACROSS_CELLS
    }

    /** Its name in tables and files. */
    String name();

    /** Where its knowledge comes from. */
    Scope scope();

    /**
     * Learns and predicts.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    Prediction predict(LearningTask task) throws InterruptedException;
}
