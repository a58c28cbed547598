package org.soilcast.alerts.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.alerts.message.MessageText;

/** Messages that a receiver has refused for good, with its reason: a JSON object a line, which an operator reads. */
public final class DeadLetters {
    private static final String FILE = "dead-letters.jsonl";

    private final Path file;

    /** In a folder that is there. */
    public DeadLetters(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** Adds one; it is on the disk when this returns. */
    public synchronized void add(String sink, AlertMessage message, String reason, Instant now) throws IOException {
        ObjectNode letter = LogLine.object()
                .put("sink", sink)
                .put("message", message.id())
                .put("reason", reason)
                .put("refused_at", now.toString());
        ObjectNode alert = letter.putObject("alert");
        MessageText.labels(message).forEach(alert::put);
        MessageText.annotations(message, Optional.empty()).forEach(alert::put);
        ByteBuffer line = StandardCharsets.UTF_8.encode(letter + "\n");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
    }
}
