package org.soilcast.learning.training;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.land.network.ParameterNetwork;
import org.soilcast.learning.run.LossWindow;
import org.soilcast.learning.run.ParameterLoss;

/**
 * One network on its way. Each step draws a block of at most 128 cells, runs all days from where each cell's last run
 * ended, forward and back, and descends by Adam. What is drawn follows from seed,
 * member and step alone, so that a training goes on from a checkpoint as if it had never stopped.
 *
 * <p>Confined to one thread at a time.
 */
final class MemberTraining {
    private static final double LARGEST_GRADIENT = 1;

    private final TrainingCells cells;
    private final LearningSettings settings;
    private final int member;
    private final int[] own; // cells that it learns from
    private final NetworkShape shape;
    private final ParameterLoss error;
    private final List<float[]> weights;
    private final Adam adam;
    private int step;
    private double loss = Double.NaN;

    /**
     * A training that has not begun.
     *
     * @param member its number
     * @param own cells that it learns from
     * @param begin weights to begin from, changed by each step; empty for drawn ones
     * @param error what it descends
     */
    MemberTraining(
            TrainingCells cells,
            LearningSettings settings,
            int member,
            int[] own,
            Optional<List<float[]>> begin,
            ParameterLoss error) {
        this.cells = cells;
        this.settings = settings;
        this.member = member;
        this.own = own.clone();
        shape = new NetworkShape(cells.scaling().names().size(), settings.hiddenWidths(), 1);
        this.error = error;
        weights = begin.orElseGet(() -> NetworkWeights.untrained(shape, 1_000_003L * settings.seed() + member)
                .tensors());
        adam = new Adam(weights, settings.learningRate(), settings.steps(), LARGEST_GRADIENT);
    }

    int step() {
        return step;
    }

    /** Loss of the last step's cells with their inputs partly hidden, m3/m3; NaN before the first. */
    double loss() {
        return loss;
    }

    NetworkWeights weights() {
        return new NetworkWeights(shape, weights);
    }

    /** Descends so many times, or until all steps are done. */
    void advance(int steps) {
        int end = Math.min(settings.steps(), step + steps);
        while (step < end) {
            descend();
            step++;
        }
    }

    /** Writes all that changes from step to step. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(step);
        out.writeDouble(loss);
        for (float[] values : changing()) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            out.write(bytes.array());
        }
    }

    /** Reads what {@link #write} of an equal training has written. */
    void read(ByteBuffer in) {
        step = in.getInt();
        loss = in.getDouble();
        for (float[] values : changing()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = in.getFloat();
            }
        }
    }

    private List<float[]> changing() {
        List<float[]> arrays = new ArrayList<>(weights);
        arrays.addAll(adam.moments());
        arrays.addAll(error.remembered());
        return arrays;
    }

    private void descend() {
        var random = new SplittableRandom((settings.seed() * 1_000 + member) * 1_000_000 + step);
        int[] batch = batch(random.split());
        NetworkInputs shown = cells.shown(batch, settings.attributeDropout(), random.split());
        try (var network = new ParameterNetwork(cells.scaling(), new NetworkWeights(shape, weights))) {
            LossWindow.Slope slope = error.ofMean(batch, network.parameters(shown));
            loss = slope.mean();
            adam.descend(network.lossByWeight(shown, slope.lossByParameter(), (float) settings.priorWeight()), step);
        }
    }

    private int[] batch(SplittableRandom random) {
        int[] shuffled = own.clone();
        int count = Math.min(CellBlocks.CELLS, shuffled.length);
        var batch = new int[count];
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(shuffled.length - i);
            batch[i] = shuffled[j];
            shuffled[j] = shuffled[i];
        }
        return batch;
    }
}
