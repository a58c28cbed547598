package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.RunProgress;
import org.soilcast.ops.drill.SoilcastRuns;
import org.soilcast.schemas.QualityFlags;

/** The built-in experiment through the whole system in one process; needs no data. */
class TwinRunTest {
    private static final int CELLS = 100;
    private static final int QUALITY = 17;

    /** From the newest day. */
    private static final int FORECAST_DAYS = 15;

    @TempDir
    Path folder;

    @Test
    void everyCellHasEveryDayAndIsMarkedAsSynthetic() throws Exception {
        JavaProcess.Launch launch = TestLaunch.likeTheShellCommand();
        var runs = new SoilcastRuns(launch, List.of("--domain", "twin", "--cells", Integer.toString(CELLS)), folder);
        RunProgress progress = runs.finish("twin");
        List<String> rows = Files.readAllLines(runs.export("twin"));

        assertThat(rows).hasSize(1 + CELLS * (progress.ofAll() + FORECAST_DAYS));
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            assertThat(Integer.parseInt(fields[QUALITY]) & QualityFlags.SYNTHETIC)
                    .as(row)
                    .isNotZero();
        }
    }
}
