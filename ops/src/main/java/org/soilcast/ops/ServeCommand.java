package org.soilcast.ops;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.soilcast.map.server.MapServer;
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
        PrintWriter out = spec.commandLine().getOut();
        Path results = UpToDateResults.of(state, out);
        var asked = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Shutdown.inOrder(asked, ended), "shutdown"));
        try (MapServer server = page.serve(results)) {
            out.println("page on " + server.url() + "; ends with Ctrl-C");
            out.flush();
            asked.await();
        } finally {
            ended.countDown();
        }
        return 0;
    }
}
