package org.soilcast.land.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.soilcast.land.bundle.ParameterBundle;

/** On the 306 cells of smap_conus in the folder SOILCAST_DATA. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class SmapConusNetworkTest {
    private static final int DAYS = 549;

    @Test
    void untrainedReturnsTheTextureParametersOfEveryCell() throws Exception {
        NetworkInputs inputs = attributes();
        assertThat(inputs.cells()).isEqualTo(306);
        InputScaling scaling = InputScaling.of(inputs.names(), List.of(inputs));
        try (ParameterNetwork network =
                ParameterBundle.untrained(scaling, Networks.manifest()).network()) {
            assertThat(ParameterNetworkTest.worstRelativeError(inputs, network.parameters(inputs)))
                    .isLessThanOrEqualTo(1e-5);
        }
    }

    @Test
    void normalsTellCoastFromPlains() throws Exception {
        NetworkInputs attributes = attributes();
        NetworkInputs normals = normals(attributes.cells());
        for (int cell = 0; cell < attributes.cells(); cell++) {
            float latitude = attributes.value("lat", cell);
            float longitude = attributes.value("lon", cell);
            float seasonality = normals.value("precipitation_seasonality", cell);
            String where = latitude + " " + longitude;
            assertThat(normals.value("snow_fraction", cell)).as(where).isBetween(0f, 0.9f);
            assertThat(normals.value("mean_precipitation_mm_per_day", cell))
                    .as(where)
                    .isBetween(0.1f, 12f);
            if (longitude < -121) {
                assertThat(seasonality)
                        .as("winter rain of the Pacific coast at %s", where)
                        .isNegative();
            }
            if (latitude > 40 && longitude > -103 && longitude < -95) {
                assertThat(seasonality)
                        .as("summer rain of the northern plains at %s", where)
                        .isPositive();
            }
        }
    }

    private static Path set() {
        return Path.of(System.getenv("SOILCAST_DATA"), "smap_conus");
    }

    private static NetworkInputs attributes() throws Exception {
        List<String> lines = Files.readAllLines(set().resolve("cells.csv"));
        List<String> columns = Arrays.asList(lines.get(0).split(","));
        List<String> names = new ArrayList<>(columns);
        names.removeAll(List.of("cell", "block"));
        int cells = lines.size() - 1;
        float[] values = new float[names.size() * cells];
        for (int cell = 0; cell < cells; cell++) {
            String[] fields = lines.get(cell + 1).split(",", -1);
            for (int input = 0; input < names.size(); input++) {
                String field = fields[columns.indexOf(names.get(input))];
                values[input * cells + cell] = field.isEmpty() ? Float.NaN : Float.parseFloat(field);
            }
        }
        return new NetworkInputs(names, values, cells);
    }

    private static NetworkInputs normals(int cells) throws Exception {
        float[] rain = new float[DAYS * cells];
        float[] airC = new float[DAYS * cells];
        float[] noPet = new float[DAYS * cells];
        Arrays.fill(noPet, Float.NaN);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(set().resolve("daily.csv.gz"))), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (int row = 0; row < DAYS * cells; row++) {
                String[] fields = reader.readLine().split(",", -1);
                int at = row % DAYS * cells + row / DAYS;
                rain[at] = Float.parseFloat(fields[2]);
                airC[at] = Float.parseFloat(fields[3]) - 273.15f;
            }
        }
        return ClimateNormals.of(LocalDate.parse("2015-04-01"), cells, rain, airC, noPet);
    }
}
