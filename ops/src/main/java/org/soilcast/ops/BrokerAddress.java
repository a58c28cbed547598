package org.soilcast.ops;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.Properties;
import org.soilcast.schemas.KafkaConnection;

/**
 * Where a broker that runs on a folder can be reached and how to log in, in a file of the folder that only its owner may
 * read: for commands beside a running system, and as {@code config=FILE} for services in processes of their own.
 */
public final class BrokerAddress {
    private static final String FILE = "clients.properties";
    private static final String PREFIX = "kafka.";

    private BrokerAddress() {}

    /** The file of a broker's folder. */
    public static Path file(Path folder) {
        return folder.resolve(FILE);
    }

    /** Writes it; the file appears whole. */
    static void write(Path folder, KafkaConnection connection) throws IOException {
        var settings = new Properties();
        connection.admin().forEach((key, value) -> settings.setProperty(PREFIX + key, value.toString()));
        var text = new StringWriter();
        settings.store(text, "Clients of the broker that runs on this folder");
        OwnersFile.write(file(folder), text.toString());
    }

    /** Takes it away: no broker runs on the folder, or it is not up yet. */
    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(file(folder));
    }

    /** Of the broker that runs on the folder; after a kill it may be that of one that does not any more. */
    static Optional<KafkaConnection> read(Path folder) {
        var settings = new Properties();
        try (Reader text = Files.newBufferedReader(file(folder), StandardCharsets.UTF_8)) {
            settings.load(text);
            var client = new HashMap<String, String>();
            settings.stringPropertyNames()
                    .forEach(key -> client.put(key.substring(PREFIX.length()), settings.getProperty(key)));
            return Optional.of(KafkaConnection.of(client));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
