package org.soilcast.ingest.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.folder.FolderFile;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.Retrieval;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;

/** What an agency's file is and holds, in lines for a person, and which domains would take it. */
public final class FileInspection {
    private FileInspection() {}

    /**
     * The lines.
     *
     * @param domains that are asked whether they would take it
     * @throws InputException with one line when it is of no known format, damaged, or contradicts itself
     */
    public static List<String> lines(Path path, List<DescribedDomain> domains) {
        var lines = new ArrayList<String>();
        try (SourceFile file = SourceFiles.open(path)) {
            lines.add(path.getFileName() + ": " + file.product() + ", " + Files.size(path) + " bytes");
            String grid = "";
            for (SourceField field : file.fields()) {
                if (!field.grid().description().equals(grid)) {
                    grid = field.grid().description();
                    lines.add("grid: " + grid);
                }
                lines.add("  " + FieldSummary.of(field).line());
            }
            addRetrievals(file.retrievals(), lines);
            file.remarks().forEach(remark -> lines.add("left out: " + remark));
            addVerdicts(path, file, domains, lines);
            return lines;
        } catch (IOException e) {
            throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static void addVerdicts(Path path, SourceFile file, List<DescribedDomain> domains, List<String> lines)
            throws IOException {
        try {
            FolderFile known = FolderFile.read(path, any -> true);
            domains.forEach(domain -> lines.add(DomainVerdict.line(domain, file, known)));
        } catch (InputException e) {
            lines.add("no domain takes it: " + e.getMessage());
        }
    }

    private static void addRetrievals(List<Retrieval> retrievals, List<String> lines) {
        var byDate = new TreeMap<LocalDate, int[]>();
        for (Retrieval retrieval : retrievals) {
            int[] counts = byDate.computeIfAbsent(retrieval.localDate(), any -> new int[4]);
            int pass = retrieval.evening() ? 2 : 0;
            counts[pass]++;
            counts[pass + 1] += retrieval.recommended() ? 1 : 0;
        }
        byDate.forEach((date, counts) -> lines.add(String.format(
                Locale.ROOT,
                "retrievals of %s, mean solar time: %d in the morning (%d recommended), %d in the evening (%d)",
                date,
                counts[0],
                counts[1],
                counts[2],
                counts[3])));
    }
}
