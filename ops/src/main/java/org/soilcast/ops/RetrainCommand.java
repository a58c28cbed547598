package org.soilcast.ops;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.ArchiveConsumer;
import org.soilcast.retrain.RetrainPlan;
import org.soilcast.retrain.RetrainService;
import org.soilcast.retrain.Retraining;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.LateWindow;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code soilcast retrain}: decides now whether the model of a state folder is replaced, by all its days that are final. A
 * run that uses the folder goes on meanwhile; the command then builds an archive of its own from the topic.
 */
@Command(
        name = "retrain",
        description = "Train a challenger on the days of a state folder, also while a run uses it, judge it, and let it"
                + " follow where it is proved better.",
        mixinStandardHelpOptions = true)
final class RetrainCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);

    @Spec
    private CommandSpec spec;

    @Option(names = "--state", paramLabel = "DIR", required = true, description = "State folder of a run.")
    private Path state = Path.of("state");

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "" + RetrainPlan.STEPS,
            description = "Steps of the training. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Override
    public Integer call() throws Exception {
        if (steps < 1 || steps > RetrainPlan.MOST_STEPS) {
            throw new ParameterException(
                    spec.commandLine(), "--steps " + steps + ": expected 1 to " + RetrainPlan.MOST_STEPS);
        }
        Optional<KafkaConnection> running = StateFolder.running(state);
        Optional<ModelDecision> decision = running.isPresent()
                ? decide(running.get(), ownArchive())
                : StateFolder.atRest(state, kafka -> decide(kafka, StateFolder.archiveIn(state)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(decision.map(ModelLines::decision)
                .orElse("another version came into force meanwhile: nothing is decided"));
        return 0;
    }

    private Optional<ModelDecision> decide(KafkaConnection kafka, Path archiveFolder)
            throws IOException, InterruptedException {
        try (var archive = new TileDayArchive(archiveFolder);
                var consumer = new ArchiveConsumer(kafka, archive, new SimpleMeterRegistry())) {
            do {
                consumer.poll(POLL);
            } while (!consumer.caughtUp());
            DaySpan held = consumer.commonSpan()
                    .orElseThrow(() -> new CommandFailure("no day is complete in " + state + " yet"));
            LocalDate cut = held.last().minusDays(LateWindow.DAYS + 1L);
            if (cut.isBefore(held.first())) {
                throw new CommandFailure("no day is final in " + state + " yet");
            }
            var occasion = new Retraining.Occasion(
                    consumer.domain(),
                    DaySpan.of(held.first(), cut),
                    held.last().plusDays(1),
                    DecisionTrigger.HAND,
                    Optional.empty());
            return new Retraining(
                            kafka,
                            BundleKeys.inFolder(StateFolder.keysIn(state)),
                            RetrainService.trainings(archiveFolder),
                            RetrainPlan.learning(steps))
                    .decide(occasion, archive);
        } catch (IllegalArgumentException tooFewDays) {
            throw new CommandFailure("cannot retrain " + state + ": " + tooFewDays.getMessage());
        }
    }

    /** The run holds the folder's archive; one beside it can be deleted at any time, and goes on from where it was. */
    private Path ownArchive() throws IOException {
        return Files.createDirectories(state.resolve("retrain-by-hand"));
    }
}
