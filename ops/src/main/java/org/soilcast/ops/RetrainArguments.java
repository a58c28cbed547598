package org.soilcast.ops;

import java.util.Optional;
import org.soilcast.retrain.Promotion;
import org.soilcast.retrain.RetrainPlan;
import org.soilcast.schemas.RetrainSchedule;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code run} that say when the model is learned anew. */
final class RetrainArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--retrain-every",
            paramLabel = "DAYS",
            defaultValue = "0",
            description =
                    "Train and judge a challenger every so many days of data, at least 30, first after a year, and"
                            + " go on with it where it is proved better; days wait for each decision. 0: never."
                            + " Default: ${DEFAULT-VALUE}.")
    private int everyDays;

    @Option(
            names = "--retrain-on-drift",
            description =
                    "With --retrain-every, look for drift every fortnight of data, and retrain at once where there is.")
    private boolean onDrift;

    @Option(
            names = "--retrain-steps",
            paramLabel = "N",
            defaultValue = "" + RetrainPlan.STEPS,
            description = "Steps of each such training. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--retrain-promote",
            paramLabel = "WHEN",
            defaultValue = Promotion.STANDARD,
            description =
                    "What becomes of a challenger that is proved better. gate: it follows at once. shadow: it follows"
                            + " after 30 days of data beside the version in force, if it does no worse on them. never: the same,"
                            + " and what would follow is only told. Default: ${DEFAULT-VALUE}.")
    private String promote = Promotion.STANDARD;

    /** When to retrain; empty for never. */
    Optional<RetrainPlan> plan() {
        if (everyDays != 0 && everyDays < RetrainSchedule.FEWEST_DAYS) {
            throw wrong("--retrain-every " + everyDays + ": expected 0 or at least " + RetrainSchedule.FEWEST_DAYS
                    + " days");
        }
        if (onDrift && everyDays == 0) {
            throw wrong("--retrain-on-drift needs --retrain-every DAYS");
        }
        if (steps < 1 || steps > RetrainPlan.MOST_STEPS) {
            throw wrong("--retrain-steps " + steps + ": expected 1 to " + RetrainPlan.MOST_STEPS);
        }
        Promotion promotion = promotion();
        return everyDays == 0 ? Optional.empty() : Optional.of(RetrainPlan.every(everyDays, onDrift, steps, promotion));
    }

    private Promotion promotion() {
        try {
            return Promotion.of(promote);
        } catch (IllegalArgumentException unknown) {
            throw wrong("--retrain-promote " + unknown.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
