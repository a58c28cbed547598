package org.soilcast.ingest.soil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.soil.SoilMap.Share;
import org.soilcast.ingest.soil.SoilMap.Unit;
import org.soilcast.schemas.EaseGrid;

class SoilMapFileTest {
    private static final EaseGrid GRID = EaseGrid.M36;
    /** A cell in the middle of the map, one at its north-western corner, and one far from it. */
    private static final int[] ROWS = {GRID.rowOf(40.5), GRID.rowOf(49.9), GRID.rowOf(10)};

    private static final int[] COLUMNS = {GRID.columnOf(-99.5), GRID.columnOf(-109.9), GRID.columnOf(0)};
    private static final long SEED = 20150401;

    @TempDir
    private Path folder;

    private static float[] percent(Path file, Unit unit) {
        return SoilMapFile.percent(new SoilMap(Share.CLAY, file, unit), GRID, ROWS, COLUMNS);
    }

    /** 10 % and one more for each row. */
    private static double byRow(int i) {
        return 10 + i / SoilFiles.COLUMNS;
    }

    /** The mean of 10 + row over a cell: of equal areas by its share in each row of the map, one degree of latitude each. */
    private static double expected(int row) {
        double sum = 0;
        for (int of = 0; of < SoilFiles.ROWS; of++) {
            double top = Math.max(row, GRID.rowsFromTop(SoilFiles.NORTH - of));
            double bottom = Math.min(row + 1.0, GRID.rowsFromTop(SoilFiles.NORTH - of - 1));
            sum += Math.max(0, bottom - top) * (10 + of);
        }
        return sum;
    }

    @Test
    void aGeoTiffIsBroughtOntoCellsByArea() throws IOException {
        float[] values = percent(SoilFiles.tiff(folder.resolve("clay.tif"), SoilMapFileTest::byRow), Unit.PERCENT);
        assertThat(values[0]).isCloseTo((float) expected(ROWS[0]), within(1e-4f));
        assertThat(values[2]).isNaN();
    }

    @Test
    void thePlaceMayBeAMiddleOrACorner() throws IOException {
        Path corner = SoilFiles.tiff(folder.resolve("corner.tif"), SoilMapFileTest::byRow);
        Path middle = SoilFiles.tiff(folder.resolve("middle.tif"), 1, 2, true, SoilMapFileTest::byRow);
        assertThat(percent(middle, Unit.PERCENT)).isEqualTo(percent(corner, Unit.PERCENT));
    }

    @Test
    void aNetCdfFileSaysTheSame() throws IOException {
        Path file = SoilFiles.netCdf(folder.resolve("soil.nc"), "%", SoilMapFileTest::byRow, "clay", "sand");
        assertThat(percent(file, Unit.PERCENT)[0]).isCloseTo((float) expected(ROWS[0]), within(1e-4f));
        Path grams = SoilFiles.netCdf(folder.resolve("grams.nc"), "g kg-1", i -> 10 * byRow(i), "anything");
        assertThat(percent(grams, Unit.GRAMS)[0]).isCloseTo((float) expected(ROWS[0]), within(1e-4f));
        Path fraction = SoilFiles.netCdf(folder.resolve("fraction.nc"), "1", i -> byRow(i) / 100, "CLAY_0-5cm");
        assertThat(percent(fraction, Unit.FRACTION)[0]).isCloseTo((float) expected(ROWS[0]), within(1e-4f));
    }

    @Test
    void whatIsNotMappedIsMissing() throws IOException {
        IntToDoubleFunction sea = i -> i % SoilFiles.COLUMNS < 15 ? -9999 : 30;
        float[] tiff = percent(SoilFiles.tiff(folder.resolve("sea.tif"), sea), Unit.PERCENT);
        float[] netCdf = percent(SoilFiles.netCdf(folder.resolve("sea.nc"), "", sea, "clay"), Unit.PERCENT);
        assertThat(tiff).containsExactly(Float.NaN, Float.NaN, Float.NaN).isEqualTo(netCdf);
        float[] east = SoilMapFile.percent(
                new SoilMap(Share.CLAY, folder.resolve("sea.tif"), Unit.PERCENT), GRID, new int[] {ROWS[0]}, new int[] {
                    GRID.columnOf(-90.5)
                });
        assertThat(east[0]).isCloseTo(30f, within(1e-4f));
    }

