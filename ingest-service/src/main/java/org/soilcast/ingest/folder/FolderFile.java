package org.soilcast.ingest.folder;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.source.GranuleName;
import org.soilcast.ingest.source.Retrieval;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.source.TimeSpan;
import org.soilcast.ingest.weather.WeatherRole;

/**
 * What is known of a file of an agency once it has been looked through.
 *
 * @param path where it is
 * @param name of the file alone
 * @param sha256 of its bytes, hexadecimal
 * @param product what it is, in words
 * @param weather the variables of weather it has, each from its first to its last time
 * @param parts of a file of many days the digest of the weather of each time; else empty
 * @param issued when the forecast was started that it is part of; empty for what is none
 * @param retrievals the local dates of its retrievals, each with the digest of those that the domain takes; an empty text where
 *     it takes none
 */
public record FolderFile(
        Path path,
        String name,
        String sha256,
        String product,
        Map<WeatherRole, TimeSpan> weather,
        Map<TimeSpan, String> parts,
        Optional<Instant> issued,
        Map<LocalDate, String> retrievals) {
    private static final Map<String, String> AGENCIES = Map.of(
            "NLDAS-2", "nldas2", "gridMET", "gridmet", "CPC", "cpc", "ERA5", "era5", "GFS", "gfs", "ECMWF", "ecmwf");

    public FolderFile {
        weather = Map.copyOf(weather);
        parts = Map.copyOf(parts);
        retrievals = Map.copyOf(retrievals);
    }

    /**
     * Looks a file through.
     *
     * @param taken the retrievals that the domain takes
     * @throws org.soilcast.ingest.rejects.InputException when it is of no known format, damaged, or contradicts itself
     * @throws IOException when it cannot be read
     */
    public static FolderFile read(Path path, Predicate<Retrieval> taken) throws IOException {
        String sha256 = sha256(path);
        return read(path, SourceFiles.open(path), sha256, taken);
    }

    /**
     * Looks a file through for a domain; of a daily granule only what the domain can take something of, unless there is
     * nothing.
     *
     * @throws org.soilcast.ingest.rejects.InputException when it is of no known format, damaged, or contradicts itself
     * @throws IOException when it cannot be read
     */
    static FolderFile read(Path path, DescribedDomain domain) throws IOException {
        String sha256 = sha256(path);
        FolderFile known = read(path, SourceFiles.open(path, domain.part()), sha256, domain::takes);
        return known.weather.isEmpty() && known.retrievals.isEmpty()
                ? read(path, SourceFiles.open(path), sha256, domain::takes)
                : known;
    }

    private static FolderFile read(Path path, SourceFile opened, String sha256, Predicate<Retrieval> taken) {
        try (opened) {
            List<Retrieval> retrievals = opened.retrievals();
            Map<WeatherRole, TimeSpan> weather = retrievals.isEmpty() ? WeatherSpans.of(opened) : Map.of();
            return new FolderFile(
                    path,
                    String.valueOf(path.getFileName()),
                    sha256,
                    opened.product(),
                    weather,
                    WeatherParts.of(opened, weather),
                    opened.issued(),
                    digests(retrievals, taken));
        }
    }

    private static Map<LocalDate, String> digests(List<Retrieval> retrievals, Predicate<Retrieval> taken) {
        Map<LocalDate, Optional<ValueDigest>> digests = new TreeMap<>();
        for (Retrieval retrieval : retrievals) {
            digests.putIfAbsent(retrieval.localDate(), Optional.empty());
            if (taken.test(retrieval)) {
                digests.compute(
                        retrieval.localDate(),
                        (date, before) -> Optional.of(before.orElseGet(ValueDigest::new)
                                .add(retrieval.row() + " " + retrieval.column() + " " + retrieval.soilMoistureM3PerM3()
                                        + " " + retrieval.overpass())));
            }
        }
        Map<LocalDate, String> texts = new TreeMap<>();
        digests.forEach((date, digest) ->
                texts.put(date, digest.map(ValueDigest::hexadecimal).orElse("")));
        return texts;
    }

    private static String sha256(Path path) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var bytes = new DigestInputStream(Files.newInputStream(path), digest)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The agency of its weather, as descriptions of domains spell it. */
    public String agency() {
        return AGENCIES.entrySet().stream()
                .filter(agency -> product.startsWith(agency.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other");
    }

    /** Whether it is a granule of a product, for example SPL3SMP. */
    public boolean isOf(String satelliteProduct) {
        return Pattern.compile("\\b" + satelliteProduct + "\\b")
                .matcher(product)
                .find();
    }

    /** The digest of the weather it has of some times; of a file of few hours that of all its bytes. */
    String digest(Predicate<TimeSpan> wanted) {
        if (parts.isEmpty()) {
            return sha256;
        }
        var digest = new ValueDigest();
        parts.entrySet().stream()
                .filter(part -> wanted.test(part.getKey()))
                .map(part -> part.getKey() + " " + part.getValue())
                .sorted()
                .forEach(digest::add);
        return digest.hexadecimal();
    }

    /** What its name tells of the granule and its issue. */
    GranuleName granule() {
        return GranuleName.of(name);
    }
}
