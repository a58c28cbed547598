package org.soilcast.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.soilcast.schemas.KafkaConnection;

/** Where a broker that runs on a folder can be reached, in a file of the folder, for commands beside a running system. */
final class BrokerAddress {
    private static final String FILE = "broker.address";

    private BrokerAddress() {}

    /** Writes it; the file appears whole. */
    static void write(Path folder, KafkaConnection connection) throws IOException {
        Path next = folder.resolve(FILE + ".next");
        Files.writeString(next, connection.bootstrapServers(), StandardCharsets.US_ASCII);
        Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes it away: no broker runs on the folder, or it is not up yet. */
    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    /** Of the broker that runs on the folder; after a kill it may be that of one that does not any more. */
    static Optional<KafkaConnection> read(Path folder) {
        try {
            return Optional.of(KafkaConnection.to(Files.readString(folder.resolve(FILE), StandardCharsets.US_ASCII)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
