package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.netcdf.NetcdfExport;

/** NetCDF as other programs read it: Debian's ncdump, where it is installed; and the bytes where the format says they are. */
class NetcdfExportTest {
    private static final Path NCDUMP = Path.of("/usr/bin/ncdump");

    @TempDir
    Path folder;

    @Test
    void ncdumpReadsStationsAsTimeSeries() throws Exception {
        ServedStore.stations(folder.resolve("store")).close();
        Path file = folder.resolve("series.nc");
        assertThat(NetcdfExport.writeSeries(folder.resolve("store"), file)).isEqualTo(ServedStore.DAYS);
        String text = ncdump(file);
        assertThat(text)
                .contains("time = UNLIMITED ; // (5 currently)", "station = 4 ;")
                .contains(":Conventions = \"CF-1.13\"", ":featureType = \"timeSeries\"")
                .contains("surface_mean:units = \"m3 m-3\"", "cell:cf_role = \"timeseries_id\"")
                .contains("lat = 35.5, 36.12, 37.25, 38 ;")
                .contains("\"A 1\"", "\"b,2\"", "\"4\"");
        var expected = new StringBuilder("surface_mean =");
        for (int day = 0; day < ServedStore.DAYS; day++) {
            for (String cell : new String[] {"A 1", "b,2", "ü", "4"}) {
                expected.append(' ')
                        .append(stripped(ServedStore.mean(cell, ServedStore.FIRST.plusDays(day))))
                        .append(',');
            }
        }
        expected.setLength(expected.length() - 1);
        assertThat(text.replaceAll("\\s+", " ")).contains(expected + " ;");
    }

    @Test
    void aDayOfAGridIsARasterWithAHole() throws Exception {
        ServedStore.grid(folder.resolve("store")).close();
        assertThat(NetcdfExport.writeDays(folder.resolve("store"), folder.resolve("days")))
                .isEqualTo(ServedStore.DAYS);
        Path file = folder.resolve("days").resolve("soilcast-test-2020-02-01.nc");
        byte[] bytes = Files.readAllBytes(file);
        assertThat(new String(bytes, 0, 4, StandardCharsets.ISO_8859_1)).isEqualTo("CDF\u0002");
        assertThat(ByteBuffer.wrap(bytes).getInt(4)).as("records").isEqualTo(1);
        String text = ncdump(file);
        assertThat(text)
                .contains("y = 3 ;", "x = 4 ;", "crs:grid_mapping_name = \"lambert_cylindrical_equal_area\"")
                .contains("time = " + LocalDate.parse("2020-02-01").toEpochDay() + " ;");
        String raster = text.replaceAll("\\s+", " ").replaceAll(".* surface_mean = ([^;]*) ;.*", "$1");
        assertThat(raster)
                .startsWith(stripped(ServedStore.mean("c0", LocalDate.parse("2020-02-01"))))
                .endsWith(", _");
    }

    /** As ncdump prints a float: seven digits without zeros at the end. */
    private static String stripped(float value) {
        return new java.math.BigDecimal(ServedStore.printed(value))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String ncdump(Path file) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(NCDUMP), "no ncdump: apt-get install netcdf-bin");
        Process process = new ProcessBuilder(NCDUMP.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
