package org.soilcast.ops;

import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.soilcast.ops.bench.BenchCommand;
import org.soilcast.ops.drill.DrillCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./soilcast}. Exit codes: 0 done, 1 failed, 2 wrong use. */
@Command(
        name = "soilcast",
        description = "Soil moisture from satellite retrievals and weather, as it comes in.",
        mixinStandardHelpOptions = true,
        version = "soilcast 0.1.0",
        subcommands = {
            BenchCommand.class,
            RunCommand.class,
            TrainCommand.class,
            ModelsCommand.class,
            RetrainCommand.class,
            RollbackCommand.class,
            ExportCommand.class,
            AlertsCommand.class,
            DashboardsCommand.class,
            ServeCommand.class,
            ExplainCommand.class,
            FetchCommand.class,
            InspectCommand.class,
            BrokerCommand.class,
            DrillCommand.class,
            EvaluateCommand.class
        })
public final class Soilcast implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, cause) -> LoggerFactory.getLogger(Soilcast.class).error("{} ended", thread.getName(), cause));
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Soilcast())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrongUse, arguments) -> {
                    wrongUse.getCommandLine().getErr().println("soilcast: " + oneLine(wrongUse));
                    return 2;
                })
                .setExecutionExceptionHandler((failure, command, arguments) -> {
                    if (!LastWord.isSaid()) {
                        command.getErr().println("soilcast: " + oneLine(failure));
                    }
                    if (!(failure instanceof CommandFailure)) {
                        LoggerFactory.getLogger(Soilcast.class).error("command failed", failure);
                    }
                    return 1;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given; try 'soilcast --help'");
    }

    private static String oneLine(Exception failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse(message);
    }
}
