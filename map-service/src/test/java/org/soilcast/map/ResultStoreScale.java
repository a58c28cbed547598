package org.soilcast.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.soilcast.map.store.ResultStore;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.avro.SoilMoisture;

/**
 * Fills a store as a run would, with every column in use, and prints what it takes: {@code FOLDER CELLS DAYS}. Not a test:
 * it takes minutes, and what it prints depends on the machine.
 */
final class ResultStoreScale {
    private static final int TILE_CELLS = 128;
    private static final int ROW_CELLS = 2500;
    private static final int FIRST_ROW = 300;
    private static final int FIRST_COLUMN = 600;
    private static final int TILE_DAYS_A_COMMIT = 8192;

    private ResultStoreScale() {}

    public static void main(String[] arguments) throws IOException, ExportException {
        Path folder = Path.of(arguments[0]);
        int tiles = Integer.parseInt(arguments[1]) / TILE_CELLS;
        int days = Integer.parseInt(arguments[2]);
        var store = ResultStore.open(folder.resolve("results"));
        long start = System.nanoTime();
        if (store.spans().isEmpty()) {
            fill(store, tiles, days);
        }
        double cellDays = (double) tiles * TILE_CELLS * days;
        print("fill, million cell-days/s", cellDays / 1e6 / seconds(start));
        print("bytes a cell-day", bytes(folder.resolve("results")) / cellDays);

        store = ResultStore.open(folder.resolve("results"));
        var skipped = new Skipped();
        for (int repeat = 0; repeat < 3; repeat++) {
            start = System.nanoTime();
            int found = 0;
            for (long span : store.spans()) {
                found += store.read(span, Set.of(tiles / 2), Set.of(ResultColumn.values()), skipped)
                        .size();
            }
            print("series of a cell, all columns, " + found + " spans, ms", 1e3 * seconds(start));
        }
        for (int repeat = 0; repeat < 3; repeat++) {
            start = System.nanoTime();
            int found = store.read(
                            store.spans().first(), store.tiles().keySet(), Set.of(ResultColumn.SURFACE_MEAN), skipped)
                    .size();
            print("a day's grid, one column, " + found + " tiles, ms", 1e3 * seconds(start));
        }
        start = System.nanoTime();
        long rows = CsvExport.write(new StoreRows(store, skipped), folder.resolve("all.csv"), skipped)
                .rows();
        print("export, million rows/s", rows / 1e6 / seconds(start));
        print("heap limit, MiB", Runtime.getRuntime().maxMemory() / 1048576.0);
    }

    private static void fill(ResultStore store, int tiles, int days) throws IOException {
        for (int tile = 0; tile < tiles; tile++) {
            int first = tile * TILE_CELLS;
            store.put(Records.tile(
                    tile,
                    IntStream.range(first, first + TILE_CELLS)
                            .mapToObj(Integer::toString)
                            .toList(),
                    places(first, cell -> EaseGrid.M09.latitudeDegrees(FIRST_ROW + cell / ROW_CELLS)),
                    places(first, cell -> EaseGrid.M09.longitudeDegrees(FIRST_COLUMN + cell % ROW_CELLS))));
        }
        var random = new Random(1);
        var moisture = new float[tiles][TILE_CELLS];
        for (float[] cells : moisture) {
            Arrays.fill(cells, .25f);
        }
        for (int day = 0; day < days; day++) {
            for (int tile = 0; tile < tiles; tile++) {
                store.put(result(random, tile, day, moisture[tile]));
                if (store.pendingTileDays() >= TILE_DAYS_A_COMMIT) {
                    store.commit(Map.of(0, (long) day * tiles + tile));
                }
            }
        }
        store.commit(Map.of(0, (long) days * tiles));
    }

    private static List<Float> places(int first, IntToDoubleFunction degrees) {
        return IntStream.range(first, first + TILE_CELLS)
                .mapToObj(cell -> (float) degrees.applyAsDouble(cell))
                .toList();
    }

    private static SoilMoisture result(Random random, int tile, int day, float[] moisture) {
        float rain = random.nextInt(5) == 0 ? .1f * random.nextFloat() : 0;
        for (int cell = 0; cell < TILE_CELLS; cell++) {
            moisture[cell] += .06f * (.2f - moisture[cell]) + rain * random.nextFloat();
        }
        boolean seen = (day + tile) % 3 == 0;
        Map<ResultColumn, float[]> values = Map.of(
                ResultColumn.SURFACE_MEAN, noisy(random, moisture, .004f),
                ResultColumn.SURFACE_SD, noisy(random, constant(.02f), .001f),
                ResultColumn.ROOT_ZONE_MEAN, noisy(random, moisture, .001f),
                ResultColumn.ROOT_ZONE_SD, noisy(random, constant(.015f), .0005f),
                ResultColumn.SURFACE_OPEN_LOOP, moisture.clone(),
                ResultColumn.SURFACE_FORECAST, noisy(random, moisture, .004f),
                ResultColumn.OBSERVED, seen ? noisy(random, moisture, .03f) : constant(Float.NaN),
                ResultColumn.SURFACE_PERCENTILE, noisy(random, constant(50), 5),
                ResultColumn.ROOT_ZONE_PERCENTILE, noisy(random, constant(40), 2),
                ResultColumn.DROUGHT_PROBABILITY, noisy(random, constant(.3f), .05f));
        return ResultColumn.set(
                        Records.moisture(
                                tile,
                                java.time.LocalDate.ofEpochDay(16_500 + day).toString(),
                                TILE_CELLS,
                                0),
                        values)
                .build();
    }

    private static float[] constant(float value) {
        var values = new float[TILE_CELLS];
        Arrays.fill(values, value);
        return values;
    }

    private static float[] noisy(Random random, float[] values, float deviation) {
        float[] noisy = values.clone();
        for (int cell = 0; cell < noisy.length; cell++) {
            noisy[cell] += deviation * (random.nextFloat() - .5f) * 3.46f;
        }
        return noisy;
    }

    private static double bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String what, double value) {
        System.out.printf(Locale.ROOT, "%s: %.3f%n", what, value);
    }
}
