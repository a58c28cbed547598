package org.soilcast.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.soilcast.service.Service;
import org.soilcast.service.ServiceProcess;
import org.soilcast.service.Settings;

/**
 * The inference service as a process of its own. Started as it is, it runs the job inside itself until it is asked to
 * end; started by {@code flink run}, it submits the job to that cluster and ends, and the job belongs to the cluster
 * from then on. In both cases it first waits for a bundle in force. See {@link ServiceProcess}.
 *
 * <p>On a cluster the jars belong into Flink's {@code lib} folder: the network's native library can be loaded by one
 * class loader of a process only.
 */
public final class Main {
    private Main() {}

    /** Runs until the process is asked to end, the service fails, or the job is another cluster's. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(run(List.of(arguments), System.err));
    }

    static int run(List<String> arguments, PrintStream errors) {
        return new ServiceProcess("inference", errors).run(arguments, InferenceSettings.KEYS, Main::start);
    }

    private static Service start(Settings given, MeterRegistry registry) {
        InferenceSettings settings = InferenceSettings.of(given);
        var checkpoints = new CheckpointFolder(settings.stateFolder());
        Configuration flink = InferenceService.startSettings(settings.job(), checkpoints);
        RegistryReporterFactory.use(flink);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        boolean ownCluster = environment instanceof LocalStreamEnvironment;
        if (ownCluster) {
            Loopback.only(flink);
            environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
            Metrics.addRegistry(registry);
            checkpoints.keepNewest(InferenceJob.RETAINED_CHECKPOINTS);
        }
        return InferenceService.start(settings.job(), environment, checkpoints, ownCluster);
    }
}
