package org.soilcast.ops;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast broker}: only the broker of a state folder, for services in processes of their own. */
@Command(
        name = "broker",
        description = "Run a Kafka broker on a state folder, for services in processes of their own.",
        mixinStandardHelpOptions = true)
final class BrokerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "state",
            description = "Folder that holds the broker's data. Default: ${DEFAULT-VALUE}.")
    private Path state = Path.of("state");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "Port on this machine. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() throws Exception {
        if (port < 1 || port > 65535) {
            throw new ParameterException(spec.commandLine(), "--port " + port + ": expected 1 to 65535");
        }
        var asked = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Shutdown.inOrder(asked, ended), "shutdown"));
        try (var folder = StateFolder.take(state)) {
            LogFile.in(state);
            try (var broker = EmbeddedBroker.start(folder.kafka(), port)) {
                PrintWriter out = spec.commandLine().getOut();
                out.println("broker on " + broker.connection().bootstrapServers());
                out.println("services reach it by config=" + BrokerAddress.file(folder.kafka()));
                out.flush();
                asked.await();
            }
        } finally {
            ended.countDown();
        }
        return 0;
    }
}
