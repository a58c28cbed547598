package org.soilcast.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long SEED = 20261128;

    @Test
    void waitsDoubleUpToTheLongestWithJitter() {
        var patience = new Patience(3, Duration.ofSeconds(1), Duration.ofSeconds(60));
        var chance = new Random(SEED);
        for (int failures = 1; failures < 2000; failures++) {
            long most = failures > 6 ? 60_000 : 1000L << failures - 1;
            assertThat(patience.wait(failures, Optional.empty(), chance).toMillis())
                    .as("seed %d, failures %d", SEED, failures)
                    .isBetween(most / 2, most);
        }
    }

    @Test
    void neverShorterThanAsked() {
        var patience = new Patience(3, Duration.ofSeconds(1), Duration.ofSeconds(60));
        assertThat(patience.wait(1, Optional.of(Duration.ofMinutes(5)), new Random(SEED)))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(patience.wait(9, Optional.of(Duration.ofMillis(1)), new Random(SEED)))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }
}
