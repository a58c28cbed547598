package org.soilcast.ingest.fetch;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.soilcast.ingest.fetch.BodyReceiver.ByteSink;

/**
 * A file that is not whole yet, {@code NAME.part} beside its place, with a note of what it is the beginning of. It goes on
 * where it ended, also in a later process, as long as the server has the same file; under its own name it appears whole and
 * written through to the disk.
 */
final class PartFile implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

    private final Path part;
    private final Path note;
    private final Path whole;
    private final String subject;
    private final long mostBytes;
    private final FileChannel channel;
    private String validator;

    /**
     * Opens it, with what is there of the file.
     *
     * @param mostBytes that it may have
     */
    PartFile(Path folder, RemoteFile file, long mostBytes) throws IOException {
        this.part = folder.resolve(file.name() + ".part");
        this.note = folder.resolve("." + file.name() + ".part");
        this.whole = folder.resolve(file.name());
        this.subject = file.address() + " " + file.edition();
        this.mostBytes = mostBytes;
        List<String> noted = Files.exists(note) ? Files.readAllLines(note) : List.of();
        this.validator = noted.size() == 2 ? noted.get(1) : "";
        this.channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isSame = noted.size() == 2
                && noted.get(0).equals(subject)
                && (!validator.isEmpty() || file.checksum().isPresent());
        if (!isSame || channel.size() > mostBytes) {
            channel.truncate(0);
        }
        channel.position(channel.size());
    }

    /** Bytes that are there. */
    long length() throws IOException {
        return channel.size();
    }

    Path path() {
        return part;
    }

    /** What to ask for: the rest if there is a beginning. */
    Map<String, String> headers() throws IOException {
        if (length() == 0) {
            return Map.of();
        }
        String range = "bytes=" + length() + "-";
        return validator.isEmpty() ? Map.of("Range", range) : Map.of("Range", range, "If-Range", validator);
    }

    /** Begins with an answer: one of a part goes on behind what is there, another one begins anew. */
    synchronized ByteSink begin(ResponseInfo answer) throws IOException {
        String now = validator(answer.headers());
        if (answer.statusCode() == 206) {
            Matcher range =
                    RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
            boolean isTheRest = range.matches()
                    && Long.parseLong(range.group(1)) == length()
                    && Long.parseLong(range.group(2)) + 1 == Long.parseLong(range.group(3));
            if (!isTheRest || !now.equals(validator)) {
                discard();
                throw new IOException("another part than was asked for");
            }
        } else {
            channel.truncate(0);
            validator = now;
            Files.writeString(note, subject + "\n" + now + "\n");
        }
        return this::append;
    }

    /** What tells one content from another: a strong tag, or the time of the last change. */
    static String validator(HttpHeaders headers) {
        Optional<String> tag = headers.firstValue("ETag").filter(text -> text.startsWith("\""));
        return tag.or(() -> headers.firstValue("Last-Modified")).orElse("");
    }

    private synchronized void append(ByteBuffer bytes) throws IOException {
        if (length() + bytes.remaining() > mostBytes) {
            discard();
            throw new IOException("more than the " + mostBytes + " bytes that it may have");
        }
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Throws away what is there. */
    synchronized void discard() throws IOException {
        channel.truncate(0);
        channel.position(0);
        Files.deleteIfExists(note);
        validator = "";
    }

    /** Writes all through to the disk. */
    synchronized void force() throws IOException {
        channel.force(true);
    }

    /** Gives the file its name. */
    synchronized void publish() throws IOException {
        channel.close();
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(whole.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        Files.deleteIfExists(note);
    }

    /** Ends writing; what is there stays for the next time, and nothing does when nothing is there. */
    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            boolean isEmpty = length() == 0;
            channel.close();
            if (isEmpty) {
                Files.deleteIfExists(part);
                Files.deleteIfExists(note);
            }
        }
    }
}
