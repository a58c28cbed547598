package org.soilcast.ops.drill;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.soilcast.ops.CommandFailure;
import org.soilcast.retrain.DecisionStep;

/**
 * Kills the retrain service with SIGKILL between the beginning of a decision and its publication, starts it again each time,
 * looks after each kill for a bundle that is there in part, lets it end, and compares versions and decisions with those of an
 * undisturbed run. Some wait for the moment of publication, of those that find a challenger to be learned one in {@value
 * #PUBLISHING_AFTER_LEARNING}, of the others one in {@value #PUBLISHING_ELSE}; the rest come some time after the process has begun
 * to decide. A run that ends before all kills have landed is compared, and what is left of them hits a new one.
 */
public final class RetrainDrill {
    /** Longest life after a process has begun to decide. */
    private static final int LONGEST_DECIDING_MS = 4_000;
    /** Longest life after it has begun to publish: a transaction takes a few tens of milliseconds. */
    private static final int LONGEST_PUBLISHING_MS = 60;

    private static final int PUBLISHING_AFTER_LEARNING = 10;
    private static final int PUBLISHING_ELSE = 2;

    private static final Duration POLL = Duration.ofMillis(1);
    /** A decision that takes longer hangs. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final JavaProcess.Launch launch;
    private final Path folder;
    private final int cells;
    private final int steps;
    private final Random random;
    private final PrintWriter out;
    private boolean firstLife = true; // which is to be killed while it publishes, so that no drill is without

    /**
     * What came of a drill.
     *
     * @param kills number of kills by the step that they hit; those of {@link DecisionStep#DECIDED} came too late to count
     * @param openTransactions kills that left a transaction open
     * @param halves what was there in part after a kill
     * @param different runs that ended with other versions or decisions than the undisturbed one
     * @param undisturbed what that ended with, for people
     */
    public record Report(
            Map<DecisionStep, Integer> kills,
            int openTransactions,
            List<String> halves,
            List<String> different,
            String undisturbed) {
        public Report {
            kills = Collections.unmodifiableMap(new EnumMap<>(kills));
            halves = List.copyOf(halves);
            different = List.copyOf(different);
        }

        /** Whether all is as it should be. */
        public boolean isGood() {
            return halves.isEmpty() && different.isEmpty();
        }
    }

    /**
     * A drill.
     *
     * @param launch how the retrain service is started
     * @param folder for all that is made
     * @param cells of the twin
     * @param steps of each training
     * @param seed of the moments
     * @param out takes a line for each kill
     */
    public RetrainDrill(JavaProcess.Launch launch, Path folder, int cells, int steps, long seed, PrintWriter out) {
        // A life is short: what it costs is mostly compiling, and vector code is of no use without the better compiler.
        this.launch = launch.withOption("-XX:TieredStopAtLevel=1").withOption("-Dsoilcast.lanes=scalar");
        this.folder = folder;
        this.cells = cells;
        this.steps = steps;
        this.random = new Random(seed);
        this.out = out;
    }

