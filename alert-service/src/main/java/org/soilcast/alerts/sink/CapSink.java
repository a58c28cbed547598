package org.soilcast.alerts.sink;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.service.WrongUse;

/**
 * Writes each message as a file of the Common Alerting Protocol 1.2 into a folder, which others read, serve or send on. A file
 * appears whole, under the message's own name, and the same message again replaces it by itself.
 */
final class CapSink implements AlertSink {
    private final Path folder;
    private final CapDocument document;

    private CapSink(Path folder, CapDocument document) {
        this.folder = folder;
        this.document = document;
    }

    /**
     * The sink of an entry: {@code folder}, created when missing; {@code sender}, a name in the form of an address, which the
     * protocol wants; <i>{@code station-radius-km}</i>, of the circle around a station.
     *
     * @throws WrongUse when something in it is wrong
     */
    static AlertSink of(SinkEntry entry, Optional<URI> page, Clock clock) {
        Path folder = entry.path("folder").orElseThrow(() -> entry.wrong("folder", "expected a folder, found nothing"));
        String sender = entry.text("sender");
        if (!sender.matches("[^\\s,<&]+")) {
            throw entry.wrong("sender", "expected a name without blanks, commas, < and &, found '" + sender + "'");
        }
        double radiusKm = entry.number("station-radius-km", 10, 0, 1000);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw entry.wrong("folder", "cannot be used: " + e);
        }
        return new CapSink(folder, new CapDocument(sender, radiusKm, page));
    }

    @Override
    public Outcome tell(List<AlertMessage> messages) {
        try {
            for (AlertMessage message : messages) {
                write(CapDocument.identifier(message.id()) + ".xml", document.of(message));
            }
            return new Outcome.Taken();
        } catch (IOException e) {
            return new Outcome.Later("cannot write into the folder: " + e);
        }
    }

    private void write(String name, byte[] text) throws IOException {
        Path next = folder.resolve("." + name + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
