package org.soilcast.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.source.TimeSpan;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/** What sums of ERA5 and ERA5-Land stand for: messages made of a real one of ECMWF, and files written here. */
class ReanalysisFilesTest {
    /** Where a message of GRIB 1 has its length, of three octets, and where this one's sections 1 and 2 begin. */
    private static final int LENGTH_AT = 4;

    private static final int PRODUCT = 8;
    private static final int GRID = PRODUCT + 52;
    private static final int COLUMNS = 72;
    private static final int ROWS = 37;

    @TempDir
    private Path folder;

    /** Precipitation 12 hours after 2017-10-18 12 UTC on 5 degrees. */
    private Path message(Consumer<ByteBuffer> change) throws IOException {
        byte[] file = Files.readAllBytes(
                Path.of(System.getenv("SOILCAST_DATA"), "forcing_samples", "ecmwf_tp_two_resolutions.grib"));
        int length = ByteBuffer.wrap(file).getInt(LENGTH_AT) >>> 8;
        ByteBuffer message = ByteBuffer.wrap(Arrays.copyOf(file, length));
        change.accept(message);
        return Files.write(folder.resolve("message.grib"), message.array());
    }

    private static void ofClass(ByteBuffer message, int number, int stream) {
        message.put(PRODUCT + 41, (byte) number).putShort(PRODUCT + 43, (short) stream);
    }

    private static void ofMillidegrees(ByteBuffer message, int step) {
        putThree(message, GRID + 17, 90_000 - (ROWS - 1) * step);
        putThree(message, GRID + 20, (COLUMNS - 1) * step);
        message.putShort(GRID + 23, (short) step).putShort(GRID + 25, (short) step);
    }

    private static void putThree(ByteBuffer message, int at, int value) {
        message.put(at, (byte) (value >> 16)).putShort(at + 1, (short) value);
    }

    private static String span(Path path) {
        try (SourceFile file = SourceFiles.open(path)) {
            SourceField field = file.fields().get(0);
            field.checkedValues(0);
            return field.times().get(0).toString();
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the message")
    void aMessageOfEra5IsOfAnHour() throws IOException {
        assertThat(span(message(any -> {}))).as("a forecast's").isEqualTo("2017-10-18T12:00:00Z..2017-10-19T00:00:00Z");
        assertThat(span(message(era5 -> ofClass(era5, 23, 1025))))
                .isEqualTo("2017-10-18T23:00:00Z..2017-10-19T00:00:00Z");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the message")
    void aMessageOfEra5LandIsSinceMidnight() throws IOException {
        assertThat(span(message(land -> {
                    ofClass(land, 23, 1025);
                    ofMillidegrees(land, 100);
                })))
                .isEqualTo("2017-10-18T00:00:00Z..2017-10-19T00:00:00Z");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the message")
    void aSumThatMayBeEitherIsLeftOut() throws IOException {
        Path otherGrid = message(either -> {
            ofClass(either, 23, 1025);
            ofMillidegrees(either, 300);
        });
        refused(otherGrid, "neither ERA5's grid");
        refused(message(ensemble -> ofClass(ensemble, 23, 1030)), "stream 1030");
    }

    private static void refused(Path path, String why) {
        assertThatThrownBy(() -> SourceFiles.open(path).close())
                .isInstanceOf(InputException.class)
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).contains(why).doesNotContain("\n"));
    }

    /** Two days of hours on a grid that begins at 54 N. */
    private List<TimeSpan> spans(double step) throws IOException {
        Path path = folder.resolve("hours.nc");
        NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path.toString());
        try {
            writer.addDimension(null, "time", 49);
            writer.addDimension(null, "latitude", 2);
            writer.addDimension(null, "longitude", 2);
            Variable time = variable(writer, "time", "time", "hours since 2022-01-01 00:00:00");
            Variable latitude = variable(writer, "latitude", "latitude", "degrees_north");
            Variable longitude = variable(writer, "longitude", "longitude", "degrees_east");
            Variable rain = variable(writer, "tp", "time latitude longitude", "m");
            writer.create();
            var hours = new double[49];
            Arrays.setAll(hours, hour -> hour);
            writer.write(time, doubles(hours, 49));
            writer.write(latitude, doubles(new double[] {54, 54 - step}, 2));
            writer.write(longitude, doubles(new double[] {-100, -100 + step}, 2));
            writer.write(rain, doubles(new double[49 * 4], 49, 2, 2));
        } catch (InvalidRangeException e) {
            throw new IOException(e);
        } finally {
            writer.close();
        }
        try (SourceFile file = SourceFiles.open(path)) {
            return file.fields().get(0).times();
        }
    }

    private static Variable variable(NetcdfFileWriter writer, String name, String dimensions, String unit) {
        Variable variable = writer.addVariable(null, name, DataType.DOUBLE, dimensions);
        variable.addAttribute(new Attribute("units", unit));
        return variable;
    }

    private static Array doubles(double[] values, int... shape) {
        return Array.factory(DataType.DOUBLE.getPrimitiveClassType(), shape, values);
    }

    @Test
    void sumsInNetCdfAreTheSame() throws IOException {
        assertThat(spans(0.25).get(30)).hasToString("2022-01-02T05:00:00Z..2022-01-02T06:00:00Z");
        List<TimeSpan> land = spans(0.1);
        assertThat(land.get(24)).hasToString("2022-01-01T00:00:00Z..2022-01-02T00:00:00Z");
        assertThat(land.get(25)).hasToString("2022-01-02T00:00:00Z..2022-01-02T01:00:00Z");
        assertThat(land.get(30)).hasToString("2022-01-02T00:00:00Z..2022-01-02T06:00:00Z");
        assertThatThrownBy(() -> spans(0.3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("tp: left out: neither ERA5's grid");
    }
}
