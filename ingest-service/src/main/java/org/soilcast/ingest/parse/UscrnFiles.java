package org.soilcast.ingest.parse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;

/**
 * The files of NOAA's product daily01, {@code daily01/YYYY/CRND0103-YYYY-NAME.txt}, as they are or compressed with gzip. What
 * cannot be relied on of a file counts for nothing; one that cannot be read costs nothing but itself. Whatever is no
 * station file is passed over. All of that is said, and which stations and years are missing.
 */
final class UscrnFiles {
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern NAME = Pattern.compile("CRND0103-([0-9]{4})-(.+)\\.txt(\\.gz)?");

    private static final Parsed<Long> UNDATED = new Parsed.Accepted<>(0L);

    private final Path folder;
    private final List<Rejection> rejected;
    private final UscrnAbsences absences = new UscrnAbsences();
    private final StringBuilder digests = new StringBuilder();

    /**
     * The files in a folder.
     *
     * @param folder the folder daily01
     * @param rejected takes what is missing or unusable
     */
    UscrnFiles(Path folder, List<Rejection> rejected) {
        this.folder = folder;
        this.rejected = rejected;
    }

    /** Takes one line of a file. */
    interface Sink {
        /**
         * Takes a line.
         *
         * @param file name of the file with its folder, for example {@code 2015/CRND0103-2015-NAME.txt.gz}
         * @param year the file's year
         * @param number of the line, 1-based
         */
        void take(String file, int year, int number, String text);
    }

    /** Files of a year by their names, and the stations' names in those. */
    private record Year(TreeMap<String, Path> files, TreeSet<String> stations) {}

    /**
     * Hands over the lines of all files in the order of their names, years first.
     *
     * @param stations names of the stations that each year should have a file of
     * @return the station files' names and checksums, one a line, in that order
     * @throws InputException when there is no folder, or no station file in it
     */
    String read(Collection<String> stations, Sink sink) {
        if (!Files.isDirectory(folder)) {
            throw new InputException("no folder " + folder, rejected);
        }
        TreeMap<Integer, Year> years = years();
        if (years.isEmpty()) {
            throw new InputException("no station file in the years of " + folder, rejected);
        }
        for (int number = years.firstKey(); number <= years.lastKey(); number++) {
            Year year = years.get(number);
            if (year == null) {
                absences.addYear(number);
                refuse(
                        RejectReason.MISSING_FILE,
                        "no station file of " + number + ": all " + stations.size() + " stations lack the year",
                        number + "/");
                continue;
            }
            int current = number;
            year.files.forEach((label, file) -> hand(label, file, current, sink));
            stations.stream()
                    .filter(station -> !year.stations.contains(station))
                    .sorted()
                    .forEach(station -> lack(station, current));
        }
        return digests.toString();
    }

    /** What a person should know of all this, a line each. */
    List<String> notices() {
        return absences.notices();
    }

    private void lack(String station, int year) {
        absences.addStation(station, year);
        refuse(
                RejectReason.MISSING_FILE,
                "no file of " + station + " for " + year,
                year + "/CRND0103-" + year + "-" + station + ".txt.gz");
    }

    /** The years that have a station file. */
    private TreeMap<Integer, Year> years() {
        var years = new TreeMap<Integer, Year>();
        for (Path entry : list(folder)) {
            if (!YEAR.matcher(name(entry)).matches() || !Files.isDirectory(entry)) {
                passOver(name(entry), "no folder of a year");
                continue;
            }
            var year = new Year(new TreeMap<>(), new TreeSet<>());
            for (Path file : list(entry)) {
                String label = name(entry) + "/" + name(file);
                Matcher stationFile = NAME.matcher(name(file));
                if (stationFile.matches() && stationFile.group(1).equals(name(entry))) {
                    year.files.put(label, file);
                    year.stations.add(stationFile.group(2));
                } else {
                    passOver(label, "no station file, expected CRND0103-" + name(entry) + "-NAME.txt.gz");
                }
            }
            if (!year.files.isEmpty()) {
                years.put(Integer.valueOf(name(entry)), year);
            }
        }
        return years;
    }

    private void passOver(String label, String why) {
        absences.addPassedOver(label);
        refuse(RejectReason.UNUSABLE_FILE, "passed over: " + why, label);
    }

    private void hand(String label, Path file, int year, Sink sink) {
        digests.append(label).append(' ');
        List<String> lines = List.of();
        try {
            if (Files.isRegularFile(file)) {
                digests.append(CsvFile.checksum(file));
                lines = lines(label, file);
            } else {
                refuse(RejectReason.UNUSABLE_FILE, "is no file but a folder, a link to nothing or a device", label);
            }
        } catch (IOException | UncheckedIOException e) {
            refuse(RejectReason.UNUSABLE_FILE, "cannot be read: " + CsvFile.reason(e), label);
        }
        digests.append('\n');
        Map<Integer, Parsed<Long>> verdicts = verdicts(lines, year);
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            String text = lines.get(i);
            verdicts.getOrDefault(i, UNDATED)
                    .handTo(
                            date -> sink.take(label, year, number, text),
                            (reason, detail) ->
                                    rejected.add(new Rejection(UscrnReader.NAME, reason, detail, label, number, text)));
        }
    }

    private List<String> lines(String label, Path file) throws IOException {
        try (var text = new StoredText(file);
                var reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.US_ASCII))) {
            if (text.nothingThere().isPresent()) {
                refuse(RejectReason.UNUSABLE_FILE, text.nothingThere().get(), label);
                return List.of();
            }
            var lines = new ArrayList<>(reader.lines().toList());
            if (text.endsWithinLine()) {
                lines.remove(lines.size() - 1);
            }
            text.damage()
                    .ifPresent(damage ->
                            rejected.add(CsvFile.damaged(UscrnReader.NAME, label, damage, lines.size() + 1L)));
            return lines;
        }
    }

    /** The verdicts of {@link DateOrder} by index of the line; a line without a date of the year is the sink's to refuse. */
    private static Map<Integer, Parsed<Long>> verdicts(List<String> lines, int year) {
        var dated = new TreeMap<Integer, Long>();
        for (int i = 0; i < lines.size(); i++) {
            int line = i;
            List<String> fields = UscrnReader.fields(lines.get(i));
            if (fields.size() == UscrnReader.COLUMNS) {
                UscrnReader.date(fields.get(UscrnReader.DATE_COLUMN), year)
                        .handTo(date -> dated.put(line, date.toEpochDay()), (reason, detail) -> {});
            }
        }
        Iterator<Parsed<Long>> ofDated = DateOrder.of(
                        dated.values().stream().mapToLong(Long::longValue).toArray())
                .iterator();
        var verdicts = new HashMap<Integer, Parsed<Long>>();
        dated.keySet().forEach(line -> verdicts.put(line, ofDated.next()));
        return verdicts;
    }

    private void refuse(RejectReason reason, String detail, String file) {
        rejected.add(new Rejection(UscrnReader.NAME, reason, detail, file, -1, ""));
    }

    /** The entries in the order of their names; those of a folder that cannot be read are lacking, which is said. */
    private List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            refuse(RejectReason.UNUSABLE_FILE, "cannot be read: " + CsvFile.reason(e), name(directory) + "/");
            return List.of();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
