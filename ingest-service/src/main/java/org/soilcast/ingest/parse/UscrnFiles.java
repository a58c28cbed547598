package org.soilcast.ingest.parse;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.RejectedInput;

/**
 * The files of NOAA's product daily01, {@code daily01/YYYY/CRND0103-YYYY-NAME.txt}, as they are or compressed with gzip. A
 * damaged file counts for nothing, since it vouches for none of its lines; of one that was cut the whole lines before the
 * cut count.
 */
final class UscrnFiles {
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern NAME = Pattern.compile("CRND0103-([0-9]{4})-(.+)\\.txt(\\.gz)?");

    private final Path folder;
    private final List<RejectedInput> rejected;

    /**
     * The files in a folder.
     *
     * @param folder the folder daily01
     * @param rejected takes what is missing or unusable
     */
    UscrnFiles(Path folder, List<RejectedInput> rejected) {
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

    /**
     * Hands over the lines of all files in the order of their names, years first.
     *
     * @param stations names of the stations that each year should have a file of
     * @return the files' names and checksums, one a line, in that order
     * @throws InputException when there is no folder with a year in it
     */
    String read(Collection<String> stations, Sink sink) {
        List<Path> years =
                list(folder).filter(path -> YEAR.matcher(name(path)).matches()).toList();
        if (years.isEmpty()) {
            throw new InputException("no year in " + folder, rejected);
        }
        var digests = new StringBuilder();
        for (Path year : years) {
            Set<String> missing = new HashSet<>(stations);
            list(year).forEach(file -> {
                digests.append(label(file))
                        .append(' ')
                        .append(CsvFile.checksum(file))
                        .append('\n');
                Matcher name = NAME.matcher(name(file));
                if (name.matches() && name.group(1).equals(name(year))) {
                    missing.remove(name.group(2));
                    hand(file, Integer.parseInt(name.group(1)), sink);
                } else {
                    refuse(RejectReason.UNUSABLE_FILE, "expected CRND0103-" + name(year) + "-NAME.txt.gz", label(file));
                }
            });
            missing.stream()
                    .sorted()
                    .forEach(station -> refuse(
                            RejectReason.MISSING_FILE,
                            "no file of " + station + " for " + name(year),
                            name(year) + "/CRND0103-" + name(year) + "-" + station + ".txt.gz"));
        }
        return digests.toString();
    }

    private void hand(Path file, int year, Sink sink) {
        List<String> lines;
        try {
            lines = lines(file);
        } catch (IOException e) {
            refuse(RejectReason.UNUSABLE_FILE, "cannot be read to its end: " + e.getMessage(), label(file));
            return;
        }
        if (lines.isEmpty()) {
            refuse(RejectReason.UNUSABLE_FILE, "holds no line", label(file));
        }
        for (int i = 0; i < lines.size(); i++) {
            sink.take(label(file), year, i + 1, lines.get(i));
        }
    }

    private List<String> lines(Path file) throws IOException {
        try (var bytes = new CsvFile.UntilCut(file);
                var reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.US_ASCII))) {
            var lines = new ArrayList<>(reader.lines().toList());
            if (bytes.cutWithinLine()) {
                lines.remove(lines.size() - 1);
            }
            if (bytes.isCut() && !lines.isEmpty()) {
                rejected.add(new RejectedInput(
                        UscrnReader.NAME,
                        RejectReason.TRUNCATED_FILE,
                        CsvFile.CUT,
                        label(file),
                        lines.size() + 1L,
                        ""));
            }
            return lines;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void refuse(RejectReason reason, String detail, String file) {
        rejected.add(new RejectedInput(UscrnReader.NAME, reason, detail, file, -1, ""));
    }

    private String label(Path file) {
        return name(requireNonNull(file.getParent())) + "/" + name(file);
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException("no folder " + folder);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList().stream();
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
