package org.soilcast.ingest.parse;

import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;

/**
 * A comma-separated text file with a fixed header, gzip-compressed when its name ends in {@code .gz}. The sets quote
 * nothing, so quotes have no meaning here: a stray one damages its own line and not the rest of the file.
 */
final class CsvFile {
    private CsvFile() {}

    /**
     * Hands every line behind the header to the sink; empty lines are skipped. Of a compressed file that was cut or is
     * damaged the whole lines of what can be relied on are handed over ({@link StoredText}), and one record of rejected input
     * says where it ends: for a cut the first line that is not there, for damage the byte from which on nothing counts.
     *
     * @param source name of the source, for what is rejected
     * @param rejected takes what is rejected
     * @throws InputException when the file is missing or damaged, or its header is another one; it knows all that was rejected
     */
    static void read(
            Path file, List<String> header, String source, List<Rejection> rejected, Consumer<CsvRecord> sink) {
        var refusal = new Refusal(file, source, rejected);
        if (!Files.isRegularFile(file)) {
            throw refusal.of(RejectReason.MISSING_FILE, "no file " + file, -1, "");
        }
        long line = 1;
        try (var text = new StoredText(file);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .quoteCharacter('\u0000')
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            text.nothingThere().ifPresent(why -> {
                throw refusal.of(RejectReason.UNUSABLE_FILE, "cannot use " + file + ": " + why, -1, "");
            });
            Iterator<CsvRecord> records = csv.iterator();
            List<String> found = records.hasNext() ? records.next().getFields() : List.of();
            if (!header.equals(found)) {
                throw refusal.of(
                        RejectReason.WRONG_HEADER,
                        "wrong header in " + file + ": expected " + String.join(",", header) + ", found "
                                + (found.isEmpty() ? "no line" : String.join(",", found)),
                        1,
                        String.join(",", found));
            }
            while (records.hasNext()) {
                CsvRecord next = records.next();
                if (!records.hasNext() && text.endsWithinLine()) {
                    break;
                }
                line = next.getStartingLineNumber();
                sink.accept(next);
            }
            if (text.damage().isPresent()) {
                refusal.add(text.damage().get(), line + 1);
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw refusal.of(
                    RejectReason.UNUSABLE_FILE,
                    "cannot read " + file + " behind line " + line + ": " + reason(e),
                    -1,
                    "");
        }
    }

    /** What is said of a compressed file of which not all counts. */
    static Rejection damaged(String source, String file, GzipMembers.Damage damage, long nextLine) {
        String detail = damage.what() + "; the whole lines before it are taken, up to line " + (nextLine - 1);
        return damage.cut()
                ? new Rejection(source, RejectReason.TRUNCATED_FILE, detail, file, nextLine, "")
                : new Rejection(source, RejectReason.DAMAGED_FILE, detail, file, damage.offset(), "");
    }

    /** Says what is wrong with a file. */
    private record Refusal(Path file, String source, List<Rejection> rejected) {
        void add(RejectReason reason, String detail, long position, String excerpt) {
            rejected.add(
                    new Rejection(source, reason, detail, file.getFileName().toString(), position, excerpt));
        }

        void add(GzipMembers.Damage damage, long nextLine) {
            rejected.add(damaged(source, file.getFileName().toString(), damage, nextLine));
        }

        InputException of(RejectReason reason, String detail, long position, String excerpt) {
            add(reason, detail, position, excerpt);
            return new InputException(detail, rejected);
        }
    }

    /** SHA-256 of the file as it lies there, hexadecimal. */
    static String checksum(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (var bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The checksum of a file that has been read.
     *
     * @throws InputException when it can no longer be read
     */
    static String checksumOfRead(Path file) {
        try {
            return checksum(file);
        } catch (IOException e) {
            throw new InputException("cannot read " + file + ": " + reason(e), e);
        }
    }

    /** Why a file cannot be read, in words: the platform's message is often no more than the file's name, or nothing. */
    static String reason(Exception e) {
        Exception cause = e instanceof UncheckedIOException wrapped ? requireNonNull(wrapped.getCause()) : e;
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (cause instanceof FileSystemException of && of.getReason() != null) {
            return of.getReason();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
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
}
