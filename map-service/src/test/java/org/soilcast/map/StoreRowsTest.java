package org.soilcast.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.map.store.ResultStore;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.SoilMoisture;

class StoreRowsTest {
    private static final int TILES = 5;
    private static final int CELLS = 7;

    @TempDir
    Path folder;

    /** Whatever the ranges of cells that are read at a time, cells of which lie in several tiles. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 700, 100_000})
    void exportOfTheStoreIsThatOfTheRecords(int mostRows) throws IOException {
        var random = new Random(mostRows);
        var table = new SoilMoistureTable();
        var store = ResultStore.open(folder);
        for (int tile = 0; tile < TILES; tile++) {
            int first = tile;
            String[] cells = IntStream.range(0, CELLS)
                    .mapToObj(cell -> Integer.toString(first + TILES * cell))
                    .toArray(String[]::new);
            table.add(Records.tile(tile, cells));
            store.put(Records.tile(tile, cells));
        }
        for (int put = 0; put < 400; put++) {
            String date = LocalDate.ofEpochDay(16_500 + random.nextInt(70)).toString();
            SoilMoisture result = Records.moisture(random.nextInt(TILES - 1), date, CELLS, random.nextFloat())
                    .setObservedM3PerM3(Floats.view(observed(random)))
                    .setRevision(random.nextInt(9))
                    .setEpoch(random.nextInt(2))
                    .build();
            table.add(result);
            store.put(result);
            if (put % 90 == 0) {
                store.commit(Map.of(0, (long) put));
            }
        }
        store.commit(Map.of(0, 400L));
        var skipped = new Skipped();
        var rows = new StoreRows(ResultStore.open(folder), Optional.empty(), skipped, mostRows);
        assertThat(csv(rows)).isEqualTo(csv(table));
        assertThat(rows.cells()).isEqualTo(table.cells());
        assertThat(skipped.count()).isZero();
    }

    private static float[] observed(Random random) {
        var values = new float[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            values[cell] = random.nextBoolean() ? Float.NaN : random.nextFloat();
        }
        return values;
    }

    private static String csv(ResultRows rows) throws IOException {
        var out = new StringWriter();
        SoilMoistureCsv.write(rows, out);
        return out.toString();
    }
}
