package org.soilcast.ingest.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;

/**
 * Damaged copies of a file, each from a seed: bits flipped anywhere or in the header, cut off, lengths made absurd, blocks
 * moved or emptied, and compressed parts that inflate without end. Reading one ends in values or in a line.
 */
final class DamagedCopies {
    private static final int HEADER_BYTES = 4096;
    private static final int BLOCK_BYTES = 512;
    private static final int BOMB_BYTES = 1 << 28;

    private final byte[] whole;
    private final byte[] bomb;

    /** Damaged copies of these bytes. */
    DamagedCopies(byte[] whole) {
        this.whole = whole.clone();
        this.bomb = bomb();
    }

    /** How a copy ended: what it took of the processor, and whether it was refused. */
    record Outcome(long cpuMillis, boolean refused) {}

    /**
     * Reads the copy of a seed as a folder, an inspection and a run do.
     *
     * @throws AssertionError when it ends in anything but values or a line
     */
    Outcome read(Path copy, long seed) throws IOException {
        Files.write(copy, damaged(new Random(seed)));
        long start = cpuNanos();
        boolean refused = false;
        try (SourceFile file = SourceFiles.open(copy)) {
            for (SourceField field : file.fields()) {
                refused |= isRefused(() -> field.values(0), seed);
            }
            refused |= isRefused(file::retrievals, seed);
        } catch (InputException e) {
            refused = requireLine(e, seed);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + " ends in " + e, e);
        }
        return new Outcome((cpuNanos() - start) / 1_000_000, refused);
    }

    private static boolean isRefused(Runnable read, long seed) {
        try {
            read.run();
            return false;
        } catch (InputException e) {
            return requireLine(e, seed);
        }
    }

    private static boolean requireLine(InputException refusal, long seed) {
        String line = String.valueOf(refusal.getMessage());
        if (line.isBlank() || line.contains("\n")) {
            throw new AssertionError("seed " + seed + " is refused with no line: " + line, refusal);
        }
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                throw new AssertionError("seed " + seed + " takes all memory", refusal);
            }
        }
        return true;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private byte[] damaged(Random random) {
        byte[] copy = whole.clone();
        int header = Math.min(HEADER_BYTES, copy.length);
        int block = Math.min(BLOCK_BYTES, copy.length / 4);
        switch (random.nextInt(8)) {
            case 0 -> flip(copy, copy.length, random);
            case 1, 2 -> flip(copy, header, random);
            case 3 -> {
                return Arrays.copyOf(copy, random.nextInt(copy.length));
            }
            case 4 -> absurdLength(copy, header, random);
            case 5 -> absurdLength(copy, copy.length, random);
            case 6 ->
                System.arraycopy(
                        whole, random.nextInt(copy.length - block), copy, random.nextInt(copy.length - block), block);
            default -> plantBomb(copy, random);
        }
        return copy;
    }

    private static void flip(byte[] bytes, int end, Random random) {
        int flips = 1 + random.nextInt(20);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** Two, four or eight bytes made a huge, a negative or a zero number. */
    private static void absurdLength(byte[] bytes, int end, Random random) {
        int length = 2 << random.nextInt(3);
        int at = random.nextInt(end - length);
        byte[] lengths = {(byte) 0x7F, (byte) 0xFF, 0};
        Arrays.fill(bytes, at, at + length, lengths[random.nextInt(lengths.length)]);
    }

    /** A stream that inflates to a quarter of a gigabyte in the place of one of the file's; else flips. */
    private void plantBomb(byte[] bytes, Random random) {
        int start = random.nextInt(bytes.length - 2);
        for (int i = 0; i < bytes.length - 2; i++) {
            int at = (start + i) % (bytes.length - 2);
            boolean stream = bytes[at] == 0x78 && ((bytes[at] << 8) + (bytes[at + 1] & 0xFF)) % 31 == 0;
            if (stream) {
                System.arraycopy(bomb, 0, bytes, at, Math.min(bomb.length, bytes.length - at));
                return;
            }
        }
        flip(bytes, bytes.length, random);
    }

    private static byte[] bomb() {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        var zeros = new byte[1 << 20];
        var stream = new ByteArrayOutputStream();
        var part = new byte[1 << 16];
        for (int bytes = 0; bytes < BOMB_BYTES; bytes += zeros.length) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                stream.write(part, 0, deflater.deflate(part));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            stream.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return stream.toByteArray();
    }

    /**
     * The long form: {@code FILE COPIES}.
     *
     * @throws IOException when the copies cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        var copies = new DamagedCopies(Files.readAllBytes(Path.of(arguments[0])));
        long count = Long.parseLong(arguments[1]);
        Path copy = Files.createTempFile("damaged", "");
        long slowest = 0;
        long refused = 0;
        long failed = 0;
        var out = new PrintStream(System.out, true);
        for (long seed = 1; seed <= count; seed++) {
            try {
                Outcome outcome = copies.read(copy, seed);
                refused += outcome.refused ? 1 : 0;
                if (outcome.cpuMillis > slowest) {
                    slowest = outcome.cpuMillis;
                    out.println("seed " + seed + ": " + slowest + " ms");
                }
            } catch (AssertionError e) {
                failed++;
                out.println(e.getMessage());
                e.printStackTrace(out);
            }
        }
        Files.delete(copy);
        out.println(arguments[0] + ": " + count + " copies, " + refused + " refused, " + failed + " failed, slowest "
                + slowest + " ms of processor time");
    }
}
