package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.laboratory.evaluation.ResultRow;
import org.soilcast.laboratory.report.ResultFile;
import picocli.CommandLine;

/** The whole way from the data folder to figures and page. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class EvaluateCommandTest {
    @TempDir
    Path folder;

    /** What was computed of the same files by other means, in the data's REFERENCE.csv. */
    @Test
    void trivialPredictorsHaveTheErrorsThatTheDataSetStates() throws Exception {
        var error = new StringWriter();
        CommandLine command = Soilcast.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(error, true));
        int exitCode = command.execute(
                "evaluate",
                "--state",
                folder.resolve("state").toString(),
                "--models",
                "training-mean,persistence,persistence-3-days",
                "--json",
                folder.resolve("rows.json").toString(),
                "--report",
                folder.resolve("report").toString());
        assertThat(exitCode).as(error.toString()).isZero();

        List<ResultRow> rows = ResultFile.read(folder.resolve("rows.json"));
        Path reference = Path.of(System.getenv("SOILCAST_DATA"), "smap_conus", "REFERENCE.csv");
        assertRmse(rows, "training-mean", Files.readAllLines(reference).get(1));
        assertRmse(rows, "persistence", Files.readAllLines(reference).get(2));
        assertRmse(rows, "persistence-3-days", Files.readAllLines(reference).get(3));
        assertThat(Files.readString(folder.resolve("report").resolve("index.html")))
                .contains("<svg", "persistence");
    }

    private static void assertRmse(List<ResultRow> rows, String model, String reference) {
        ResultRow row = rows.stream()
                .filter(one -> one.model().equals(model)
                        && one.regime().equals("all")
                        && one.metric().equals("rmse"))
                .findFirst()
                .orElseThrow();
        String[] fields = reference.split(",", -1);
        assertThat(row.from() + ".." + row.to()).as(model).isEqualTo(fields[2]);
        assertThat(row.median()).as(model).isCloseTo(Double.parseDouble(fields[3]), within(1e-5));
        assertThat(row.mean()).as(model).isCloseTo(Double.parseDouble(fields[4]), within(1e-5));
        assertThat(row.cells()).as(model).isEqualTo(Integer.parseInt(fields[5]));
    }
}
