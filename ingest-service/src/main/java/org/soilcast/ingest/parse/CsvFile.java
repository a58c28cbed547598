package org.soilcast.ingest.parse;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
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

/**
 * A comma-separated text file with a fixed header, gzip-compressed when its name ends in {@code .gz}. The sets quote
 * nothing, so quotes have no meaning here: a stray one damages its own line and not the rest of the file.
 */
final class CsvFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private CsvFile() {}

    /**
     * Hands every line behind the header to the sink; empty lines are skipped.
     *
     * @throws InputException when the file is missing or damaged, or its header is another one
     */
    static void read(Path file, List<String> header, Consumer<CsvRecord> sink) {
        long line = 0;
        try (InputStream bytes = open(file);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .quoteCharacter('\u0000')
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            Iterator<CsvRecord> records = csv.iterator();
            checkHeader(file, header, records.hasNext() ? records.next().getFields() : List.of());
            while (records.hasNext()) {
                CsvRecord next = records.next();
                line = next.getStartingLineNumber();
                sink.accept(next);
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new InputException("cannot read " + file + " behind line " + line + ": " + e.getMessage(), e);
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

    /** The bytes of the file, expanded when its name ends in {@code .gz}. */
    static InputStream open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InputException("no file " + file);
        }
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
    }

    private static void checkHeader(Path file, List<String> expected, List<String> found) {
        if (!expected.equals(found)) {
            throw new InputException("wrong header in " + file + ": expected " + String.join(",", expected) + ", found "
                    + String.join(",", found));
        }
    }
}
