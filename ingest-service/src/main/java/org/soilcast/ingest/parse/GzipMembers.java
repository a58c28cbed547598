package org.soilcast.ingest.parse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The expanded bytes of all members of a gzip file, one behind the other (RFC 1952, section 2.2). Damage ends them and is
 * told, never thrown: the platform's own stream takes a damaged header of a later member for the end of the file. Zeros behind
 * the last member, with which tapes and block devices fill up, mean nothing.
 */
final class GzipMembers extends InputStream {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int HEADER_CHECK = 1 << 1;
    private static final int EXTRA_FIELD = 1 << 2;
    private static final int FILE_NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xE0;
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    /**
     * What is wrong with a file.
     *
     * @param cut whether the file only ends too early; what stands before its end is then as it was written
     * @param offset byte of the stored file from which on nothing counts
     * @param what it is, in words
     */
    record Damage(boolean cut, long offset, String what) {}

    private final InputStream stored;
    private final byte[] block = new byte[BLOCK_BYTES];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 textCheck = new CRC32();
    private final CRC32 headerCheck = new CRC32();
    private int next;
    private int end;
    private long blockOffset;
    private boolean inMember;
    private boolean ended;
    private long memberOffset;
    private long textBytes;
    private long goodTextBytes;
    private Optional<Damage> damage = Optional.empty();

    /** The members of a stored file; closing this closes it. */
    GzipMembers(InputStream stored) {
        this.stored = stored;
    }

    /** What was wrong; empty while nothing was found. */
    Optional<Damage> damage() {
        return damage;
    }

    /**
     * How many expanded bytes count: those of the members whose checks hold, and of a file that is cut all before the cut.
     * Known when the end has been read.
     */
    long goodTextBytes() {
        return goodTextBytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                if (inMember || beginMember()) {
                    int count = inflate(buffer, offset, length);
                    if (count > 0) {
                        return count;
                    }
                    endMember();
                }
            }
        } catch (EOFException e) {
            goodTextBytes = textBytes;
            tell(new Damage(true, offset(), "ends too early, at byte " + offset()));
        } catch (DataFormatException e) {
            tell(new Damage(false, memberOffset, String.valueOf(e.getMessage())));
        }
        return -1;
    }

    private void tell(Damage found) {
        damage = Optional.of(found);
        ended = true;
    }

    /** Reads a member's header; false when there is no further member. */
    private boolean beginMember() throws IOException, DataFormatException {
        memberOffset = offset();
        if (memberOffset > 0 && onlyZerosFollow()) {
            ended = true;
            return false;
        }
        headerCheck.reset();
        if (headerByte() != 0x1F || headerByte() != 0x8B || headerByte() != 8) {
            throw new DataFormatException("no gzip header at byte " + memberOffset + ", expected 1f 8b 08");
        }
        int flags = headerByte();
        if ((flags & RESERVED) != 0) {
            throw new DataFormatException("a gzip header with unknown flags at byte " + memberOffset);
        }
        for (int i = 0; i < 6; i++) {
            headerByte(); // time, compression, operating system
        }
        if ((flags & EXTRA_FIELD) != 0) {
            for (int left = headerByte() | headerByte() << 8; left > 0; left--) {
                headerByte();
            }
        }
        for (int text : new int[] {FILE_NAME, COMMENT}) {
            boolean more = (flags & text) != 0;
            while (more) {
                more = headerByte() != 0;
            }
        }
        if ((flags & HEADER_CHECK) != 0) {
            long expected = headerCheck.getValue() & 0xFFFF;
            if ((headerByte() | headerByte() << 8) != expected) {
                throw new DataFormatException("a gzip header whose check fails at byte " + memberOffset);
            }
        }
        inflater.reset();
        inflater.setInput(block, next, end - next);
        textCheck.reset();
        inMember = true;
        return true;
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException, DataFormatException {
        while (true) {
            int count;
            try {
                count = inflater.inflate(buffer, offset, length);
            } catch (DataFormatException e) {
                throw new DataFormatException(
                        "the gzip member that begins at byte " + memberOffset + " cannot be expanded");
            }
            next = end - inflater.getRemaining();
            if (count > 0) {
                textCheck.update(buffer, offset, count);
                textBytes += count;
                return count;
            }
            if (inflater.finished()) {
                return 0;
            }
            if (inflater.needsDictionary() || !inflater.needsInput()) {
                throw new DataFormatException("the gzip member that begins at byte " + memberOffset + " is damaged");
            }
            fill();
            inflater.setInput(block, next, end - next);
        }
    }

    private void endMember() throws IOException, DataFormatException {
        if (littleEndianInt() != textCheck.getValue()
                | littleEndianInt() != (inflater.getBytesWritten() & UNSIGNED_INT)) {
            throw new DataFormatException(
                    "the check of the gzip member that begins at byte " + memberOffset + " fails");
        }
        goodTextBytes = textBytes;
        inMember = false;
    }

    private boolean onlyZerosFollow() throws IOException {
        boolean zeros = true;
        while (zeros) {
            if (next == end && !filled()) {
                return true;
            }
            zeros = block[next] == 0;
            next += zeros ? 1 : 0;
        }
        return false;
    }

    private long littleEndianInt() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            value |= (long) storedByte() << shift;
        }
        return value;
    }

    private int headerByte() throws IOException {
        int value = storedByte();
        headerCheck.update(value);
        return value;
    }

    private int storedByte() throws IOException {
        if (next == end) {
            fill();
        }
        return block[next++] & 0xFF;
    }

    private void fill() throws IOException {
        if (!filled()) {
            throw new EOFException();
        }
    }

    private boolean filled() throws IOException {
        blockOffset += end;
        next = 0;
        end = Math.max(stored.read(block), 0);
        return end > 0;
    }

    /** Of the next stored byte. */
    private long offset() {
        return blockOffset + next;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        stored.close();
    }
}
