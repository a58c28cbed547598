package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.SoilcastRuns;

/**
 * The twin through the whole system, with a retraining: the first cut is a year after the first day, days behind the 15th
 * after it wait for the decision, and the version that is promoted is in force from the 16th on, whatever is killed.
 */
@Tag("starts")
class RetrainRunTest {
    private static final LocalDate CUT = LocalDate.parse("2016-03-31");
    private static final LocalDate SECOND = CUT.plusDays(16);
    private static final LocalDate LAST = SECOND.plusDays(1);
    private static final int DATE = 1;
    private static final int LEAD = 2;
    private static final int MODEL_VERSION = 15;

    @TempDir
    Path folder;

    @Test
    @Timeout(900)
    void theVersionChangesOnADateOfTheDataAndComesBackByHand() throws Exception {
        SoilcastRuns runs = runs(LAST);
        runs.finish("undisturbed");
        Path undisturbed = runs.export("undisturbed");
        Map<LocalDate, String> versions = versions(undisturbed);
        assertThat(versions.get(CUT)).isEqualTo("1");
        assertThat(versions.get(SECOND.minusDays(1))).isEqualTo("1");
        assertThat(versions.get(SECOND)).isEqualTo("2");
        assertThat(versions.get(LAST)).isEqualTo("2");

        killWhileItLearns(runs, "killed");
        runs.finish("killed");
        assertThat(Files.mismatch(runs.export("killed"), undisturbed))
                .as("export of the run that was killed while it learned")
                .isEqualTo(-1);

        assertThat(command("rollback", "undisturbed")).contains("version 3, a copy of 1, follows version 2");
        runs(LAST.plusDays(1)).finish("undisturbed");
        Map<LocalDate, String> after = versions(runs.export("undisturbed"));
        assertThat(after.get(LAST)).as("what was out").isEqualTo("2");
        assertThat(after.get(LAST.plusDays(1))).isEqualTo("3");
        String models = command("models", "undisturbed", "--findings");
        assertThat(decision(models)).isNotEmpty().isEqualTo(decision(command("models", "killed", "--findings")));
        assertThat(models)
                .contains("version 2, after 1, in force from " + SECOND + ", learned from 2015-04-01 to 2016-01-01")
                .contains("version 3, after 2, in force from " + LAST.plusDays(1) + ", untrained")
                .contains(CUT + " by schedule: version 2 follows version 1, challenger learned from scratch");
    }

    private SoilcastRuns runs(LocalDate to) {
        return new SoilcastRuns(
                TestLaunch.likeTheShellCommand(),
                List.of(
                        "--domain",
                        "twin",
                        "--cells",
                        "32",
                        "--to",
                        to.toString(),
                        "--retrain-every",
                        "90",
                        "--retrain-steps",
                        "20",
                        "--retrain-promote",
                        "gate"),
                folder);
    }

    private void killWhileItLearns(SoilcastRuns runs, String state) throws InterruptedException {
        Path training =
                folder.resolve(state).resolve("archive").resolve("retrain").resolve("scratch");
        try (JavaProcess run = runs.start(state)) {
            Await.until("a checkpoint of the training", Duration.ofMinutes(5), () -> Files.exists(training));
            assertThat(run.kill()).isTrue();
        }
    }

    /** What {@code models} says of the decision of the cut: that has all of it but when it was made. */
    private static List<String> decision(String models) {
        List<String> fromIt = models.lines()
                .dropWhile(line -> !line.startsWith(CUT + " by schedule"))
                .toList();
        return Stream.concat(fromIt.stream().limit(1), fromIt.stream().skip(1).takeWhile(line -> line.startsWith("  ")))
                .toList();
    }

    private String command(String name, String state, String... more) throws InterruptedException {
        var arguments =
                new ArrayList<>(List.of(name, "--state", folder.resolve(state).toString()));
        arguments.addAll(List.of(more));
        try (JavaProcess command =
                JavaProcess.start(TestLaunch.likeTheShellCommand(), Soilcast.class.getName(), arguments)) {
            assertThat(command.awaitExit(Duration.ofMinutes(2)))
                    .as(command.output())
                    .isZero();
            return command.output();
        }
    }

    /** The one version of each day's analyses. */
    private static Map<LocalDate, String> versions(Path export) throws IOException {
        var versions = new TreeMap<LocalDate, String>();
        List<String> rows = Files.readAllLines(export);
        assertThat(rows.get(0).split(",", -1)[MODEL_VERSION]).isEqualTo("model_version");
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            if (fields[LEAD].equals("0")) {
                versions.merge(LocalDate.parse(fields[DATE]), fields[MODEL_VERSION], (a, b) -> a.equals(b) ? a : a + b);
            }
        }
        return versions;
    }
}
