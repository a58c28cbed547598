package org.soilcast.dayline.drought;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClimatologyTest {
    private static final long SEED = 9;
    private static final int YEARS = 12;
    private static final int FIRST = (int) LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int DAYS = (int) LocalDate.of(2000 + YEARS, 1, 1).toEpochDay() - FIRST;

    /** Evenly spread between .1 and .3, moved by ±.05 through the year, wettest at the beginning of April. */
    private static Climatology made(int cells) {
        var random = new SplittableRandom(SEED);
        var surface = new float[DAYS * cells];
        var rootZone = new float[DAYS * cells];
        for (int i = 0; i < surface.length; i++) {
            surface[i] = middle(FIRST + i / cells) + (float) (0.2 * random.nextDouble() - 0.1);
            rootZone[i] = 0.3f;
        }
        return new ClimatologyFit(FIRST, DAYS, cells).of(surface, rootZone);
    }

    private static float middle(int epochDay) {
        double angle = 2 * Math.PI * LocalDate.ofEpochDay(epochDay).getDayOfYear() / 365.25;
        return (float) (0.2 + 0.05 * Math.sin(angle));
    }

    @Test
    void quantilesFollowTheSeason() {
        Climatology climatology = made(3);
        assertThat(climatology.years()).isEqualTo(YEARS);
        assertThat(climatology.isLong()).isFalse();
        for (int day = FIRST; day < FIRST + 366; day += 7) {
            float[] quantiles = climatology.quantiles(Climatology.Depth.SURFACE, day);
            for (int quantile = 0; quantile < 9; quantile++) {
                float expected = middle(day) - 0.1f + 0.2f * Climatology.PERCENTILES[quantile] / 100;
                for (int cell = 0; cell < 3; cell++) {
                    assertThat(quantiles[quantile * 3 + cell])
                            .as("seed %s day %s quantile %s", SEED, day, quantile)
                            .isCloseTo(expected, within(0.01f));
                }
            }
            assertThat(climatology.percentile(quantiles, 1, middle(day))).isCloseTo(50, within(5f));
        }
    }

    @Test
    void percentilesRiseWithTheValueAndStayWithinTheirRange() {
        Climatology climatology = made(2);
        for (int day = FIRST; day < FIRST + 366; day += 13) {
            float[] quantiles = climatology.quantiles(Climatology.Depth.SURFACE, day);
            float before = 0;
            for (float value = -0.5f; value < 1; value += 0.0005f) {
                float percentile = climatology.percentile(quantiles, 0, value);
                assertThat(percentile).as("day %s value %s", day, value).isBetween(before, 100f);
                before = percentile;
            }
            for (int percentile : Climatology.PERCENTILES) {
                float value = climatology.value(quantiles, 0, percentile);
                assertThat(climatology.percentile(quantiles, 0, value)).isCloseTo(percentile, within(0.01f));
            }
        }
    }

    @Test
    void whatNeverChangesIsNeitherDryNorWetUntilItDoes() {
        Climatology climatology = made(1);
        float[] quantiles = climatology.quantiles(Climatology.Depth.ROOT_ZONE, FIRST);
        assertThat(climatology.percentile(quantiles, 0, 0.25f)).isZero();
        assertThat(climatology.percentile(quantiles, 0, 0.35f)).isEqualTo(100);
    }

    @Test
    void classesAreThoseOfTheDroughtMonitor() {
        float[] percentiles = {0, 2, 2.1f, 5, 10, 20, 30, 30.1f, 69.9f, 70, 80, 90, 95, 98, 100};
        String[] classes = {
            "D4", "D4", "D3", "D3", "D2", "D1", "D0", "NORMAL", "NORMAL", "W0", "W1", "W2", "W3", "W4", "W4"
        };
        for (int i = 0; i < percentiles.length; i++) {
            assertThat(DroughtClass.of(percentiles[i]).name())
                    .as("%s", percentiles[i])
                    .isEqualTo(classes[i]);
        }
    }

    @Test
    void membersAreCountedInTheClassesOfTheirPercentiles() {
        Climatology climatology = made(1);
        float[] quantiles = climatology.quantiles(Climatology.Depth.SURFACE, FIRST + 100);
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < 2_000; i++) {
            float value = (float) (0.4 * random.nextDouble());
            float[] counts = climatology.count(quantiles, new float[] {value});
            float percentile = climatology.percentile(quantiles, 0, value);
            boolean atLimit = percentile - Math.rint(percentile) < 1e-3 && percentile - Math.rint(percentile) > -1e-3;
            assertThat(atLimit || counts[DroughtClass.of(percentile).ordinal()] == 1)
                    .as("seed %s value %s percentile %s", SEED, value, percentile)
                    .isTrue();
        }
    }
}
