package org.soilcast.laboratory.evaluation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.laboratory.competitors.Competitor;
import org.soilcast.laboratory.competitors.DayForecast;
import org.soilcast.laboratory.competitors.LearningTask;
import org.soilcast.laboratory.competitors.Prediction;
import org.soilcast.laboratory.evaluation.Outcome.Land;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.learning.history.CellHistory;

/**
 * Lets competitors learn and predict, group by group, so that every cell gets one prediction in each split.
 *
 * <p>Cost is processor time of the whole process while a competitor learns and predicts, compilation and garbage
 * collection included, so competitors run one after another and nothing else should.
 */
public final class Evaluation {
    private final CellHistory history;
    private final LocalDate trainTo;

    /**
     * @param history all cells, from the first training day to the last day to be judged
     * @param trainTo last training day
     */
    public Evaluation(CellHistory history, LocalDate trainTo) {
        this.history = history;
        this.trainTo = trainTo;
    }

    /** All cells and days. */
    public CellHistory history() {
        return history;
    }

    /** All cells on the training days. */
    public CellHistory training() {
        return history.between(history.span().first(), trainTo);
    }

    /**
     * A competitor's outcomes.
     *
     * @param splits those that are wanted; a competitor that learns each cell by itself has only trained ones
     * @throws InterruptedException when the thread is interrupted
     */
    public List<Outcome> run(Competitor competitor, Set<Split> splits) throws InterruptedException {
        if (competitor.scope() == Competitor.Scope.ACROSS_CELLS) {
            List<Outcome> outcomes = new ArrayList<>();
            if (splits.contains(Split.TRAINED) || splits.contains(Split.UNSEEN)) {
                outcomes.addAll(run(competitor.name(), competitor, splits, Group.halves(history.cells())));
            }
            if (splits.contains(Split.REGION)) {
                outcomes.addAll(run(competitor.name(), competitor, splits, Group.regions(history.cells())));
            }
            return outcomes;
        }
        boolean alike = competitor.scope() == Competitor.Scope.UNTRAINED;
        int[] all = IntStream.range(0, history.cells().size()).toArray();
        List<Outcome> trained = run(
                competitor.name(),
                competitor,
                Set.of(Split.TRAINED),
                List.of(new Group(all, Map.of(Split.TRAINED, all))));
        return trained.stream()
                .flatMap(outcome -> new TreeSet<>(splits)
                        .stream()
                                .filter(split -> alike || split == Split.TRAINED)
                                .map(outcome::as))
                .toList();
    }

    /**
     * What comes of learning from a share of the cells of each half.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public List<Outcome> runOnShare(Competitor competitor, double share, Set<Split> splits)
            throws InterruptedException {
        return run(competitor.name(), competitor, splits, Group.share(history.cells(), share));
    }

    /**
     * What comes of an expert for each tercile, which has seen no other.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public List<Outcome> runExperts(Competitor competitor, Set<Split> splits) throws InterruptedException {
        List<Group> groups = Group.experts(history.cells(), Regimes.of(training()));
        return run(competitor.name() + "-experts", competitor, splits, groups);
    }

    /**
     * What comes of parameters that have been found elsewhere.
     *
     * @param parameters {@code [parameter][cell]}
     * @throws InterruptedException when the thread is interrupted
     */
    public Outcome ofParameters(String model, Split split, float[] parameters) throws InterruptedException {
        return finish(model, split, new Prediction.LandParameters(parameters), 0);
    }

    /**
     * What comes of a part of the day line with parameters and numbers that have been found elsewhere.
     *
     * @param parameters {@code [parameter][cell]}
     * @param cells that are judged
     * @throws InterruptedException when the thread is interrupted
     */
    public Outcome ofNumbers(
            String model, Split split, DayForecast.Part part, float[] parameters, DayNumbers numbers, int... cells)
            throws InterruptedException {
        Prediction prediction = DayForecast.of(part, new LearningTask(training(), history), parameters, numbers);
        int all = history.cells().size();
        return finish(
                model + "-" + part.label(), split, Prediction.assembled(List.of(prediction), List.of(cells), all), 0);
    }

    private List<Outcome> run(String model, Competitor competitor, Set<Split> splits, List<Group> groups)
            throws InterruptedException {
        int[] all = IntStream.range(0, history.cells().size()).toArray();
        List<Prediction> predictions = new ArrayList<>();
        double begin = coreSeconds();
        for (Group group : groups) {
            var task = new LearningTask(training().select(group.learned()), history.select(all));
            predictions.add(competitor.predict(task));
        }
        double seconds = coreSeconds() - begin;
        List<Outcome> outcomes = new ArrayList<>();
        for (Split split : new TreeSet<>(splits)) {
            List<int[]> cells = groups.stream().map(group -> group.cells(split)).toList();
            if (cells.stream().anyMatch(some -> some.length > 0)) {
                outcomes.add(finish(model, split, Prediction.assembled(predictions, cells, all.length), seconds));
            }
        }
        return outcomes;
    }

    private Outcome finish(String model, Split split, Prediction prediction, double seconds)
            throws InterruptedException {
        if (prediction instanceof Prediction.LandParameters land) {
            float[] start = LandRun.settled(history, trainTo, land.values());
            LandRun.Result run = LandRun.kernel(history, trainTo, land.values(), start);
            var kept = new Land(land.values(), run.evapotranspirationMm());
            return new Outcome(model, split, run.surface(), Optional.empty(), Optional.of(kept), seconds);
        }
        Optional<float[]> sd =
                prediction instanceof Prediction.Forecast forecast ? Optional.of(forecast.sd()) : Optional.empty();
        return new Outcome(model, split, prediction.values(), sd, Optional.empty(), seconds);
    }

    private static double coreSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
