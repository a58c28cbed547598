package org.soilcast.ops.agency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an agency has published so far: granules, which are searched for, and files in a folder that is listed. */
public final class AgencyShelf {
    private final Map<String, Shelved> granules = new TreeMap<>();
    private final Map<String, Shelved> files = new TreeMap<>();

    /**
     * A file on the shelf.
     *
     * @param name under which it is published
     * @param content where its bytes are
     * @param date that it is of
     * @param revision how often something was published under the name
     * @param published when, by the agency's clock
     * @param sha256 of its bytes, hexadecimal
     */
    record Shelved(String name, Path content, LocalDate date, int revision, Instant published, String sha256) {
        byte[] bytes() throws IOException {
            return Files.readAllBytes(content);
        }
    }

    /** Publishes a granule under the name that its file has; again, its entry has another revision. */
    public synchronized void publishGranule(Path content, LocalDate date, Instant now) throws IOException {
        String name = String.valueOf(content.getFileName());
        granules.put(name, shelved(name, content, date, now, granule(name)));
    }

    /** Publishes a file in the folder, or puts another one in its place. */
    public synchronized void publishFile(String name, Path content, LocalDate date, Instant now) throws IOException {
        files.put(name, shelved(name, content, date, now, file(name)));
    }

    private static Shelved shelved(String name, Path content, LocalDate date, Instant now, Optional<Shelved> before)
            throws IOException {
        return new Shelved(
                name,
                content,
                date,
                before.map(Shelved::revision).orElse(0) + 1,
                now,
                sha256(Files.readAllBytes(content)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Granules of some dates, by name. */
    synchronized List<Shelved> granules(LocalDate first, LocalDate last) {
        return granules.values().stream()
                .filter(one -> !one.date.isBefore(first) && !one.date.isAfter(last))
                .toList();
    }

    synchronized Optional<Shelved> granule(String name) {
        return Optional.ofNullable(granules.get(name));
    }

    /** Files of the folder, by name. */
    synchronized List<Shelved> files() {
        return List.copyOf(files.values());
    }

    synchronized Optional<Shelved> file(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
