package org.soilcast.learning.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.soilcast.land.network.ClimateNormals;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.land.network.ParameterNetwork;
import org.soilcast.learning.history.CellAttributes;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.CellInputs;
import org.soilcast.learning.history.RetrievalStatistics;
import org.soilcast.learning.run.UntrainedRun;

/**
 * The cells and days that members learn from, prepared once: network inputs and their scaling, and the run that learning
 * begins from. Immutable.
 */
final class TrainingCells {
    private static final double NO_STATISTICS = 0.1;
    private static final double PART_STATISTICS = 0.4;
    private static final int SHORTEST_PART_DAYS = 21;

    private final CellHistory history;
    private final boolean observed;
    private final NetworkInputs known;
    private final InputScaling scaling;
    private final UntrainedRun untrained;
    private final float[] statistics; // [statistic][cell]
    private final List<CellHistory> alone; // each cell by itself, its days side by side

    /**
     * @param history days and cells to learn from
     * @param observed whether statistics of the retrievals are inputs
     * @param given scaling of a network that is trained on; empty for a new one
     */
    TrainingCells(CellHistory history, boolean observed, Optional<InputScaling> given) {
        this.history = history;
        this.observed = observed;
        known = history.inputs();
        NetworkInputs whole = RetrievalStatistics.of(history);
        statistics = whole.values();
        alone = IntStream.range(0, history.cells().size())
                .mapToObj(history::select)
                .toList();
        NetworkInputs all = observed ? known.and(whole) : known;
        scaling = given.orElseGet(() -> InputScaling.of(CellInputs.learnable(all), List.of(all)));
        untrained = new UntrainedRun(history, textureParameters());
    }

    CellHistory history() {
        return history;
    }

    InputScaling scaling() {
        return scaling;
    }

    /** What the members begin from, and the retrievals that they learn from. */
    UntrainedRun untrained() {
        return untrained;
    }

    /**
     * What the network is shown of a batch in one step: attributes hidden here and there, with all their inputs, and
     * retrieval statistics of all days, of some weeks or months, or none, so that it knows what to do when it has no more
     * than that.
     */
    NetworkInputs shown(int[] batch, double dropout, SplittableRandom random) {
        NetworkInputs some = known.select(batch);
        float[] values = some.values();
        Map<String, boolean[]> hidden = new HashMap<>();
        for (int input = 0; input < some.names().size(); input++) {
            String name = some.names().get(input);
            boolean[] hide = hidden.computeIfAbsent(
                    CellAttributes.attributeOf(name), attribute -> draws(batch.length, dropout, random));
            for (int i = 0; i < batch.length; i++) {
                if (hide[i] && !ClimateNormals.NAMES.contains(name)) {
                    values[input * batch.length + i] = Float.NaN;
                }
            }
        }
        var shown = new NetworkInputs(some.names(), values, batch.length);
        return observed ? shown.and(statistics(batch, random)) : shown;
    }

    private static boolean[] draws(int count, double chance, SplittableRandom random) {
        var drawn = new boolean[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = random.nextDouble() < chance;
        }
        return drawn;
    }

    private NetworkInputs statistics(int[] batch, SplittableRandom random) {
        int count = RetrievalStatistics.NAMES.size();
        int cells = history.cells().size();
        int days = history.span().days();
        var values = new float[count * batch.length];
        for (int i = 0; i < batch.length; i++) {
            double choice = random.nextDouble();
            int length = choice < NO_STATISTICS + PART_STATISTICS && days > SHORTEST_PART_DAYS
                    ? SHORTEST_PART_DAYS + random.nextInt(days - SHORTEST_PART_DAYS)
                    : days;
            int first = random.nextInt(days - length + 1);
            float[] part =
                    length == days ? new float[0] : RetrievalStatistics.of(alone.get(batch[i]), 0, first, length);
            for (int k = 0; k < count; k++) {
                float whole = statistics[k * cells + batch[i]];
                values[k * batch.length + i] = choice < NO_STATISTICS ? Float.NaN : length == days ? whole : part[k];
            }
        }
        return new NetworkInputs(RetrievalStatistics.NAMES, values, batch.length);
    }

    private float[] textureParameters() {
        NetworkWeights untrained =
                NetworkWeights.untrained(NetworkShape.standard(scaling.names().size()));
        try (var network = new ParameterNetwork(scaling, untrained)) {
            return network.parameters(known);
        }
    }
}
