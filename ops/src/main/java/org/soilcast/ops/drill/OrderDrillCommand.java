package org.soilcast.ops.drill;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.ops.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast drill order}: any legal order of arrival must end with the same bytes. */
@Command(
        name = "order",
        description = "Shuffle, repeat and delay made-up input of 3 tiles and 60 days, activate models and let the job"
                + " fail at any moment, with one subtask or two; the results and states must be the same, byte for"
                + " byte.",
        mixinStandardHelpOptions = true)
final class OrderDrillCommand implements Callable<Integer> {
    private static final int REPORT_EVERY = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many orders. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--from-seed",
            paramLabel = "K",
            defaultValue = "0",
            description = "First seed. Default: ${DEFAULT-VALUE}.")
    private long fromSeed;

    @Override
    public Integer call() throws Exception {
        if (seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds " + seeds + ": expected at least 1");
        }
        try {
            return drill(spec.commandLine().getOut());
        } catch (NoClassDefFoundError e) {
            throw new CommandFailure("the test kits of Kafka and Flink are not on the class path (" + e.getMessage()
                    + "); start this drill with ./soilcast drill order");
        }
    }

    private int drill(PrintWriter out) throws Exception {
        Path folder = Files.createTempDirectory("soilcast-drill-order");
        var drill = new OrderDrill(folder);
        int failed = 0;
        long startNanos = System.nanoTime();
        for (int i = 0; i < seeds; i++) {
            long seed = fromSeed + i;
            Optional<String> difference = drill.differenceOf(seed);
            if (difference.isPresent()) {
                failed++;
                out.println("seed " + seed + ": " + difference.get()
                        + "; again with: ./soilcast drill order --seeds 1 --from-seed " + seed);
            }
            if ((i + 1) % REPORT_EVERY == 0 || i + 1 == seeds) {
                out.println(String.format(
                        Locale.ROOT,
                        "drill order seeds=%d/%d failed=%d seconds=%.0f",
                        i + 1,
                        seeds,
                        failed,
                        (System.nanoTime() - startNanos) * 1e-9));
            }
            out.flush();
        }
        Files.deleteIfExists(folder);
        return failed == 0 ? 0 : 1;
    }
}
