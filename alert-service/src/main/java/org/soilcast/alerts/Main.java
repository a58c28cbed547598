package org.soilcast.alerts;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.soilcast.alerts.sink.SinkFile;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.service.ServiceProcess;
import org.soilcast.service.WrongUse;

/**
 * The alert service as a process of its own: {@code alert.sinks} names the file of receivers, {@code state.dir} the folder of
 * its log, {@code kafka.*} goes to the Kafka clients without the prefix. See {@link ServiceProcess}.
 */
public final class Main {
    private static final String SINKS = "alert.sinks";
    private static final String STATE = "state.dir";
    private static final String KAFKA = "kafka.";

    private Main() {}

    /** Runs until the process is asked to end or the service fails. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new ServiceProcess("alerts", System.err)
                .run(List.of(arguments), Set.of(KAFKA, SINKS, STATE), (settings, registry) -> {
                    try {
                        return AlertService.start(
                                KafkaConnection.of(settings.under(KAFKA)),
                                SinkFile.read(settings.path(SINKS), Clock.systemUTC()),
                                settings.path(STATE),
                                registry);
                    } catch (IllegalArgumentException e) {
                        throw new WrongUse(String.valueOf(e.getMessage()));
                    }
                }));
    }
}
