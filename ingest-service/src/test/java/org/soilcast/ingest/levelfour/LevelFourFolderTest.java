package org.soilcast.ingest.levelfour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.schemas.EaseGrid;

/** Granules of SPL4SMGP written by its public specification, a window of the grid each, and a real one of SPL4SMAU. */
class LevelFourFolderTest {
    private static final EaseGrid FINE = EaseGrid.M09;
    private static final EaseGrid COARSE = EaseGrid.M36;
    private static final int FIRST_ROW = 400;
    private static final int FIRST_COLUMN = 800;
    private static final int SIZE = 12;
    private static final float FILL = -9999;
    private static final Instant J2000 = Instant.parse("2000-01-01T11:58:55.816Z");
    private static final LocalDate DATE = LocalDate.of(2015, 7, 10);
    private static final DateRange DATES = new DateRange(DATE, DATE);
    /** The cell of the 36 km grid that is the window's second down and across. */
    private static final int COARSE_ROW = FIRST_ROW / 4 + 1;

    private static final int COARSE_COLUMN = FIRST_COLUMN / 4 + 1;
    private static final float[] LATITUDES = {(float) COARSE.latitudeDegrees(COARSE_ROW)};
    private static final float[] LONGITUDES = {(float) COARSE.longitudeDegrees(COARSE_COLUMN)};

    @TempDir
    private Path folder;

    /** Soil moisture 0.1 + 0.001 · row + 0.0001 · column of the window, raised, missing in its first columns. */
    private void write(String name, Instant moment, double raised, int missingColumns, String unit) {
        try (WritableHdfFile granule = HdfFile.write(folder.resolve(name))) {
            WritableGroup group = granule.putGroup("Geophysical_Data");
            var moisture = new float[SIZE][SIZE];
            var rows = new int[SIZE][SIZE];
            var columns = new int[SIZE][SIZE];
            for (int row = 0; row < SIZE; row++) {
                for (int column = 0; column < SIZE; column++) {
                    moisture[row][column] = column < missingColumns ? FILL : (float) value(row, column, raised);
                    rows[row][column] = FIRST_ROW + row;
                    columns[row][column] = FIRST_COLUMN + column;
                }
            }
            WritableDataset surface = group.putDataset("sm_surface", moisture);
            surface.putAttribute("units", unit);
            surface.putAttribute("_FillValue", FILL);
            granule.putDataset("cell_row", rows);
            granule.putDataset("cell_column", columns);
            WritableDataset time = granule.putDataset(
                    "time", new double[] {Duration.between(J2000, moment).toMillis() / 1000.0});
            time.putAttribute("units", "seconds since 2000-01-01 11:58:55.816");
        }
    }

    private static double value(int row, int column, double raised) {
        return 0.1 + 0.001 * row + 0.0001 * column + raised;
    }

    private static Instant hour(String time) {
        return Instant.parse(DATE + "T" + time + ":00Z");
    }

