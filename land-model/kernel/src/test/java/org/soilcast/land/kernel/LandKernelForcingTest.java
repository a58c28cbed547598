package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.PotentialEvapotranspiration;
import org.soilcast.land.physics.ReferenceModel;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.WaterBalance;

/** The weather of smap_conus in the folder SOILCAST_DATA, parameters at random: every day against the double reference. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class LandKernelForcingTest {
    private static final int CELLS = RandomBlock.CELLS;
    private static final long SEED = 20_260_601;

    @Test
    void followsTheReferenceOnRealForcing() throws IOException {
        List<List<float[]>> weather = new ArrayList<>(forcing().values()).subList(0, CELLS);
        RandomBlock block = new RandomBlock(SEED);
        LandKernel kernel = new LandKernel();
        ReferenceModel reference = new ReferenceModel(1);
        int days = weather.stream().mapToInt(List::size).min().orElseThrow();
        double worst = 0;
        for (int day = 0; day < days; day++) {
            double[][] expected = new double[CELLS][];
            for (int cell = 0; cell < CELLS; cell++) {
                float[] drivers = weather.get(cell).get(day);
                for (int driver = 0; driver < drivers.length; driver++) {
                    block.drivers[driver * CELLS + cell] = drivers[driver];
                }
                expected[cell] = column(block.states, cell);
                reference.day(
                        expected[cell],
                        column(block.parameters, cell),
                        column(block.drivers, cell),
                        new double[Flux.values().length]);
            }
            kernel.step(block.states, block.parameters, block.drivers, block.fluxes, CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                double resolved = 0x1p-23 * (WaterBalance.storageMm(expected[cell]) + block.drivers[cell]);
                for (State state : State.values()) {
                    double value = expected[cell][state.ordinal()];
                    double error = Math.abs(block.states[state.ordinal() * CELLS + cell] - value);
                    double share = error / (1e-5 * Math.abs(value) + resolved);
                    assertThat(share)
                            .as("seed %d cell %d day %d %s", SEED, cell, day, state)
                            .isLessThan(1);
                    worst = Math.max(worst, share);
                }
            }
        }
        float porosity = block.parameters[Parameter.POROSITY.ordinal() * CELLS];
        assertThat(SoilLayers.surfaceM3PerM3(block.states[0])).isBetween(0.0, (double) porosity);
        System.out.printf("real forcing, %d days: worst %.2f of what is allowed%n", days, worst);
    }

    private static double[] column(float[] values, int cell) {
        double[] column = new double[values.length / CELLS];
        for (int variable = 0; variable < column.length; variable++) {
            column[variable] = values[variable * CELLS + cell];
        }
        return column;
    }

    /** Drivers by cell in order of date, PET by Priestley–Taylor at sea level. */
    private static Map<Integer, List<float[]>> forcing() throws IOException {
        Path file = Path.of(System.getenv("SOILCAST_DATA"), "smap_conus", "daily.csv.gz");
        Map<Integer, List<float[]>> forcing = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine())
                    .startsWith("cell,date,precipitation_mm_per_day,air_temperature_2m_k,shortwave_down");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                double temperatureC = Double.parseDouble(fields[3]) - 273.15;
                double pet = PotentialEvapotranspiration.priestleyTaylorMmPerDay(
                        temperatureC, Double.parseDouble(fields[4]), Double.parseDouble(fields[5]), Double.NaN);
                forcing.computeIfAbsent(Integer.parseInt(fields[0]), key -> new ArrayList<>())
                        .add(new float[] {Float.parseFloat(fields[2]), (float) temperatureC, (float) pet});
            }
        }
        return forcing;
    }
}
