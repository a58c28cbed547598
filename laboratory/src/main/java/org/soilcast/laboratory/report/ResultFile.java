package org.soilcast.laboratory.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.soilcast.laboratory.evaluation.ResultRow;

/** Rows as a JSON list of objects. */
public final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultFile() {}

    /** Writes the rows, one a line. */
    public static void write(List<ResultRow> rows, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ResultRow row : rows) {
            lines.add(JSON.writeValueAsString(JSON.createObjectNode()
                    .put("model", row.model())
                    .put("split", row.split())
                    .put("regime", row.regime())
                    .put("metric", row.metric())
                    .put("median", row.median())
                    .put("mean", row.mean())
                    .put("cells", row.cells())
                    .put("from", row.from().toString())
                    .put("to", row.to().toString())
                    .put("core_seconds", row.coreSeconds())));
        }
        Files.writeString(file, "[\n" + String.join(",\n", lines) + "\n]\n");
    }

    /** Reads them back. */
    public static List<ResultRow> read(Path file) throws IOException {
        List<ResultRow> rows = new ArrayList<>();
        for (JsonNode row : (ArrayNode) JSON.readTree(file.toFile())) {
            rows.add(new ResultRow(
                    row.required("model").asText(),
                    row.required("split").asText(),
                    row.required("regime").asText(),
                    row.required("metric").asText(),
                    row.required("median").asDouble(),
                    row.required("mean").asDouble(),
                    row.required("cells").asInt(),
                    LocalDate.parse(row.required("from").asText()),
                    LocalDate.parse(row.required("to").asText()),
                    row.required("core_seconds").asDouble()));
        }
        return rows;
    }
}