    /**
     * Kills so often and compares.
     *
     * @throws CommandFailure when the service fails by itself, or a run ends without a kill
     */
    public Report run(int times) throws InterruptedException, IOException {
        PublishedModels undisturbed;
        try (RetrainSystem system = system("undisturbed")) {
            undisturbed = finish(system);
        }
        String told = undisturbed.decisions().stream()
                .map(one -> one.getCut() + " " + one.getOutcome())
                .toList()
                .toString();
        tell("undisturbed: versions " + undisturbed.versions().keySet() + ", decisions " + told);
        var kills = new EnumMap<DecisionStep, Integer>(DecisionStep.class);
        var halves = new ArrayList<>(undisturbed.halves());
        var different = new ArrayList<String>();
        int landed = 0;
        int open = 0;
        for (int run = 1; landed < times; run++) {
            String name = "killed-" + run;
            int before = landed;
            try (RetrainSystem system = system(name)) {
                Optional<DecisionStep> hit = Optional.of(DecisionStep.LEARNING);
                while (landed < times && hit.isPresent()) {
                    hit = liveAndKill(system);
                    if (hit.isPresent()) {
                        landed += hit.get() == DecisionStep.DECIDED ? 0 : 1; // came too late
                        kills.merge(hit.get(), 1, Integer::sum);
                        boolean isOpen = system.hasOpenTransaction();
                        open += isOpen ? 1 : 0;
                        List<String> found = system.models().halves();
                        halves.addAll(found);
                        tell("kill " + landed + "/" + times + " in " + name + " while " + hit.get()
                                + (isOpen ? ", its transaction open" : "") + (found.isEmpty() ? "" : " HALF " + found));
                    }
                }
                PublishedModels ended = finish(system);
                boolean same = ended.isSameAs(undisturbed);
                halves.addAll(ended.halves());
                tell(name + " ended, versions and decisions " + (same ? "identical" : "DIFFERENT"));
                if (!same) {
                    different.add(name);
                }
            }
            if (landed == before) {
                throw new CommandFailure(name + " ended before a kill: its decisions are too quick");
            }
        }
        return new Report(kills, open, halves, different, told);
    }

    private RetrainSystem system(String name) {
        return new RetrainSystem(launch, folder.resolve(name), folder.resolve("keys"), cells, steps);
    }

    /** Starts the service and kills it; the step that it was at, empty when all had been decided before. */
    private Optional<DecisionStep> liveAndKill(RetrainSystem system) throws InterruptedException, IOException {
        GrowingLog log = system.log();
        try (JavaProcess process = system.retrain()) {
            Optional<DecisionStep> begun = await(system, process, log, step -> step != DecisionStep.DECIDED);
            if (begun.isEmpty()) {
                return begun;
            }
            boolean learns = begun.get() == DecisionStep.LEARNING;
            boolean publishes = learns ? firstLife : random.nextInt(PUBLISHING_ELSE) == 0;
            firstLife = false;
            if (!publishes && (!learns || random.nextInt(PUBLISHING_AFTER_LEARNING) > 0)) {
                requireAlive(process, Duration.ofMillis(random.nextInt(LONGEST_DECIDING_MS)));
            } else if (begun.get() == DecisionStep.PUBLISHING
                    || await(system, process, log, DecisionStep.PUBLISHING::equals)
                            .isPresent()) {
                begun = Optional.of(DecisionStep.PUBLISHING);
                requireAlive(process, Duration.ofMillis(random.nextInt(LONGEST_PUBLISHING_MS)));
            } else {
                return Optional.empty();
            }
            process.kill();
            Optional<DecisionStep> last = begun;
            return newest(log).or(() -> last);
        }
    }

    /** Waits for a step; empty when all is decided. */
    private static Optional<DecisionStep> await(
            RetrainSystem system, JavaProcess process, GrowingLog log, Predicate<DecisionStep> wanted)
            throws InterruptedException, IOException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<DecisionStep> step = newest(log).filter(wanted);
            if (step.isPresent()) {
                return step;
            }
            if (system.isOver()) {
                return Optional.empty();
            }
            requireAlive(process, POLL);
        }
        throw new CommandFailure("the service comes no further within " + LONGEST);
    }

    /** Lets the service decide all that is left. */
    private static PublishedModels finish(RetrainSystem system) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try (JavaProcess process = system.retrain()) {
            while (!system.isOver()) {
                requireAlive(process, Duration.ofMillis(50));
                if (System.nanoTime() > deadline) {
                    throw new CommandFailure("the service does not end within " + LONGEST);
                }
            }
        }
        return system.models();
    }

    private static Optional<DecisionStep> newest(GrowingLog log) throws IOException {
        return log.more().stream()
                .map(DecisionStep::of)
                .flatMap(Optional::stream)
                .reduce((first, last) -> last);
    }

    private static void requireAlive(JavaProcess process, Duration within) throws InterruptedException {
        if (process.exitCode(within).isPresent()) {
            throw new CommandFailure("the retrain service ended by itself: " + process.output());
        }
    }

    private void tell(String line) {
        out.println("drill retrain: " + line);
        out.flush();
    }
}
