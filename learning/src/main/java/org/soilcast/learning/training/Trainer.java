package org.soilcast.learning.training;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.LossWindow;
import org.soilcast.learning.run.ParameterLoss;

/**
 * Trains the members of a network side by side and puts them together. Members know nothing of each other, and each goes
 * {@value #ROUND_STEPS} steps at a time, so the result is the same bits on one processor or many, and after a kill: what
 * the checkpoint holds is a whole round of all of them.
 */
public final class Trainer {
    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);
    private static final int ROUND_STEPS = 25;
    /** To be raised with every change of what a step does: a checkpoint of another recipe is not gone on from. */
    private static final int RECIPE = 2;

    private final TrainingCells cells;
    private final LearningSettings settings;
    private final List<MemberTraining> members = new ArrayList<>();
    private final Optional<TrainingCheckpoint> checkpoint;

    /**
     * How far training has come.
     *
     * @param step steps done by each member
     * @param steps steps there are
     * @param loss mean of the members' last losses, m3/m3
     * @param left until the last step, at the speed so far
     */
    public record Progress(int step, int steps, double loss, Duration left) {}

    /**
     * A training at its first step, or where the checkpoint file left the same one.
     *
     * @param history cells and days to learn from
     * @param checkpoint file to keep the state in; an unusable one, or that of another training, is replaced
     */
    public Trainer(CellHistory history, LearningSettings settings, Optional<Path> checkpoint) {
        this(history, settings, checkpoint, Optional.empty());
    }

    /**
     * The same from the weights and with the scaling of another network.
     *
     * @param begin network to begin from, which {@link TrainedNetwork#canBegin} with the settings
     */
    public Trainer(
            CellHistory history, LearningSettings settings, Optional<Path> checkpoint, Optional<TrainedNetwork> begin) {
        this(history, settings, checkpoint, begin, Optional.empty());
    }

    /**
     * A training at its first step that descends another error than the land model's.
     *
     * @param error of cells of the history; all members share it
     */
    public Trainer(CellHistory history, LearningSettings settings, ParameterLoss error) {
        this(history, settings, Optional.empty(), Optional.empty(), Optional.of(error));
    }

    private Trainer(
            CellHistory history,
            LearningSettings settings,
            Optional<Path> checkpoint,
            Optional<TrainedNetwork> begin,
            Optional<ParameterLoss> error) {
        this.settings = settings;
        cells = new TrainingCells(history, settings.observed(), begin.map(TrainedNetwork::scaling));
        for (int member = 0; member < settings.members(); member++) {
            int number = member;
            members.add(new MemberTraining(
                    cells,
                    settings,
                    member,
                    own(history, settings, member),
                    begin.map(network -> network.member(number)),
                    error.orElseGet(() -> new LossWindow(
                            history, cells.untrained(), history.span().days()))));
        }
        this.checkpoint = checkpoint.map(file -> new TrainingCheckpoint(file, identity(history, begin)));
        this.checkpoint.ifPresent(kept -> {
            if (kept.restore(members)) {
                LOG.info("training goes on from step {}", members.get(0).step());
            }
        });
    }

    /**
     * Trains to the last step, or as far as the time goes but at least a round; a shorter training is a worse one, and
     * another one.
     *
     * @param budget longest time
     * @param progress told after each round
     * @throws InterruptedException when the thread is interrupted
     */
    public void train(Duration budget, Consumer<Progress> progress) throws InterruptedException {
        long begin = System.nanoTime();
        int firstStep = members.get(0).step();
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(settings.members(), Runtime.getRuntime().availableProcessors()));
        try {
            boolean first = true;
            while (members.get(0).step() < settings.steps()
                    && (first || System.nanoTime() - begin < budget.toNanos())) {
                first = false;
                round(threads);
                checkpoint.ifPresent(kept -> kept.write(members));
                int step = members.get(0).step();
                long left = (System.nanoTime() - begin) / (step - firstStep) * (settings.steps() - step);
                double loss = members.stream()
                        .mapToDouble(MemberTraining::loss)
                        .average()
                        .orElseThrow();
                progress.accept(new Progress(step, settings.steps(), loss, Duration.ofNanos(left)));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The network as it is now: all members, whose parameters it averages. */
    public TrainedNetwork network() {
        return network(IntStream.range(0, members.size()).toArray());
    }

    /** Each fold's cells with the network of those members that did not learn from them; empty without folds. */
    public List<HeldOut> heldOut() {
        List<HeldOut> parts = new ArrayList<>();
        for (int fold = 0; fold < Math.min(settings.folds(), settings.members()); fold++) {
            int part = fold;
            int[] without = IntStream.range(0, members.size())
                    .filter(member -> member % settings.folds() == part)
                    .toArray();
            int[] unseen = unseen(cells.history(), settings, fold);
            if (unseen.length > 0) {
                parts.add(new HeldOut(unseen, network(without)));
            }
        }
        return parts;
    }

    /** Cells, by position in the history, and a network that has not learned from them. */
    public record HeldOut(int[] cells, TrainedNetwork network) {}

    private TrainedNetwork network(int[] chosen) {
        List<float[]> tensors = new ArrayList<>();
        for (int member : chosen) {
            tensors.addAll(members.get(member).weights().tensors());
        }
        var shape = new NetworkShape(cells.scaling().names().size(), settings.hiddenWidths(), chosen.length);
        return new TrainedNetwork(cells.scaling(), new NetworkWeights(shape, tensors));
    }

    private void round(ExecutorService threads) throws InterruptedException {
        List<Callable<Boolean>> work = new ArrayList<>();
        for (MemberTraining member : members) {
            work.add(() -> {
                member.advance(ROUND_STEPS);
                return true;
            });
        }
        for (Future<Boolean> done : threads.invokeAll(work)) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("training failed: " + e.getMessage(), e);
            }
        }
    }

    /** Cells that a member learns from: all but those of its fold. */
    static int[] own(CellHistory history, LearningSettings settings, int member) {
        int[] all = IntStream.range(0, history.cells().size()).toArray();
        if (settings.folds() == 0) {
            return all;
        }
        int[] without = unseen(history, settings, member % settings.folds());
        return IntStream.of(all)
                .filter(cell -> IntStream.of(without).noneMatch(other -> other == cell))
                .toArray();
    }

    /** Cells of every so many-th block: neighbours stay together, so that what is held out is far from what is learned. */
    private static int[] unseen(CellHistory history, LearningSettings settings, int fold) {
        List<String> blocks = List.copyOf(new TreeSet<>(
                history.cells().stream().map(CellHistory.Cell::block).toList()));
        return IntStream.range(0, history.cells().size())
                .filter(cell -> blocks.indexOf(history.cells().get(cell).block()) % settings.folds() == fold)
                .toArray();
    }

    private String identity(CellHistory history, Optional<TrainedNetwork> begin) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((RECIPE + " " + settings + " " + history.span() + " " + history.cells())
                    .getBytes(StandardCharsets.UTF_8));
            history.addTo(digest);
            begin.ifPresent(network -> digest.update(network.bytes()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
