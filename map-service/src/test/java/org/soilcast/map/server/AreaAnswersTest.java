package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.map.Records;
import org.soilcast.map.TileResults;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.forecast.IssuedForecast;
import org.soilcast.map.store.ResultStore;
import org.soilcast.map.store.StoredForecasts;
import org.soilcast.schemas.avro.Forecast;

/** Shares of areas in drought, and forecasts as maps, over HTTP from a real store. */
class AreaAnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CELLS = 8;

    @TempDir
    Path folder;

    /** Two tiles of cells along a line from 0° to 15° east, with random classes: counted once more by hand. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sharesAreThoseOfTheCellsInTheBoxThatAreKnown(long seed) throws Exception {
        var random = new Random(seed);
        var classes = new float[2][2 * CELLS];
        try (var store = new LineOfCells(folder)) {
            for (int day = 0; day < 2; day++) {
                for (int cell = 0; cell < 2 * CELLS; cell++) {
                    classes[day][cell] = random.nextInt(8) == 0 ? Float.NaN : random.nextInt(11) - 5;
                }
                store.put(day, classes[day]);
            }
            int east = random.nextInt(2 * CELLS);
            JsonNode shares = store.json("/data/shares?bbox=-0.5,-1," + (east + 0.5) + ",1");
            assertThat(shares.path("cells").asInt()).isEqualTo(east + 1);
            assertThat(shares.path("dates")).hasSize(2);
            for (int day = 0; day < 2; day++) {
                int known = 0;
                var counts = new int[6];
                for (int cell = 0; cell <= east; cell++) {
                    known += Float.isNaN(classes[day][cell]) ? 0 : 1;
                    counts[Math.max(0, (int) classes[day][cell])]++;
                }
                assertThat(shares.path("known").path(day).asInt())
                        .as("seed %d", seed)
                        .isEqualTo(known);
                for (int drought = 0; drought < 5; drought++) {
                    JsonNode share = shares.path("D" + drought).path(day);
                    if (known == 0) {
                        assertThat(share.isNull()).isTrue();
                    } else {
                        assertThat(share.asDouble())
                                .as("seed %d, D%d", seed, drought)
                                .isEqualTo((double) counts[drought + 1] / known);
                    }
                }
            }
            assertThat(store.json("/data/shares?bbox=50,50,60,60").path("cells").asInt())
                    .isZero();
        }
    }

    @Test
    void aMapOfAForecastHasTheNumbersOfItsTilesOfTheNewestIssue() throws Exception {
        try (var store = new LineOfCells(folder)) {
            assertThat(store.json("/data/ahead").toString()).isEqualTo("{}");
            Forecast newest = Records.forecast(0, "2020-01-02", CELLS, .1f).build();
            StoredForecasts.put(folder, newest);
            StoredForecasts.put(
                    folder, Records.forecast(1, "2020-01-01", CELLS, .2f).build());
            JsonNode about = store.json("/data/ahead");
            assertThat(about.path("issueDate").asText()).isEqualTo("2020-01-02");
            assertThat(about.path("lastLeadDays").toString()).isEqualTo("[1,2,21]");
            assertThat(about.path("decimals").path("surface_q50").asInt()).isEqualTo(6);
            ByteBuffer values = ByteBuffer.wrap(store.served
                            .bytes("/data/ahead/2020-01-02/21/surface_q50")
                            .body())
                    .order(ByteOrder.LITTLE_ENDIAN);
            IssuedForecast issued = IssuedForecast.of(newest, CELLS);
            for (int cell = 0; cell < CELLS; cell++) {
                assertThat(values.getInt(cell * Integer.BYTES))
                        .isEqualTo(issued.scaled(ForecastColumn.SURFACE_Q50, 2, cell));
                assertThat(values.getInt((CELLS + cell) * Integer.BYTES))
                        .as("a tile that was forecast on an earlier date")
                        .isEqualTo(TileResults.UNKNOWN);
            }
            Files.writeString(StoredForecasts.path(folder, 0), "no forecast");
            assertThat(store.json("/data/ahead").path("issueDate").asText())
                    .as("a damaged file has no date")
                    .isEqualTo("2020-01-01");
        }
    }

    @Test
    void refusalsSayWhatWasExpected() throws Exception {
        try (var store = new LineOfCells(folder)) {
            for (String[] refused : new String[][] {
                {"/data/shares", "400", "'bbox' is missing"},
                {"/data/shares?bbox=1,2,3", "400", "west,south,east,north"},
                {"/data/shares?bbox=0,0,1,1&datetime=x", "400", "expected a date"},
                {"/data/shares?bbox=0,0,1,1", "404", "no results yet"},
                {"/data/ahead/2020-01-01/7/rain", "400", "unknown column of forecasts 'rain'"},
                {"/data/ahead/2020-01-01/0/surface_q50", "400", "expected a number from 1 to 366"},
                {"/data/ahead/7/surface_q50", "404", "/data/ahead/ISSUED/LEAD/COLUMN"},
            }) {
                HttpResponse<String> answer = store.served.get(refused[0]);
                assertThat(answer.statusCode()).as(refused[0]).isEqualTo(Integer.parseInt(refused[1]));
                assertThat(JSON.readTree(answer.body()).path("description").asText())
                        .contains(refused[2]);
            }
        }
    }

    /** Two tiles of cells, a degree from one another. */
    private static final class LineOfCells implements AutoCloseable {
        private final ResultStore store;
        private final ServedStore served;

        LineOfCells(Path folder) throws Exception {
            store = ResultStore.open(folder);
            for (int tile = 0; tile < 2; tile++) {
                var keys = new ArrayList<String>();
                var longitudes = new ArrayList<Float>();
                for (int cell = 0; cell < CELLS; cell++) {
                    keys.add("c" + (tile * CELLS + cell));
                    longitudes.add((float) (tile * CELLS + cell));
                }
                store.put(Records.tile(tile, keys, Collections.nCopies(CELLS, 0f), longitudes));
            }
            store.commit(Map.of(0, 1L));
            served = ServedStore.of(folder, store);
        }

        void put(int day, float[] classes) throws Exception {
            for (int tile = 0; tile < 2; tile++) {
                List<Float> some = new ArrayList<>();
                for (int cell = 0; cell < CELLS; cell++) {
                    some.add(classes[tile * CELLS + cell]);
                }
                store.put(Records.moisture(tile, "2020-01-0" + (day + 1), CELLS, .25f)
                        .setDroughtClass(some)
                        .build());
            }
            store.commit(Map.of(0, day + 2L));
        }

        JsonNode json(String path) throws Exception {
            HttpResponse<String> answer = served.get(path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        }

        @Override
        public void close() {
            served.close();
        }
    }
}
