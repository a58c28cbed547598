package org.soilcast.map;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.soilcast.map.postgres.PostgresSink;
import org.soilcast.map.postgres.PostgresTarget;
import org.soilcast.map.server.MapServer;
import org.soilcast.map.store.ResultFollower;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.service.Service;
import org.soilcast.service.ServiceProcess;
import org.soilcast.service.Settings;
import org.soilcast.service.WrongUse;

/**
 * The map service as a process of its own: {@code results.dir} names the folder of the result store, {@code kafka.*} goes
 * to the Kafka clients without the prefix, {@code results.hot.records} is how many stored records stay in each partition of
 * the topic; without it all do. Page and API are served on {@code page.port} (8090, 0 takes a free one) of
 * {@code page.address} (127.0.0.1). {@code postgres.file} names the file of a database to be kept up to the topics, see
 * {@link PostgresTarget}; without it there is none. It waits for the topics. See {@link ServiceProcess}.
 */
public final class Main {
    private static final String RESULTS = "results.dir";
    private static final String HOT = "results.hot.records";
    private static final String KAFKA = "kafka.";
    private static final String PAGE_PORT = "page.port";
    private static final String PAGE_ADDRESS = "page.address";
    private static final String POSTGRES = "postgres.file";
    private static final int HIGHEST_PORT = 65_535;
    private static final int KEEP_ALL = -1;

    private Main() {}

    /** Runs until the process is asked to end or the service fails. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new ServiceProcess("map", System.err)
                .run(
                        List.of(arguments),
                        Set.of(KAFKA, RESULTS, HOT, PAGE_PORT, PAGE_ADDRESS, POSTGRES),
                        (settings, registry) -> start(settings)));
    }

    private static Service start(Settings settings) {
        try {
            var kafka = KafkaConnection.of(settings.under(KAFKA));
            OptionalLong hot = hotRecords(settings);
            Optional<PostgresTarget> postgres = postgres(settings);
            var server = MapServer.start(
                    InetAddress.getByName(settings.textOr(PAGE_ADDRESS, "127.0.0.1")),
                    settings.number(PAGE_PORT, MapServer.USUAL_PORT, 0, HIGHEST_PORT),
                    settings.path(RESULTS));
            System.out.println("page on " + server.url());
            return new ServedResults(
                    ResultFollower.start(kafka, settings.path(RESULTS), hot),
                    server,
                    postgres.map(target -> PostgresSink.start(kafka, target)));
        } catch (UnknownHostException e) {
            throw new WrongUse(PAGE_ADDRESS + ": expected an address of this machine, found " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<PostgresTarget> postgres(Settings settings) {
        String file = settings.textOr(POSTGRES, "");
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        PostgresTarget.read(Path.of(file), System.getenv()).checked());
    }

    /** Without the setting nothing is deleted: the topic may be others' too. */
    private static OptionalLong hotRecords(Settings settings) {
        int records = settings.number(HOT, KEEP_ALL, KEEP_ALL, Integer.MAX_VALUE);
        return records == KEEP_ALL ? OptionalLong.empty() : OptionalLong.of(records);
    }
}