    @Test
    void aCellOf36KmIsTheMeanOfThe16InIt() {
        write("SMAP_L4_SM_gph_20150710T103000_Vv7032_001.h5", hour("10:30"), 0, 0, "m3 m-3");
        var reader = new LevelFourFolder(LATITUDES, LONGITUDES, DATES);
        // rows and columns 4 to 7 of the window: the mean is the value of their middle, 5.5
        assertThat(reader.read(folder).dailyMeans(DATE, 1)[0])
                .isCloseTo((float) value(0, 0, 0.0055 + 0.00055), within(1e-6f));
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void halfOfACellIsEnoughAndLessIsMissing() {
        write("half.h5", hour("10:30"), 0, 6, "m3 m-3");
        // columns 6 and 7 of 4 to 7
        float half =
                new LevelFourFolder(LATITUDES, LONGITUDES, DATES).read(folder).dailyMeans(DATE, 1)[0];
        assertThat(half).isCloseTo((float) value(0, 0, 0.0055 + 0.00065), within(1e-6f));
        write("half.h5", hour("10:30"), 0, 7, "m3 m-3");
        assertThat(new LevelFourFolder(LATITUDES, LONGITUDES, DATES)
                        .read(folder)
                        .dailyMeans(DATE, 1)[0])
                .isNaN();
    }

    @Test
    void aStationIsTheCellThatItLiesIn() {
        write("one.h5", hour("10:30"), 0, 0, "m3 m-3");
        float[] latitudes = {(float) FINE.latitudeDegrees(FIRST_ROW + 2) + 0.01f, 0};
        float[] longitudes = {(float) FINE.longitudeDegrees(FIRST_COLUMN + 9) - 0.01f, 0};
        float[] values =
                new LevelFourFolder(latitudes, longitudes, DATES).read(folder).dailyMeans(DATE, 1);
        assertThat(values[0]).isCloseTo((float) value(2, 9, 0), within(1e-6f));
        assertThat(values[1]).as("outside the window").isNaN();
    }

    @Test
    void ofOneMomentTheLastByNameCountsAndOtherDatesAreLeftOut() {
        write("SMAP_L4_SM_gph_20150710T103000_Vv7032_001.h5", hour("10:30"), 0, 0, "m3 m-3");
        write("SMAP_L4_SM_gph_20150710T103000_Vv7032_002.h5", hour("10:30"), 0.1, 0, "m3 m-3");
        write("SMAP_L4_SM_gph_20150720T103000_Vv7032_001.h5", hour("10:30").plus(Duration.ofDays(10)), 0, 0, "m3 m-3");
        var series = new LevelFourFolder(LATITUDES, LONGITUDES, DATES).read(folder);
        assertThat(series.granules()).isEqualTo(1);
        assertThat(series.dailyMeans(DATE, 1)[0]).isCloseTo((float) value(0, 0, 0.10605), within(1e-6f));
    }

    @Test
    void whatCannotBeTakenIsTold() throws IOException {
        write("good.h5", hour("10:30"), 0, 0, "m3 m-3");
        write("unit.h5", hour("13:30"), 0, 0, "K");
        write("value.h5", hour("16:30"), 3, 0, "m3 m-3");
        Files.writeString(folder.resolve("note.txt"), "no granule");
        var reader = new LevelFourFolder(LATITUDES, LONGITUDES, DATES);
        assertThat(reader.read(folder).granules()).isEqualTo(1);
        assertThat(reader.problems()).hasSize(3).allMatch(line -> !line.contains("\n"));
        assertThat(reader.problems().get(0)).contains("note.txt");
        assertThat(reader.problems().get(1)).contains("'K' is no unit of soil_moisture");
        assertThat(reader.problems().get(2)).contains("cannot be soil_moisture");
        Files.delete(folder.resolve("good.h5"));
        assertThatThrownBy(() -> new LevelFourFolder(LATITUDES, LONGITUDES, DATES).read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no granule of SPL4SMGP of");
        assertThatThrownBy(() -> new LevelFourFolder(LATITUDES, LONGITUDES, DATES).read(folder.resolve("none")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no folder");
    }

    /** A real granule of the analysis; the value is one that HDF5's own library read. */
    @Test
    @EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the granule")
    void aRealGranuleIsRead() throws IOException {
        Path samples = Path.of(System.getenv("SOILCAST_DATA"), "smap_granule");
        String name = "SMAP_L4_SM_aup_20200128T150000_Vv4030_001_subset.h5";
        Files.copy(samples.resolve(name), folder.resolve(name));
        String[] expected = Files.readAllLines(samples.resolve("EXPECTED.csv")).stream()
                .filter(line -> line.startsWith(name + ",Analysis_Data/sm_surface_analysis,"))
                .map(line -> line.split(",", -1))
                .filter(row -> !row[6].isEmpty())
                .findFirst()
                .orElseThrow();
        // row 40 and column 87 of the whole grid are its first
        float[] latitudes = {(float) FINE.latitudeDegrees(40 + Integer.parseInt(expected[2]))};
        float[] longitudes = {(float) FINE.longitudeDegrees(87 + Integer.parseInt(expected[3]))};
        var dates = new DateRange(LocalDate.of(2020, 1, 28), LocalDate.of(2020, 1, 28));
        float[] values =
                new LevelFourFolder(latitudes, longitudes, dates).read(folder).dailyMeans(dates.first(), 1);
        assertThat(values[0]).isCloseTo(Float.parseFloat(expected[6]), within(1e-6f));
    }
}
