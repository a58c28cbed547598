package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.ExportException;
import org.soilcast.map.Records;
import org.soilcast.map.cog.CogExport;
import org.soilcast.map.store.ResultStore;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.avro.Tile;

/** GeoTIFF and STAC item as other programs read them: GDAL's tools, where they are installed. */
class CogExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GDALINFO = Path.of("/usr/bin/gdalinfo");
    private static final Path GDALLOCATIONINFO = Path.of("/usr/bin/gdallocationinfo");
    private static final LocalDate DATE = LocalDate.parse("2020-02-01");
    /** Side of the large grid: wider than two tiles. */
    private static final int ROWS = 300;

    private static final int COLUMNS = 700;

    @TempDir
    Path folder;

    @Test
    void gdalReadsEveryCellWhereItIs() throws Exception {
        ServedStore.grid(folder.resolve("store")).close();
        Path file = folder.resolve("day.tif");
        CogExport.Written written =
                CogExport.write(folder.resolve("store"), ResultColumn.SURFACE_MEAN, Optional.of(DATE), file);
        assertThat(written.cells()).isEqualTo(11);
        JsonNode info = info(file);
        assertThat(info.path("size").toString()).isEqualTo("[4,3]");
        assertThat(info.at("/stac/proj:epsg").asInt()).isEqualTo(6933);
        assertThat(info.at("/bands/0/noDataValue").asText()).isEqualTo("NaN");
        for (int place = 0; place < ServedStore.ROWS * ServedStore.COLUMNS - 1; place++) {
            String value = gdal(
                    GDALLOCATIONINFO,
                    "-valonly",
                    "-geoloc",
                    file.toString(),
                    Double.toString(EaseGrid.M36.xM(ServedStore.FIRST_COLUMN + place % ServedStore.COLUMNS)),
                    Double.toString(EaseGrid.M36.yM(ServedStore.FIRST_ROW + place / ServedStore.COLUMNS)));
            assertThat(Float.parseFloat(value.strip()))
                    .as("cell %d", place)
                    .isCloseTo(ServedStore.mean("c" + place, DATE), within(1e-6f));
        }
        assertThat(gdal(GDALLOCATIONINFO, "-valonly", file.toString(), "3", "2").strip())
                .isEqualTo("nan");
    }

    @Test
    void aLargeGridIsCloudOptimised() throws Exception {
        Path store = folder.resolve("store");
        fill(store);
        Path file = folder.resolve("large.tif");
        CogExport.write(store, ResultColumn.SURFACE_MEAN, Optional.empty(), file);
        JsonNode info = info(file);
        assertThat(info.at("/metadata/IMAGE_STRUCTURE/LAYOUT").asText()).isEqualTo("COG");
        assertThat(info.at("/metadata/IMAGE_STRUCTURE/COMPRESSION").asText()).isEqualTo("DEFLATE");
        assertThat(info.at("/bands/0/block").toString()).isEqualTo("[256,256]");
        assertThat(info.at("/bands/0/overviews").findValues("size").toString()).isEqualTo("[[350,150], [175,75]]");
        // Every value of the first overview is the mean of four: 0.001 times the row.
        String value = gdal(GDALLOCATIONINFO, "-valonly", "-overview", "1", file.toString(), "20", "100");
        assertThat(Float.parseFloat(value.strip())).isCloseTo(0.1005f, within(1e-6f));
        List<String> problems = problems(file);
        assertThat(problems).as("by the validator of GDAL").isEmpty();
    }

    @Test
    void theItemBesideItTellsWhereItIsAndWhatItIs() throws Exception {
        ServedStore.grid(folder.resolve("store")).close();
        Path file = folder.resolve("day.tiff");
        CogExport.Written written =
                CogExport.write(folder.resolve("store"), ResultColumn.SURFACE_MEAN, Optional.of(DATE), file);
        assertThat(written.item()).isEqualTo(folder.resolve("day.json"));
        JsonNode item = JSON.readTree(written.item().toFile());
        assertThat(item.path("stac_version").asText()).isEqualTo("1.0.0");
        assertThat(item.at("/properties/datetime").isNull()).isTrue();
        assertThat(item.at("/properties/start_datetime").asText()).isEqualTo("2020-02-01T00:00:00Z");
        assertThat(item.at("/properties/proj:shape").toString()).isEqualTo("[3,4]");
        assertThat(item.at("/properties/description").asText()).contains("synthetic");
        double west = item.at("/bbox/0").asDouble();
        double north = item.at("/bbox/3").asDouble();
        double middle = EaseGrid.M36.longitudeDegrees(ServedStore.FIRST_COLUMN);
        double next = EaseGrid.M36.longitudeDegrees(ServedStore.FIRST_COLUMN + 1);
        assertThat(west).isCloseTo(middle - (next - middle) / 2, within(1e-9));
        assertThat(north)
                .isBetween(
                        EaseGrid.M36.latitudeDegrees(ServedStore.FIRST_ROW),
                        EaseGrid.M36.latitudeDegrees(ServedStore.FIRST_ROW - 1));
        byte[] bytes = Files.readAllBytes(file);
        assertThat(item.at("/assets/data/href").asText()).isEqualTo("./day.tiff");
        assertThat(item.at("/assets/data/file:size").asInt()).isEqualTo(bytes.length);
        assertThat(item.at("/assets/data/file:checksum").asText())
                .isEqualTo("1220"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void whatCannotBeWrittenIsOneLine() throws Exception {
        ServedStore.stations(folder.resolve("stations")).close();
        assertThatThrownBy(() -> CogExport.write(
                        folder.resolve("stations"),
                        ResultColumn.SURFACE_MEAN,
                        Optional.empty(),
                        folder.resolve("a.tif")))
                .isInstanceOf(ExportException.class)
                .hasMessage("a GeoTIFF needs cells of a grid: domain test has stations");
        ServedStore.grid(folder.resolve("grid")).close();
        assertThatThrownBy(() -> CogExport.write(
                        folder.resolve("grid"), ResultColumn.DROUGHT_CLASS, Optional.of(DATE), folder.resolve("a.tif")))
                .hasMessage("nothing to export: no drought_class is known on 2020-02-01");
        assertThatThrownBy(() -> CogExport.write(
                        folder.resolve("none"), ResultColumn.SURFACE_MEAN, Optional.empty(), folder.resolve("a.tif")))
                .hasMessage("nothing to export: no soil moisture has been committed yet");
        assertThat(folder.resolve("a.tif")).doesNotExist();
    }

    /** A grid whose values are 0.001 times the row. */
    private static void fill(Path folder) throws IOException {
        ResultStore store = ResultStore.open(folder);
        int tiles = ROWS * COLUMNS / 128 + 1;
        for (int number = 0; number < tiles; number++) {
            var keys = new ArrayList<String>();
            var latitudes = new ArrayList<Float>();
            var longitudes = new ArrayList<Float>();
            var means = new ArrayList<Float>();
            for (int place = number * 128; place < Math.min(ROWS * COLUMNS, (number + 1) * 128); place++) {
                keys.add(Integer.toString(place));
                latitudes.add((float) EaseGrid.M09.latitudeDegrees(400 + place / COLUMNS));
                longitudes.add((float) EaseGrid.M09.longitudeDegrees(900 + place % COLUMNS));
                means.add(place / COLUMNS * 0.001f);
            }
            if (!keys.isEmpty()) {
                Tile tile = Records.tile(number, keys, latitudes, longitudes);
                store.put(tile);
                store.put(Records.moisture(number, DATE.toString(), keys.size(), 0)
                        .setSurfaceMeanM3PerM3(means)
                        .build());
            }
        }
        store.commit(Map.of(0, 1L));
    }

    private static JsonNode info(Path file) throws Exception {
        return JSON.readTree(gdal(GDALINFO, "-json", file.toString()).replace(": nan", ": \"NaN\""));
    }

    /** What the validator that comes with GDAL's Python modules has against a file. */
    private static List<String> problems(Path file) throws Exception {
        Process there = new ProcessBuilder(
                        "/usr/bin/python3", "-c", "import osgeo_utils.samples.validate_cloud_optimized_geotiff")
                .redirectErrorStream(true)
                .start();
        there.getInputStream().readAllBytes();
        assumeTrue(there.waitFor() == 0, "no validator: apt-get install python3-gdal");
        String told = gdal(
                Path.of("/usr/bin/python3"),
                "-m",
                "osgeo_utils.samples.validate_cloud_optimized_geotiff",
                "-q",
                file.toString());
        return told.lines().filter(line -> !line.isBlank()).toList();
    }

    private static String gdal(Path program, String... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(program), "no " + program + ": apt-get install gdal-bin");
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
