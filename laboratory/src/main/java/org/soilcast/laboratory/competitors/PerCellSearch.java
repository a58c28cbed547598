package org.soilcast.laboratory.competitors;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.soilcast.laboratory.search.GeneticAlgorithm;
import org.soilcast.laboratory.search.Search;
import org.soilcast.laboratory.search.ShuffledComplexEvolution;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.LossWindow;
import org.soilcast.learning.run.UntrainedRun;

/** Each cell's parameters by themselves, by a search without gradients between their bounds. */
public record PerCellSearch(Search search) implements Competitor {
    private static final int PARAMETERS = Parameter.values().length;
    private static final long SEED = 1;

    /** SCE-UA with some 5,000 runs of the land model a cell. */
    public static PerCellSearch shuffledComplexes() {
        return new PerCellSearch(new ShuffledComplexEvolution(2, 35, SEED));
    }

    /** A genetic algorithm with 5,000 runs a cell. */
    public static PerCellSearch genetic() {
        return new PerCellSearch(new GeneticAlgorithm(100, 49, SEED));
    }

    @Override
    public String name() {
        return search.name();
    }

    @Override
    public Scope scope() {
        return Scope.PER_CELL;
    }

    @Override
    public Prediction predict(LearningTask task) throws InterruptedException {
        CellHistory history = task.targetInTraining();
        float[] texture = ParameterLogits.ofTexture(history.inputs()).parameters();
        var window = new LossWindow(history, new UntrainedRun(history, texture));
        int count = history.cells().size();
        var starts = new double[count][PARAMETERS];
        for (int cell = 0; cell < count; cell++) {
            for (Parameter parameter : Parameter.values()) {
                double unit = parameter.toUnit(texture[parameter.ordinal() * count + cell]);
                starts[cell][parameter.ordinal()] = Math.max(0, Math.min(1, unit));
            }
        }
        double[][] best = search.minimise((problems, points) -> errors(window, problems, points), starts);
        return new Prediction.LandParameters(
                parameters(best, IntStream.range(0, count).toArray()));
    }

    /** 0, whatever the parameters, for a cell with too few retrievals. */
    private static double[] errors(LossWindow window, int[] cells, double[][] points) {
        var errors = new double[cells.length];
        for (int first = 0; first < cells.length; first += CellBlocks.CELLS) {
            int end = Math.min(first + CellBlocks.CELLS, cells.length);
            int[] rows = IntStream.range(first, end).toArray();
            double[] part = window.errors(Arrays.copyOfRange(cells, first, end), parameters(points, rows));
            for (int i = 0; i < part.length; i++) {
                errors[first + i] = Double.isNaN(part[i]) ? 0 : part[i];
            }
        }
        return errors;
    }

    /** As {@code [parameter][chosen]}, kept off the bounds themselves like the texture parameters. */
    private static float[] parameters(double[][] points, int[] chosen) {
        var values = new float[PARAMETERS * chosen.length];
        double margin = TextureParameters.UNIT_MARGIN;
        for (Parameter parameter : Parameter.values()) {
            for (int i = 0; i < chosen.length; i++) {
                double unit = points[chosen[i]][parameter.ordinal()];
                values[parameter.ordinal() * chosen.length + i] =
                        (float) parameter.fromUnit(margin + (1 - 2 * margin) * unit);
            }
        }
        return values;
    }
}
