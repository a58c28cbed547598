package org.soilcast.map.cog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.soilcast.map.ExportException;
import org.soilcast.map.FixedDecimals;
import org.soilcast.map.TileResults;
import org.soilcast.map.cells.GridPlaces;
import org.soilcast.map.edr.ResultParameter;
import org.soilcast.map.query.LatestResults;
import org.soilcast.map.query.Results;
import org.soilcast.schemas.ResultColumn;

/**
 * Writes one column of a date as a cloud-optimised GeoTIFF in the cells of its EASE-Grid 2.0 (EPSG:6933), and a STAC item
 * beside it ({@link StacItem}), whose name ends in {@code .json} instead.
 */
public final class CogExport {
    private static final int PROJECTED = 1;
    private static final int PIXEL_IS_AREA = 1;
    private static final int METRE = 9001;
    private static final int EPSG = 6933;
    private static final DateTimeFormatter TIFF_DATE = DateTimeFormatter.ofPattern("yyyy:MM:dd 00:00:00");

    /**
     * What was written.
     *
     * @param date valid date
     * @param cells that have a value
     * @param item where the STAC item is
     */
    public record Written(LocalDate date, long cells, Path item) {}

    private record Found(Results results, Optional<LocalDate> date, int[] values) {
        static Found of(Results results, ResultColumn column, Optional<LocalDate> asked) throws IOException {
            Optional<LocalDate> date = asked.or(results::lastDate);
            return new Found(results, date, date.isPresent() ? results.day(column, date.get(), 1) : new int[0]);
        }
    }

    private CogExport() {}

    /** The column of a name. */
    public static Optional<ResultColumn> column(String name) {
        return Arrays.stream(ResultColumn.values())
                .filter(column -> column.label().equals(name))
                .findFirst();
    }

    /** The names of all columns. */
    public static String columns() {
        return Arrays.stream(ResultColumn.values()).map(ResultColumn::label).collect(Collectors.joining(", "));
    }

    /**
     * Writes both files, which appear whole or not at all.
     *
     * @param store folder of the result store
     * @param date the newest if it is not given
     * @throws ExportException when the cells are of no grid, there is no such result, or a file cannot be written
     */
    public static Written write(Path store, ResultColumn column, Optional<LocalDate> date, Path file)
            throws ExportException {
        try {
            Found found = new LatestResults(store).ask(results -> Found.of(results, column, date));
            LocalDate day = found.date()
                    .orElseThrow(
                            () -> new ExportException("nothing to export: no soil moisture has been committed yet"));
            Results results = found.results();
            int[] values = found.values();
            GridPlaces grid = results.places()
                    .grid()
                    .orElseThrow(() -> new ExportException("a GeoTIFF needs cells of a grid: domain "
                            + results.places().domain() + " has stations"));
            long known = Arrays.stream(values)
                    .filter(value -> value != TileResults.UNKNOWN)
                    .count();
            if (known == 0) {
                throw new ExportException("nothing to export: no " + column.label() + " is known on " + day);
            }
            byte[] tiff = tiff(results, grid, column, day, values);
            Path item = item(file);
            put(file, tiff);
            put(item, StacItem.of(results.places(), grid, column, day, String.valueOf(file.getFileName()), tiff));
            return new Written(day, known, item);
        } catch (IOException e) {
            throw new ExportException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static Path item(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.tiff?$", "");
        return file.resolveSibling(name + ".json");
    }

    private static void put(Path file, byte[] bytes) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static byte[] tiff(Results results, GridPlaces grid, ResultColumn column, LocalDate date, int[] values) {
        var raster = new Raster(grid.width(), grid.height());
        for (int cell = 0; cell < values.length; cell++) {
            if (values[cell] != TileResults.UNKNOWN) {
                raster.set(grid.row(cell) - grid.firstRow(), grid.column(cell) - grid.firstColumn(), (float)
                        FixedDecimals.value(values[cell], column.decimals()));
            }
        }
        boolean means = column != ResultColumn.DROUGHT_CLASS && column != ResultColumn.QUALITY;
        List<Raster> finestFirst = new ArrayList<>(List.of(raster));
        finestFirst.addAll(raster.overviews(CloudOptimizedTiff.TILE_SIDE, means));
        return CloudOptimizedTiff.of(finestFirst, directory -> {
            place(directory, grid);
            ResultParameter parameter = ResultParameter.of(column);
            directory.text(305, "soilcast");
            directory.text(306, TIFF_DATE.format(date));
            directory.text(
                    42112,
                    "<GDALMetadata><Item name=\"DESCRIPTION\" sample=\"0\" role=\"description\">" + column.label()
                            + "</Item><Item name=\"UNITTYPE\" sample=\"0\" role=\"unittype\">" + parameter.ucum()
                            + "</Item><Item name=\"title\">" + parameter.title() + "</Item><Item name=\"date\">" + date
                            + "</Item><Item name=\"synthetic\">"
                            + results.places().isSynthetic()
                            + "</Item></GDALMetadata>");
        });
    }

    /** GeoTIFF 1.1 (OGC 19-008r4): size of a cell, the north-west corner, and the keys of the reference system. */
    private static void place(TiffDirectory directory, GridPlaces grid) {
        double cellM = grid.grid().cellM();
        directory.doubles(33550, cellM, cellM, 0);
        directory.doubles(
                33922,
                0,
                0,
                0,
                grid.grid().westEdgeM(grid.firstColumn()),
                grid.grid().northEdgeM(grid.firstRow()),
                0);
        directory.shorts(
                34735,
                1,
                1,
                1,
                4,
                1024,
                0,
                1,
                PROJECTED,
                1025,
                0,
                1,
                PIXEL_IS_AREA,
                3072,
                0,
                1,
                EPSG,
                3076,
                0,
                1,
                METRE);
    }
}
