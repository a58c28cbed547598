package org.soilcast.ingest.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of an EXPECTED.csv, which has no quotes, by file. */
final class ExpectedRows {
    private ExpectedRows() {}

    static Path folder(String name) {
        return Path.of(System.getenv("SOILCAST_DATA"), name);
    }

    static Map<String, List<Map<String, String>>> byFile(String folder) {
        try {
            List<String> lines = Files.readAllLines(folder(folder).resolve("EXPECTED.csv"));
            String[] header = lines.get(0).split(",");
            return lines.stream()
                    .skip(1)
                    .map(line -> row(header, line.split(",", -1)))
                    .collect(Collectors.groupingBy(row -> row.get("file"), LinkedHashMap::new, Collectors.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> row(String[] header, String[] values) {
        return IntStream.range(0, header.length).boxed().collect(Collectors.toMap(i -> header[i], i -> values[i]));
    }
}
