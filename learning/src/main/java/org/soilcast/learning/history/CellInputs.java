package org.soilcast.learning.history;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.soilcast.land.network.NetworkInputs;

/** All that is known of cells, as network inputs; a network takes what it wants of it. */
public final class CellInputs {
    private static final int FEWEST_CELLS = 5;

    private CellInputs() {}

    /** Attributes, and climate normals and retrieval statistics of all days of the history. */
    public static NetworkInputs of(CellHistory history) {
        return history.inputs().and(RetrievalStatistics.of(history));
    }

    /**
     * Names of the inputs that these cells can teach something about: at least {@value #FEWEST_CELLS} cells (all but one,
     * if there are fewer) differ from the most frequent value. Weights of an input that hardly varies stay as they were
     * drawn, and would add noise wherever else it does: in cells of a land cover that was not learned from, for example.
     */
    public static List<String> learnable(NetworkInputs inputs) {
        int needed = Math.min(FEWEST_CELLS, inputs.cells() - 1);
        return inputs.names().stream()
                .filter(name -> differing(inputs.input(name)) >= needed)
                .toList();
    }

    /** Cells whose value is not the most frequent one; -1 when no cell has one. */
    private static int differing(float[] values) {
        Map<Float, Integer> counts = new HashMap<>();
        for (float value : values) {
            if (!Float.isNaN(value)) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        int present = counts.values().stream().mapToInt(count -> count).sum();
        return counts.isEmpty() ? -1 : present - Collections.max(counts.values());
    }
}
