package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.laboratory.report.ResultFile;
import org.soilcast.land.bundle.BundleFile;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.bundle.Decoded;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.training.LearnedBundle;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.learning.training.Trainer;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.SoilcastRuns;
import org.soilcast.retrain.ModelTopics;
import picocli.CommandLine;

/** Learning from real data, on few cells and for seconds. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class TrainCommandTest {
    private static final String DATA = System.getenv().getOrDefault("SOILCAST_DATA", "");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void aSmallTrainingBeatsTextureAtUnseenCells() throws Exception {
        CellHistory all;
        try (StateFolder state = StateFolder.take(folder.resolve("state"))) {
            all = DomainHistory.read(
                    state,
                    Optional.of(Path.of(DATA)),
                    "smap_conus",
                    Optional.of(LocalDate.parse("2015-04-01")),
                    Optional.of(LocalDate.parse("2016-03-31")),
                    1,
                    new PrintWriter(System.out));
        }
        CellHistory seen = part(all, 0);
        CellHistory unseen = part(all, 4);
        var settings = new LearningSettings(false, 2, 75, List.of(32, 32), 0.01, 0.005, 0.05, 0, 1);
        var trainer = new Trainer(seen, settings, Optional.empty());
        double texture = LearnedBundle.medianRmse(trainer.network(), unseen);
        trainer.train(Duration.ofMinutes(1), progress -> {});
        double learned = LearnedBundle.medianRmse(trainer.network(), unseen);
        System.out.printf(
                "median RMSE at %d unseen cells: texture %.4f, learned from %d cells %.4f m3/m3%n",
                unseen.cells().size(), texture, seen.cells().size(), learned);
        assertThat(learned).as("texture %s", texture).isLessThan(0.9 * texture);
    }

    @Test
    void aLearnedBundleRunsOnADomainItHasNeverSeen() throws Exception {
        Path cells = Files.write(folder.resolve("cells"), List.of("0", "1", "2", "3", "5", "8"));
        Path file = folder.resolve("learned.bundle");
        List<String> arguments = List.of(
                "train",
                "--data",
                DATA,
                "--domain",
                "smap_conus",
                "--from",
                "2015-04-01",
                "--to",
                "2015-07-31",
                "--cells",
                cells.toString(),
                "--network",
                "g_Z",
                "--minutes",
                "0.01",
                "--out",
                file.toString());
        try (JavaProcess train =
                JavaProcess.start(TestLaunch.likeTheShellCommand(), Soilcast.class.getName(), arguments)) {
            assertThat(train.awaitExit(LONGEST)).as(train.output()).isZero();
            assertThat(train.output()).contains("progress step=25/").contains("left=");
        }
        Path key = folder.resolve("learned.bundle.state").resolve("keys").resolve(BundleKeys.PUBLIC_FILE);
        ParameterBundle learned = ((Decoded.Accepted) BundleFile.read(file, Optional.of(key))).bundle();
        assertTrainedAndUnseenCellsAreToldApart(file);
        assertThat(learned.manifest().skill()).containsKeys("trained cells", "validation cells");

        var runs = new SoilcastRuns(
                TestLaunch.likeTheShellCommand(),
                List.of(
                        "--domain",
                        "twin",
                        "--cells",
                        "8",
                        "--from",
                        "2015-04-01",
                        "--to",
                        "2015-05-31",
                        "--bundle",
                        file.toString(),
                        "--bundle-key",
                        key.toString()),
                folder);
        runs.finish("run");
        assertThat(Files.readAllLines(runs.export("run")))
                .as("days, and what is forecast from the last one")
                .hasSize(1 + 8 * (61 + 15));
        try (StateFolder state = StateFolder.takeExisting(folder.resolve("run"));
                var broker = EmbeddedBroker.start(state.kafka());
                var models = new ModelTopics(broker.connection(), BundleKeys.inFolder(state.keys()))) {
            assertThat(models.knowsNetworkOf(learned)).isTrue();
        }
    }

    private void assertTrainedAndUnseenCellsAreToldApart(Path bundle) throws Exception {
        Path json = folder.resolve("rows.json");
        var error = new StringWriter();
        CommandLine command = Soilcast.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(error, true));
        int exitCode = command.execute(
                "evaluate",
                "--state",
                bundle + ".state",
                "--train-to",
                "2015-07-31",
                "--to",
                "2015-08-31",
                "--models",
                "persistence",
                "--bundle",
                bundle.toString(),
                "--json",
                json.toString());
        assertThat(exitCode).as(error.toString()).isZero();
        assertThat(ResultFile.read(json).stream()
                        .filter(row ->
                                row.regime().equals("all") && row.metric().equals("rmse"))
                        .map(row -> row.model() + " " + row.split() + " " + row.cells()))
                .containsExactly(
                        "learned.bundle trained 6",
                        "learned.bundle-forecast trained 6",
                        "learned.bundle-filter trained 6",
                        "learned.bundle-residual-filter trained 6",
                        "learned.bundle unseen 300",
                        "learned.bundle-forecast unseen 300",
                        "learned.bundle-filter unseen 300",
                        "learned.bundle-residual-filter unseen 300",
                        "persistence trained 306",
                        "persistence unseen 306");
    }

    private static CellHistory part(CellHistory all, int remainder) {
        return all.select(IntStream.range(0, all.cells().size())
                .filter(cell -> cell % 8 == remainder)
                .toArray());
    }
}
