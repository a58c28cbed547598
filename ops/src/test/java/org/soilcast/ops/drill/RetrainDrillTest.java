package org.soilcast.ops.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.TestLaunch;
import org.soilcast.retrain.DecisionStep;

/** The short form of the drill: few cells, few steps, real processes, a shadow stage and the promotion at its end. */
@Tag("starts")
class RetrainDrillTest {
    private static final long SEED = 20161128;
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void killsWhileItLearnsAndPublishesChangeNoVersionAndNoDecision() throws Exception {
        var drill = new RetrainDrill(
                TestLaunch.likeTheShellCommand(), folder, 30, 20, SEED, new PrintWriter(System.out, true, UTF_8));
        RetrainDrill.Report report = drill.run(KILLS);
        assertThat(report.halves()).as("seed %d, %s", SEED, report).isEmpty();
        assertThat(report.different()).as("seed %d, %s", SEED, report).isEmpty();
        assertThat(report.undisturbed()).contains("SHADOWED").contains("PROMOTED");
        int landed = report.kills().entrySet().stream()
                .filter(hit -> hit.getKey() != DecisionStep.DECIDED)
                .mapToInt(java.util.Map.Entry::getValue)
                .sum();
        assertThat(landed).isEqualTo(KILLS);
        assertThat(report.kills().keySet())
                .as("the first life is killed when it has begun to publish")
                .containsAnyOf(DecisionStep.PUBLISHING, DecisionStep.DECIDED);
    }
}
