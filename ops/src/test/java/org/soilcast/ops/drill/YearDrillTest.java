package org.soilcast.ops.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.TestLaunch;

/** The short form of the drill: forty days, few cells, real processes. */
@Tag("starts")
class YearDrillTest {
    private static final long SEED = 20150401;
    private static final int CELLS = 12;
    private static final int DAYS = 40;
    private static final int KILLS = 2;
    /** Days of a forecast. */
    private static final int LEADS = 15;

    @TempDir
    private Path folder;

    @Test
    @Timeout(900)
    void filesThatComeDayByDayGiveWhatAllAtOnceGive() throws Exception {
        var plan = new YearPlan(CELLS, YearPlan.LEAST_DAYS_BEFORE, DAYS, Duration.ofMillis(500), KILLS, SEED);
        // What a start costs is mostly compiling; vector code is of no use without the better compiler.
        JavaProcess.Launch launch = TestLaunch.likeTheShellCommand()
                .withOption("-XX:TieredStopAtLevel=1")
                .withOption("-Dsoilcast.lanes=scalar");
        var drill = new YearDrill(plan, launch, folder, new PrintWriter(System.out, true, UTF_8));
        YearDrill.Report report = drill.run();
        assertThat(report.difference().first()).as("seed %d, %s", SEED, report).isEmpty();
        assertThat(report.difference().rows()).isEqualTo((long) CELLS * (YearPlan.LEAST_DAYS_BEFORE + DAYS + LEADS));
        assertThat(report.kills()).isEqualTo(KILLS);
        assertThat(report.replaced()).isPositive();
        assertThat(report.faults()).isNotEmpty();
        assertThat(report.leaks()).isEmpty();
    }
}
