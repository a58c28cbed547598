package org.soilcast.map;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.soilcast.map.store.ResultFollower;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.service.ServiceProcess;
import org.soilcast.service.WrongUse;

/**
 * The map service as a process of its own: {@code results.dir} names the folder of the result store, {@code kafka.*} goes
 * to the Kafka clients without the prefix. The topics must exist. See {@link ServiceProcess}.
 */
public final class Main {
    private static final String RESULTS = "results.dir";
    private static final String KAFKA = "kafka.";

    private Main() {}

    /** Runs until the process is asked to end or the service fails. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new ServiceProcess("map", System.err)
                .run(List.of(arguments), Set.of(KAFKA, RESULTS), (settings, registry) -> {
                    try {
                        return ResultFollower.start(KafkaConnection.of(settings.under(KAFKA)), settings.path(RESULTS));
                    } catch (IllegalArgumentException e) {
                        throw new WrongUse(String.valueOf(e.getMessage()));
                    }
                }));
    }
}
