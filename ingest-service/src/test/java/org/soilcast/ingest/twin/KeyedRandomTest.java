package org.soilcast.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedRandomTest {
    private static final int PLACES = 300;
    private static final int DAYS = 300;

    /** Quantiles of tables: 0.975 and 0.001, and the far tail as erfc has it. */
    @Test
    void quantileAgreesWithTables() {
        assertThat(KeyedRandom.normalQuantile(0.5)).isZero();
        assertThat(KeyedRandom.normalQuantile(0.975)).isCloseTo(1.959963984540054, within(1e-14));
        assertThat(KeyedRandom.normalQuantile(0.001)).isCloseTo(-3.090232306167813, within(1e-13));
        assertThat(KeyedRandom.normalQuantile(1e-12)).isCloseTo(-7.034483825301131, within(1e-11));
        assertThat(KeyedRandom.normalQuantile(0.25)).isEqualTo(-KeyedRandom.normalQuantile(0.75));
    }

    /** 90,000 draws: mean within 4.5 standard errors, variance and neighbours' correlation too. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 20150401, Long.MIN_VALUE})
    void normalsAreStandardAndIndependent(long seed) {
        var random = new KeyedRandom(seed);
        double sum = 0;
        double squares = 0;
        double nextDay = 0;
        double nextPlace = 0;
        double nextPurpose = 0;
        for (int place = 0; place < PLACES; place++) {
            for (int day = 0; day < DAYS; day++) {
                double value = random.normal(Purpose.CLOUD, place, day);
                sum += value;
                squares += value * value;
                nextDay += value * random.normal(Purpose.CLOUD, place, day + 1);
                nextPlace += value * random.normal(Purpose.CLOUD, place + 1, day);
                nextPurpose += value * random.normal(Purpose.DIURNAL_RANGE, place, day);
            }
        }
        int draws = PLACES * DAYS;
        double tolerance = 4.5 / Math.sqrt(draws);
        assertThat(sum / draws).as("mean, seed %d", seed).isCloseTo(0, within(tolerance));
        assertThat(squares / draws).as("variance, seed %d", seed).isCloseTo(1, within(tolerance * Math.sqrt(2)));
        assertThat(nextDay / draws).as("next day, seed %d", seed).isCloseTo(0, within(tolerance));
        assertThat(nextPlace / draws).as("next place, seed %d", seed).isCloseTo(0, within(tolerance));
        assertThat(nextPurpose / draws).as("next purpose, seed %d", seed).isCloseTo(0, within(tolerance));
    }

    @Test
    void keysDoNotMeet() {
        var random = new KeyedRandom(7);
        Set<Double> seen = new HashSet<>();
        for (Purpose purpose : Purpose.values()) {
            for (int place = -20; place < 20; place++) {
                for (int day = -20; day < 20; day++) {
                    assertThat(seen.add(random.uniform(purpose, place, day)))
                            .as("%s, place %d, day %d", purpose, place, day)
                            .isTrue();
                }
            }
        }
    }
}
