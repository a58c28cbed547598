package org.soilcast.learning.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.PotentialEvapotranspiration;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.TextureParameters;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.DaySpan;

/** Spin-up of the set smap_conus, from desert to snow and rain forest, with texture parameters. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class SmapSpinUpTest {
    private static final Logger LOG = LoggerFactory.getLogger(SmapSpinUpTest.class);
    private static final DaySpan YEAR = new DaySpan(LocalDate.parse("2015-04-01"), 365);
    private static final Path SET = Path.of(System.getenv().getOrDefault("SOILCAST_DATA", ""), "smap_conus");

    @Test
    void everyCellSettlesBetweenDryAndSaturated() throws Exception {
        float[] parameters = parameters();
        int cells = parameters.length / Parameter.values().length;
        var spinUp = new SpinUp(forcing(cells), parameters);
        long startNanos = System.nanoTime();
        SpinUp.Progress progress = spinUp.run();
        LOG.info("{} cells: {}, {} ms", cells, progress, (System.nanoTime() - startNanos) / 1_000_000);
        assertThat(progress.unsettledCells()).isZero();
        float[] states = spinUp.states();
        for (int cell = 0; cell < cells; cell++) {
            float porosity = parameters[Parameter.POROSITY.ordinal() * cells + cell];
            float rootZone = (states[State.LAYER_1_WATER_MM.ordinal() * cells + cell]
                            + states[State.LAYER_2_WATER_MM.ordinal() * cells + cell]
                            + states[State.LAYER_3_WATER_MM.ordinal() * cells + cell])
                    / 1000;
            assertThat(rootZone).as("cell number %d", cell).isBetween(0.01f, porosity);
        }
    }

    private static CellForcing forcing(int cells) throws IOException {
        var precipitation = new float[YEAR.days() * cells];
        var temperature = new float[YEAR.days() * cells];
        var pet = new float[YEAR.days() * cells];
        try (var in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SET.resolve("daily.csv.gz"))), StandardCharsets.UTF_8))) {
            in.readLine();
            int cell = -1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = line.split(",", -1);
                long day =
                        LocalDate.parse(fields[1]).toEpochDay() - YEAR.first().toEpochDay();
                cell += day == 0 ? 1 : 0;
                if (day < YEAR.days()) {
                    int i = (int) day * cells + cell;
                    precipitation[i] = Float.parseFloat(fields[2]);
                    temperature[i] = Float.parseFloat(fields[3]) - 273.15f;
                    double wind10mMPerS = Math.hypot(Double.parseDouble(fields[7]), Double.parseDouble(fields[8]));
                    pet[i] = (float) PotentialEvapotranspiration.penmanMonteithOfMeansMmPerDay(
                            temperature[i],
                            PotentialEvapotranspiration.vapourPressureKPa(Double.parseDouble(fields[6]), Double.NaN),
                            Double.parseDouble(fields[4]),
                            Double.parseDouble(fields[5]),
                            0.748 * wind10mMPerS, // at 2 m, FAO-56 equation 47
                            Double.NaN);
                }
            }
        }
        return new CellForcing(YEAR, cells, precipitation, temperature, pet);
    }

    private static float[] parameters() throws IOException {
        List<double[]> byCell = new ArrayList<>();
        List<String> lines = Files.readAllLines(SET.resolve("cells.csv"));
        List<String> columns = List.of(lines.get(0).split(","));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            byCell.add(TextureParameters.of(
                    number(fields[columns.indexOf("sand_percent")]),
                    number(fields[columns.indexOf("clay_percent")]),
                    number(fields[columns.indexOf("ndvi_mean")])));
        }
        var parameters = new float[Parameter.values().length * byCell.size()];
        for (int cell = 0; cell < byCell.size(); cell++) {
            for (int p = 0; p < Parameter.values().length; p++) {
                parameters[p * byCell.size() + cell] = (float) byCell.get(cell)[p];
            }
        }
        return parameters;
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
}
