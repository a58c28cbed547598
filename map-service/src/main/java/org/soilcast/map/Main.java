package org.soilcast.map;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.soilcast.map.store.ResultFollower;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.service.ServiceProcess;
import org.soilcast.service.Settings;
import org.soilcast.service.WrongUse;

/**
 * The map service as a process of its own: {@code results.dir} names the folder of the result store, {@code kafka.*} goes
 * to the Kafka clients without the prefix, {@code results.hot.records} is how many stored records stay in each partition of
 * the topic; without it all do. The topics must exist. See {@link ServiceProcess}.
 */
public final class Main {
    private static final String RESULTS = "results.dir";
    private static final String HOT = "results.hot.records";
    private static final String KAFKA = "kafka.";
    private static final int KEEP_ALL = -1;

    private Main() {}

    /** Runs until the process is asked to end or the service fails. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new ServiceProcess("map", System.err)
                .run(List.of(arguments), Set.of(KAFKA, RESULTS, HOT), (settings, registry) -> {
                    try {
                        return ResultFollower.start(
                                KafkaConnection.of(settings.under(KAFKA)),
                                settings.path(RESULTS),
                                hotRecords(settings));
                    } catch (IllegalArgumentException e) {
                        throw new WrongUse(String.valueOf(e.getMessage()));
                    }
                }));
    }

    /** Without the setting nothing is deleted: the topic may be others' too. */
    private static OptionalLong hotRecords(Settings settings) {
        int records = settings.number(HOT, KEEP_ALL, KEEP_ALL, Integer.MAX_VALUE);
        return records == KEEP_ALL ? OptionalLong.empty() : OptionalLong.of(records);
    }
}
