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
import org.soilcast.land.physics.PotentialEvapotranspiration;

/** The weather of smap_conus in the folder SOILCAST_DATA. */
public final class RealForcing {
    private RealForcing() {}

    /** Days' drivers by cell in order of date, PET by Priestley–Taylor at sea level. */
    public static List<List<float[]>> smapConus() throws IOException {
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
        return new ArrayList<>(forcing.values());
    }
}
