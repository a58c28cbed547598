package org.soilcast.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.service.Service;
import org.soilcast.service.ServiceProcess;
import org.soilcast.service.Settings;

/** The ingest service as a process of its own; it creates the topics that are missing. See {@link ServiceProcess}. */
public final class Main {
    private Main() {}

    /** Runs until the process is asked to end or the service fails. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(run(List.of(arguments), System.err));
    }

    static int run(List<String> arguments, PrintStream errors) {
        return new ServiceProcess("ingest", errors).run(arguments, IngestSettings.KEYS, Main::start);
    }

    private static Service start(Settings given, MeterRegistry registry) {
        IngestSettings settings = IngestSettings.of(given);
        TopicCreation.createMissing(settings.kafka(), settings.partitions(), (short)
                settings.service().replicationFactor());
        return settings.role() == IngestRole.ALIGN
                ? AlignService.start(settings.kafka(), settings.service(), () -> true, registry)
                : IngestService.start(
                        settings.kafka(),
                        settings.service(),
                        settings.areas(),
                        settings.role() == IngestRole.ALL,
                        registry);
    }
}
