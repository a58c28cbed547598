package org.soilcast.ingest.parse;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.RejectedInput;

/**
 * A comma-separated text file with a fixed header, gzip-compressed when its name ends in {@code .gz}. The sets quote
 * nothing, so quotes have no meaning here: a stray one damages its own line and not the rest of the file.
 */
final class CsvFile {
    /** What is said of a compressed file that ends too early. */
    static final String CUT = "the compressed file ends too early; the whole lines before the cut are taken";

    private static final int BUFFER_BYTES = 1 << 16;

    private CsvFile() {}

    /**
     * Hands every line behind the header to the sink; empty lines are skipped. Of a compressed file that ends too early the
     * whole lines before the cut are handed over, and one record of rejected input says where it was cut.
     *
     * @param source name of the source, for what is rejected
     * @param rejected takes what is rejected
     * @throws InputException when the file is missing or damaged, or its header is another one; it knows all that was rejected
     */
    static void read(
            Path file, List<String> header, String source, List<RejectedInput> rejected, Consumer<CsvRecord> sink) {
        var refusal = new Refusal(file, source, rejected);
        if (!Files.isRegularFile(file)) {
            throw refusal.of(RejectReason.MISSING_FILE, "no file " + file, -1, "");
        }
        long line = 1;
        try (var bytes = new UntilCut(file);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .quoteCharacter('\u0000')
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            Iterator<CsvRecord> records = csv.iterator();
            List<String> found = records.hasNext() ? records.next().getFields() : List.of();
            if (!header.equals(found)) {
                throw refusal.of(
                        RejectReason.WRONG_HEADER,
                        "wrong header in " + file + ": expected " + String.join(",", header) + ", found "
                                + String.join(",", found),
                        1,
                        String.join(",", found));
            }
            while (records.hasNext()) {
                CsvRecord next = records.next();
                if (!records.hasNext() && bytes.cutWithinLine()) {
                    break;
                }
                line = next.getStartingLineNumber();
                sink.accept(next);
            }
            if (bytes.isCut()) {
                refusal.add(RejectReason.TRUNCATED_FILE, CUT, line + 1, "");
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw refusal.of(
                    RejectReason.UNUSABLE_FILE,
                    "cannot read " + file + " behind line " + line + ": " + e.getMessage(),
                    -1,
                    "");
        }
    }

    /** Says what is wrong with a file. */
    private record Refusal(Path file, String source, List<RejectedInput> rejected) {
        void add(RejectReason reason, String detail, long position, String excerpt) {
            rejected.add(
                    new RejectedInput(source, reason, detail, file.getFileName().toString(), position, excerpt));
        }

        InputException of(RejectReason reason, String detail, long position, String excerpt) {
            add(reason, detail, position, excerpt);
            return new InputException(detail, rejected);
        }
    }

    /** SHA-256 of the file as it lies there, hexadecimal. */
    static String checksum(Path file) {
        try {
            MessageDigest digest = sha256();
            try (var bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new InputException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** SHA-256 of bytes, hexadecimal. */
    static String checksum(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The bytes of a file, expanded when its name ends in {@code .gz}. A compressed file that ends too early ends here where
     * it was cut, as if it were whole, and says so; anything else that is wrong with it is an error.
     */
    static final class UntilCut extends InputStream {
        private final InputStream bytes;
        private boolean cut;
        private int last = '\n';

        UntilCut(Path file) throws IOException {
            InputStream stored = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
            bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(stored, BUFFER_BYTES) : stored;
        }

        /** Whether the end that was read is not that of the whole file. */
        boolean isCut() {
            return cut;
        }

        /** Whether the file was cut, and not just behind a line. */
        boolean cutWithinLine() {
            return cut && last != '\n';
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int count = cut ? -1 : bytes.read(buffer, offset, length);
                last = count > 0 ? buffer[offset + count - 1] : last;
                return count;
            } catch (EOFException e) {
                cut = true;
                return -1;
            }
        }

        @Override
        public int available() throws IOException {
            return cut ? 0 : bytes.available();
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
