package org.soilcast.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.SourceFile;

/** Copies of real files that lie about units or axes, byte for byte, or are not what their names say. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the data sets")
class AlteredCopiesTest {
    private static final String RAIN = "forcing_samples/gridmet_precipitation_amount_2010-05-22.nc";
    private static final String HEAT = "forcing_samples/gridmet_daily_maximum_temperature_2010-05-22.nc";
    private static final String GRANULE = "smap_granule/REBUILT_SMAP_L3_SM_P_20150710_R00000_001.h5";

    @TempDir
    Path folder;

    @Test
    void anotherUnitThanTheAgencysIsRefused() throws IOException {
        refused(
                altered(RAIN, "units\0\0\0\0\0\0\2\0\0\0\2mm", "units\0\0\0\0\0\0\2\0\0\0\2cm"),
                "publishes precipitation_amount");
        refused(altered(HEAT, "units\0\0\0\0\0\0\2\0\0\0\1K", "units\0\0\0\0\0\0\2\0\0\0\1C"), "this file says 'C'");
    }

    @Test
    void valuesThatCannotBeInTheirUnitAreRefused() throws IOException {
        // add_offset 220 K made 2200: the unit stays, the values lie
        byte[] bytes = Files.readAllBytes(sample(HEAT));
        Path copy = write(replaced(bytes, doubleBytes(220), doubleBytes(2200)));
        try (SourceFile file = SourceFiles.open(copy)) {
            assertThatThrownBy(() -> file.fields().get(0).checkedValues(0))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is the unit wrong?");
        }
    }

    @Test
    void aWrongUnitOfSoilMoistureIsRefused() throws IOException {
        try (SourceFile file = SourceFiles.open(altered(GRANULE, "cm**3/cm**3", "percent\0\0\0\0"))) {
            assertThatThrownBy(file::retrievals)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is published in cm**3/cm**3, this file says 'percent'");
        }
    }

    @Test
    void swappedAxesAreRefused() throws IOException {
        // "lat" and "lon" change names wherever they stand: the axes' units and values contradict them now
        byte[] bytes = Files.readAllBytes(sample(RAIN));
        byte[] swapped = replaced(
                replaced(replaced(bytes, text("\3lat"), text("\3l_t")), text("\3lon"), text("\3lat")),
                text("\3l_t"),
                text("\3lon"));
        refused(write(swapped), "swapped");
    }

    @Test
    void swappedRowsAndColumnsOfAGranuleAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(sample(GRANULE));
        byte[] swapped = replaced(
                replaced(
                        replaced(bytes, text("EASE_row_index"), text("EASE_r_w_index")),
                        text("latitude\0"),
                        text("l_titude\0")),
                text("longitude\0"),
                text("latitude\0\0"));
        refused(write(swapped), "");
    }

    @Test
    void namesSayNothing() throws IOException {
        Path copy = folder.resolve("granule.grb");
        Files.copy(sample(GRANULE), copy);
        try (SourceFile file = SourceFiles.open(copy)) {
            assertThat(file.product()).contains("SPL3SMP");
            assertThat(file.retrievals()).hasSize(133);
        }
        Path table = folder.resolve("table.nc");
        Files.writeString(table, "date,cell\n");
        refused(table, "is neither HDF5, netCDF nor GRIB");
        Path empty = folder.resolve("empty.h5");
        Files.createFile(empty);
        refused(empty, "is empty");
    }

    private static void refused(Path file, String reason) {
        assertThatThrownBy(() -> SourceFiles.open(file).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    private Path altered(String sample, String from, String to) throws IOException {
        return write(replaced(Files.readAllBytes(sample(sample)), text(from), text(to)));
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "altered", ""), bytes);
    }

    private static Path sample(String name) {
        return Path.of(System.getenv("SOILCAST_DATA"), name);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] doubleBytes(double value) {
        return java.nio.ByteBuffer.allocate(8).putDouble(value).array();
    }

    private static byte[] replaced(byte[] bytes, byte[] from, byte[] to) {
        assertThat(from).hasSameSizeAs(to);
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        String wanted = new String(from, StandardCharsets.ISO_8859_1);
        assertThat(all).contains(wanted);
        return text(all.replace(wanted, new String(to, StandardCharsets.ISO_8859_1)));
    }
}
