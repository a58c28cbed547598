package org.soilcast.ingest.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The text of a file, expanded when its name ends in {@code .gz}, as far as it can be relied on: of a file that was cut all
 * before the cut, of one that is damaged the gzip members before the damage, whose checks hold. To know that, a compressed
 * file is expanded once before. The mark that spreadsheets write before UTF-8 text is left out.
 */
final class StoredText extends InputStream {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream bytes;
    private final long storedBytes;
    private final Optional<GzipMembers.Damage> damage;
    private long left;
    private int last = '\n';

    /** Opens a file; one that is compressed is read once. */
    StoredText(Path file) throws IOException {
        storedBytes = Files.size(file);
        boolean compressed = file.toString().endsWith(".gz");
        if (compressed) {
            try (var members = new GzipMembers(Files.newInputStream(file))) {
                members.transferTo(OutputStream.nullOutputStream());
                damage = members.damage();
                left = members.goodTextBytes();
            }
        } else {
            damage = Optional.empty();
            left = storedBytes;
        }
        InputStream stored = Files.newInputStream(file);
        InputStream expanded = compressed ? new GzipMembers(stored) : stored;
        byte[] first = expanded.readNBytes((int) Math.min(left, BYTE_ORDER_MARK.length));
        boolean marked = Arrays.equals(first, BYTE_ORDER_MARK);
        left -= marked ? first.length : 0;
        bytes = marked ? expanded : new SequenceInputStream(new ByteArrayInputStream(first), expanded);
    }

    /** What is wrong with the file, if anything. */
    Optional<GzipMembers.Damage> damage() {
        return damage;
    }

    /** Why nothing of the file counts, in words; empty when something does. To be asked before reading. */
    Optional<String> nothingThere() {
        if (storedBytes == 0) {
            return Optional.of("the file is empty");
        }
        if (left > 0) {
            return Optional.empty();
        }
        return Optional.of(damage.map(GzipMembers.Damage::what).orElse("the file holds no text"));
    }

    /** Whether the file was cut or is damaged, and not just behind a line. To be asked at the end. */
    boolean endsWithinLine() {
        return damage.isPresent() && last != '\n';
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && length > 0) {
            return -1;
        }
        int count = bytes.read(buffer, offset, (int) Math.min(length, left));
        if (count > 0) {
            left -= count;
            last = buffer[offset + count - 1];
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
