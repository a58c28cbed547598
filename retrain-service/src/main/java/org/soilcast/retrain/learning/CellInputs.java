package org.soilcast.retrain.learning;

import org.soilcast.land.network.NetworkInputs;
import org.soilcast.retrain.archive.CellHistory;

/** All that is known of cells, as network inputs; a network takes what it wants of it. */
public final class CellInputs {
    private CellInputs() {}

    /** Attributes, and climate normals and retrieval statistics of all days of the history. */
    public static NetworkInputs of(CellHistory history) {
        return history.inputs().and(RetrievalStatistics.of(history));
    }
}
