package org.soilcast.laboratory.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.laboratory.evaluation.ResultRow;

class ResultFileTest {
    private static final ResultRow ROW = new ResultRow(
            "persistence",
            "trained",
            "all",
            "rmse",
            0.0453,
            0.0464,
            306,
            LocalDate.parse("2016-04-01"),
            LocalDate.parse("2016-09-30"),
            1.5);

    @TempDir
    Path folder;

    @Test
    void rowsAreReadAsTheyWereWritten() throws IOException {
        ResultFile.write(List.of(ROW, ROW), folder.resolve("rows.json"));

        assertThat(ResultFile.read(folder.resolve("rows.json"))).containsExactly(ROW, ROW);
    }

    @Test
    void namesOfTheFields() throws IOException {
        ResultFile.write(List.of(ROW), folder.resolve("rows.json"));
        JsonNode rows = new ObjectMapper().readTree(folder.resolve("rows.json").toFile());

        assertThat(rows.isArray()).isTrue();
        assertThat(rows.get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "model", "split", "regime", "metric", "median", "mean", "cells", "from", "to", "core_seconds");
    }

    @Test
    void tableHasALineForEachModelAndSplit() {
        List<String> lines = ResultTable.lines(List.of(ROW, ROW));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("persistence").contains(".0453/.0464");
        assertThat(lines.get(1).indexOf(".0464") + 5).isEqualTo(lines.get(0).indexOf("RMSE") + 4);
    }
}
