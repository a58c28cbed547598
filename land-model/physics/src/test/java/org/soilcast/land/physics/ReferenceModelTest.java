package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The daily step against 24 sub-steps, and its water partition, on the real forcing of every fourth smap_conus cell. */
class ReferenceModelTest {
    private static final int EVERY = 4;
    private static final int YEAR = 365;

    @Test
    void refusesADayWithoutSteps() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReferenceModel(0));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
    void theDailyStepIsNearTwentyFourSubSteps() throws IOException {
        double squares = 0;
        long count = 0;
        ReferenceModel daily = new ReferenceModel(1);
        ReferenceModel hourly = new ReferenceModel(24);
        double[] loam = TestCells.loam();
        double[] fluxes = new double[Flux.values().length];
        for (List<double[]> days : forcing().values()) {
            double[] dailyStates = spunUp(daily, loam, days);
            double[] hourlyStates = dailyStates.clone();
            for (double[] drivers : days) {
                daily.day(dailyStates, loam, drivers, fluxes);
                hourly.day(hourlyStates, loam, drivers, fluxes);
                double difference =
                        SoilLayers.surfaceM3PerM3(dailyStates[0]) - SoilLayers.surfaceM3PerM3(hourlyStates[0]);
                squares += difference * difference;
                count++;
            }
        }
        double rmse = Math.sqrt(squares / count);
        System.out.printf("daily step against 24 sub-steps: RMSE %.5f m3/m3 over %d cell-days%n", rmse, count);
        assertThat(count).isGreaterThan(10_000);
        assertThat(rmse).as("RMSE of the surface content, m3/m3").isLessThanOrEqualTo(0.003);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
    void aYearPartitionsRainAsItsClimateDoes() throws IOException {
        ReferenceModel model = new ReferenceModel(1);
        double[] loam = TestCells.loam();
        List<Double> humidShares = new ArrayList<>();
        List<Double> dryShares = new ArrayList<>();
        for (Map.Entry<Integer, List<double[]>> cell : forcing().entrySet()) {
            double[] states = spunUp(model, loam, cell.getValue());
            double[] fluxes = new double[Flux.values().length];
            double rain = 0;
            double pet = 0;
            double evapotranspiration = 0;
            for (double[] drivers : cell.getValue().subList(0, YEAR)) {
                model.day(states, loam, drivers, fluxes);
                rain += drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal()];
                pet += drivers[Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal()];
                evapotranspiration += fluxes[Flux.EVAPOTRANSPIRATION_MM_PER_DAY.ordinal()];
            }
            assertThat(evapotranspiration)
                    .as("cell %s of PET %s", cell.getKey(), pet)
                    .isLessThan(pet);
            if (rain > 1.3 * pet) {
                humidShares.add(evapotranspiration / rain);
            } else if (rain < 0.4 * pet) {
                dryShares.add(evapotranspiration / rain);
            }
        }
        // After Budyko (1974) ET/P is below .65 at PET/P < .77 and above .9 at PET/P > 2.5; single cells depart from it
        // where rain and demand fall in different seasons.
        assertThat(mean(humidShares))
                .as("ET/P of %s humid cells", humidShares.size())
                .isBetween(0.3, 0.65);
        assertThat(mean(dryShares)).as("ET/P of %s dry cells", dryShares.size()).isBetween(0.85, 1.05);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double[] spunUp(ReferenceModel model, double[] parameters, List<double[]> days) {
        double[] states = TestCells.statesAt(0.6, parameters[Parameter.POROSITY.ordinal()]);
        double[] fluxes = new double[Flux.values().length];
        for (double[] drivers : days.subList(0, YEAR)) {
            model.day(states, parameters, drivers, fluxes);
        }
        return states;
    }

    /** Drivers by cell in order of date, PET by Priestley–Taylor at sea level. */
    private static Map<Integer, List<double[]>> forcing() throws IOException {
        Path file = Path.of(System.getenv("SOILCAST_DATA"), "smap_conus", "daily.csv.gz");
        Map<Integer, List<double[]>> forcing = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            assertThat(header).startsWith("cell,date,precipitation_mm_per_day,air_temperature_2m_k,shortwave_down");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                int cell = Integer.parseInt(fields[0]);
                if (cell % EVERY != 0) {
                    continue;
                }
                double temperatureC = Double.parseDouble(fields[3]) - 273.15;
                double pet = PotentialEvapotranspiration.priestleyTaylorMmPerDay(
                        temperatureC, Double.parseDouble(fields[4]), Double.parseDouble(fields[5]), Double.NaN);
                forcing.computeIfAbsent(cell, key -> new ArrayList<>())
                        .add(new double[] {Double.parseDouble(fields[2]), temperatureC, pet});
            }
        }
        return forcing;
    }
}
