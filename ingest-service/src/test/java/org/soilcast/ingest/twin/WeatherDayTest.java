package org.soilcast.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.ingest.domain.ForcingVariable;

class WeatherDayTest {
    private static final double SPACING_M = 300_000;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final int YEARS = 30;

    /**
     * 30 years of 12 cells against what their climates state. Cells share weather, so the tolerances come from one cell's
     * sample: wet days with persistence .3 have a standard error of about .006 in 11,000 days.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsToTheClimate(long seed) {
        var random = new KeyedRandom(seed);
        var made = TwinCells.make(12, random);
        Lattice lattice = made.lattice(SPACING_M);
        int cells = made.cells().size();
        double[] wetDays = new double[cells];
        double[] wetAfterWet = new double[cells];
        double[] precipitationMm = new double[cells];
        double[] temperatureC = new double[cells];
        boolean[] wetBefore = new boolean[cells];
        int days = 0;
        for (LocalDate date = FIRST; date.isBefore(FIRST.plusYears(YEARS)); date = date.plusDays(1), days++) {
            float[] values = weather(made.cells(), new WeatherDay(random::normal, lattice, date.toEpochDay()), date);
            for (int cell = 0; cell < cells; cell++) {
                boolean wet = values[cell] > 0;
                wetDays[cell] += wet ? 1 : 0;
                wetAfterWet[cell] += wet && wetBefore[cell] ? 1 : 0;
                precipitationMm[cell] += values[cell];
                temperatureC[cell] += values[cells + cell] - 273.15;
                wetBefore[cell] = wet;
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            CellClimate climate = made.cells().get(cell).climate();
            double wetShare = wetDays[cell] / days;
            assertThat(wetShare)
                    .as("wet share, seed %d, cell %d", seed, cell)
                    .isCloseTo(climate.wetShare(), within(0.025));
            // Seasons add a little to the persistence of a fixed day.
            assertThat(wetAfterWet[cell] / wetDays[cell] - wetShare)
                    .as("persistence, seed %d, cell %d", seed, cell)
                    .isCloseTo(WeatherDay.WET_PERSISTENCE * (1 - wetShare), within(0.05));
            assertThat(precipitationMm[cell] / wetDays[cell])
                    .as("mm on wet days, seed %d, cell %d", seed, cell)
                    .isCloseTo(climate.wetDayMeanMm(), within(0.12 * climate.wetDayMeanMm()));
            assertThat(temperatureC[cell] / days)
                    .as("mean temperature, seed %d, cell %d", seed, cell)
                    .isCloseTo(climate.meanTemperatureC(), within(0.5));
        }
    }

    /** What the chain gives by looking back is what it gives when run forwards from a year before. */
    @Test
    void lookingBackEqualsRunningForwards() {
        var random = new KeyedRandom(8);
        var made = TwinCells.make(6, random);
        Lattice lattice = made.lattice(SPACING_M);
        for (TwinCell cell : made.cells()) {
            boolean wet = false;
            for (long epochDay = 16_000; epochDay < 16_400; epochDay++) {
                var day = new WeatherDay(random::normal, lattice, epochDay);
                double share = cell.climate().wetShare(epochDay);
                double afterDry = share * (1 - WeatherDay.WET_PERSISTENCE);
                double chance = wet ? afterDry + WeatherDay.WET_PERSISTENCE : afterDry;
                wet = day.inHeart(cell, day.place(cell), chance / share);
                assertThat(day.wet(cell, day.place(cell)))
                        .as("cell %d, day %d", cell.number(), epochDay)
                        .isEqualTo(wet);
            }
        }
    }

    /** Wet days are cooler in the middle, of smaller range, dim and humid; summers are warm and bright. */
    @Test
    void wetDaysAndSeasonsDiffer() {
        var random = new KeyedRandom(6);
        var made = TwinCells.make(12, random);
        Lattice lattice = made.lattice(SPACING_M);
        int cells = made.cells().size();
        double[][] sums = new double[4][TwinWeather.VARIABLES.size() + 1];
        for (LocalDate date = FIRST; date.isBefore(FIRST.plusYears(3)); date = date.plusDays(1)) {
            float[] values = weather(made.cells(), new WeatherDay(random::normal, lattice, date.toEpochDay()), date);
            boolean summer = date.getMonthValue() >= 5 && date.getMonthValue() <= 9;
            for (int cell = 0; cell < cells; cell++) {
                double[] sum = sums[(summer ? 2 : 0) + (values[cell] > 0 ? 1 : 0)];
                sum[TwinWeather.VARIABLES.size()]++;
                for (int variable = 0; variable < TwinWeather.VARIABLES.size(); variable++) {
                    sum[variable] += values[variable * cells + cell];
                }
            }
        }
        for (int season = 0; season < 4; season += 2) {
            double[] dry = sums[season];
            double[] wet = sums[season + 1];
            assertThat(range(wet)).isLessThan(0.8 * range(dry));
            assertThat(mean(wet, ForcingVariable.SHORTWAVE_DOWN_W_PER_M2))
                    .isLessThan(0.8 * mean(dry, ForcingVariable.SHORTWAVE_DOWN_W_PER_M2));
            assertThat(mean(wet, ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG))
                    .isGreaterThan(1.1 * mean(dry, ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG));
        }
        for (int wetness = 0; wetness < 2; wetness++) {
            assertThat(mean(sums[2 + wetness], ForcingVariable.AIR_TEMPERATURE_K))
                    .isGreaterThan(mean(sums[wetness], ForcingVariable.AIR_TEMPERATURE_K) + 10);
            assertThat(mean(sums[2 + wetness], ForcingVariable.SHORTWAVE_DOWN_W_PER_M2))
                    .isGreaterThan(1.5 * mean(sums[wetness], ForcingVariable.SHORTWAVE_DOWN_W_PER_M2));
        }
    }

    private static float[] weather(List<TwinCell> cells, WeatherDay day, LocalDate date) {
        var values = new float[TwinWeather.VARIABLES.size() * cells.size()];
        for (int cell = 0; cell < cells.size(); cell++) {
            TwinWeather.write(day, cells.get(cell), date.getDayOfYear(), values, cell, cells.size());
        }
        return values;
    }

    private static double range(double[] sums) {
        return mean(sums, ForcingVariable.AIR_TEMPERATURE_MAX_K) - mean(sums, ForcingVariable.AIR_TEMPERATURE_MIN_K);
    }

    private static double mean(double[] sums, ForcingVariable variable) {
        return sums[TwinWeather.VARIABLES.indexOf(variable)] / sums[TwinWeather.VARIABLES.size()];
    }
}
