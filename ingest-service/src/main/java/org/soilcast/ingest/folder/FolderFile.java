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
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.source.GranuleName;
import org.soilcast.ingest.source.Retrieval;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.source.TimeSpan;
import org.soilcast.ingest.weather.AreaWeights;
import org.soilcast.ingest.weather.WeatherFile;
import org.soilcast.ingest.weather.WeatherRole;

/**
 * What is known of a file of an agency once it has been looked through.
 *
 * @param path where it is
 * @param name of the file alone
 * @param sha256 of its bytes, hexadecimal
 * @param product what it is, in words
 * @param weather the variables of weather it has, each from its first to its last time
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
        Optional<Instant> issued,
        Map<LocalDate, String> retrievals) {
    private static final int MOST_STEPS_CHECKED = 8;
    private static final Map<String, String> AGENCIES = Map.of(
            "NLDAS-2", "nldas2", "gridMET", "gridmet", "CPC", "cpc", "ERA5", "era5", "GFS", "gfs", "ECMWF", "ecmwf");

    public FolderFile {
        weather = Map.copyOf(weather);
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
        try (SourceFile file = SourceFiles.open(path)) {
            return new FolderFile(
                    path,
                    String.valueOf(path.getFileName()),
                    sha256,
                    file.product(),
                    spans(file),
                    file.issued(),
                    digests(file.retrievals(), taken));
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

    private static Map<WeatherRole, TimeSpan> spans(SourceFile file) {
        Map<WeatherRole, TimeSpan> spans = new EnumMap<>(WeatherRole.class);
        for (WeatherRole role : WeatherFile.roles(file)) {
            for (SourceField field : file.fields()) {
                if (WeatherFile.isOf(field, role) && AreaWeights.canBring(field.grid())) {
                    check(field);
                    field.times().forEach(span -> spans.merge(role, span, FolderFile::hull));
                }
            }
        }
        return spans;
    }

    /** Of long files the first and last step stand for all. */
    private static void check(SourceField field) {
        for (int step = 0; step < field.steps(); step++) {
            if (field.steps() <= MOST_STEPS_CHECKED || step == 0 || step == field.steps() - 1) {
                field.checkedValues(step);
            }
        }
    }

    /** From the earlier begin to the later end. */
    static TimeSpan hull(TimeSpan one, TimeSpan other) {
        return new TimeSpan(
                one.start().isBefore(other.start()) ? one.start() : other.start(),
                one.end().isAfter(other.end()) ? one.end() : other.end());
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

    /** What its name tells of the granule and its issue. */
    GranuleName granule() {
        return GranuleName.of(name);
    }
}
