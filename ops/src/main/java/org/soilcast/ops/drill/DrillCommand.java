package org.soilcast.ops.drill;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast drill}: faults that the system must survive, made on purpose. */
@Command(
        name = "drill",
        description = "Make faults on purpose, and show that the results do not change.",
        mixinStandardHelpOptions = true,
        subcommands = {
            OrderDrillCommand.class,
            KillDrillCommand.class,
            YearDrillCommand.class,
            RetrainDrillCommand.class
        })
public final class DrillCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no drill given; try 'soilcast drill --help'");
    }
}
