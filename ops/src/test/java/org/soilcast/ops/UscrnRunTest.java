package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.parse.UscrnProbes;
import org.soilcast.ops.drill.RunProgress;
import org.soilcast.ops.drill.SoilcastRuns;
import org.soilcast.ops.skill.ProbeCorrelation;

/** Four years of stations through the whole system in one process. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class UscrnRunTest {
    private static final int STATIONS = 64;
    private static final int DAYS = 1_461;
    /** From the newest day. */
    private static final int FORECAST_DAYS = 15;

    @TempDir
    Path folder;

    @Test
    void everyStationHasEveryDayAndFollowsItsProbe() throws Exception {
        var runs = new SoilcastRuns(
                TestLaunch.likeTheShellCommand(), List.of("--domain", "uscrn", "--to", "2013-12-31"), folder);
        RunProgress progress = runs.finish("stations");
        Path csv = runs.export("stations");

        assertThat(progress.ofAll()).isEqualTo(DAYS);
        try (var rows = Files.lines(csv)) {
            assertThat(rows.count()).isEqualTo(1 + STATIONS * (DAYS + FORECAST_DAYS));
        }
        ProbeCorrelation correlation =
                ProbeCorrelation.of(csv, UscrnProbes.read(Path.of(System.getenv("SOILCAST_DATA"), "uscrn")));
        System.out.println("untrained open loop against the 5 cm probe, uscrn, all days of 2010..2013, " + correlation);
        assertThat(correlation.stations()).as("stations with enough days").isGreaterThan(STATIONS / 2);
        assertThat(correlation.medianR()).isGreaterThanOrEqualTo(0.6);
    }
}