    private void refused(Path file, Unit unit, String... why) {
        assertThatThrownBy(() -> percent(file, unit))
                .isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(String.valueOf(file))
                        .contains(why)
                        .doesNotContain("\n"));
    }

    @Test
    void unitsThatLieAreRefused() throws IOException {
        Path tiff = SoilFiles.tiff(folder.resolve("clay.tif"), SoilMapFileTest::byRow);
        refused(tiff, Unit.FRACTION, "cannot be; is the unit wrong");
        Path small = SoilFiles.tiff(folder.resolve("small.tif"), i -> 0.3);
        refused(small, Unit.PERCENT, "no value is above 1 %");
        Path fill = SoilFiles.tiff(folder.resolve("fill.tif"), i -> i == 7 ? -32_768 : 20);
        refused(fill, Unit.PERCENT, "does the file not say which value means none");
        Path stated = SoilFiles.netCdf(folder.resolve("clay.nc"), "g/kg", SoilMapFileTest::byRow, "clay");
        refused(stated, Unit.PERCENT, "the description says percent, the file says 'g/kg'");
        Path unknown = SoilFiles.netCdf(folder.resolve("unknown.nc"), "furlongs", SoilMapFileTest::byRow, "clay");
        refused(unknown, Unit.PERCENT, "furlongs");
    }

    @Test
    void whatIsNoSuchMapIsRefused() throws IOException {
        refused(folder.resolve("none.tif"), Unit.PERCENT, "no such map");
        refused(Files.writeString(folder.resolve("note.txt"), "no map"), Unit.PERCENT, "neither HDF5, netCDF nor GRIB");
        refused(
                Files.writeString(folder.resolve("note.tif"), "II, it says"),
                Unit.PERCENT,
                "cannot be read as GeoTIFF");
        Path projected = SoilFiles.tiff(folder.resolve("projected.tif"), 1, 1, false, SoilMapFileTest::byRow);
        refused(projected, Unit.PERCENT, "expected a map of latitudes and longitudes");
        Path bands = SoilFiles.tiff(folder.resolve("bands.tif"), 3, 2, false, SoilMapFileTest::byRow);
        refused(bands, Unit.PERCENT, "expected one band, found 3");
        Path two = SoilFiles.netCdf(folder.resolve("two.nc"), "%", SoilMapFileTest::byRow, "clay_top", "clay_deep");
        refused(two, Unit.PERCENT, "expected one variable of one time");
    }

    /** Bits flipped anywhere, or cut off. */
    @Test
    void damageEndsInALine() throws IOException {
        byte[] whole = Files.readAllBytes(SoilFiles.tiff(folder.resolve("clay.tif"), SoilMapFileTest::byRow));
        var random = new Random(SEED);
        int refusals = 0;
        for (int copy = 0; copy < 500; copy++) {
            byte[] bytes = copy % 4 == 0 ? Arrays.copyOf(whole, 4 + random.nextInt(whole.length - 4)) : whole.clone();
            for (int flip = 0; flip < 1 + copy % 7; flip++) {
                bytes[4 + random.nextInt(bytes.length - 4)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = Files.write(folder.resolve("damaged.tif"), bytes);
            try {
                percent(file, Unit.PERCENT);
            } catch (InputException e) {
                refusals++;
                assertThat(e.getMessage()).as("seed %d, copy %d", SEED, copy).doesNotContain("\n");
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + SEED + ", copy " + copy, e);
            }
        }
        assertThat(refusals).isGreaterThan(50);
    }
}
