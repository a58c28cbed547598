package org.soilcast.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.soilcast.map.Skipped;
import org.soilcast.map.server.MapServer;
import org.soilcast.map.store.ResultStore;
import org.soilcast.map.store.ResultTail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soilcast serve}: the page and the API of a state folder, at rest or beside its run. */
@Command(
        name = "serve",
        description = "Show the results of a state folder on a map in the browser, and serve them as OGC API – EDR.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "state",
            description = "State folder of a run, also while it runs. Default: ${DEFAULT-VALUE}.")
    private Path state = Path.of("state");

    @Option(names = "--port", paramLabel = "N", description = PageAddress.PORT_DESCRIPTION)
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = PageAddress.LISTEN_DESCRIPTION)
    private String listen = "127.0.0.1";

    @Override
    public Integer call() throws Exception {
        var page = PageAddress.of(spec.commandLine(), listen, port, "--port");
        bringUpToDate();
        var asked = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Shutdown.inOrder(asked, ended), "shutdown"));
        try (MapServer server = page.serve(StateFolder.resultsIn(state))) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("page on " + server.url() + "; ends with Ctrl-C");
            out.flush();
            asked.await();
        } finally {
            ended.countDown();
        }
        return 0;
    }

    /** A run does it itself; of a folder at rest what the topic has is read once. */
    private void bringUpToDate() throws IOException {
        if (StateFolder.running(state).isPresent()) {
            return;
        }
        try (var folder = StateFolder.takeExisting(state);
                var broker = EmbeddedBroker.start(folder.kafka())) {
            LogFile.in(state);
            var skipped = new Skipped();
            try (var tail = new ResultTail(broker.connection(), ResultStore.open(folder.results()), skipped)) {
                tail.toTheEnd();
            }
            skipped.sentence().ifPresent(spec.commandLine().getOut()::println);
        }
    }
}
