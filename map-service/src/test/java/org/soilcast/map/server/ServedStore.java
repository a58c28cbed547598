package org.soilcast.map.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.soilcast.map.Records;
import org.soilcast.map.models.BundleBytes;
import org.soilcast.map.store.AlertsInStore;
import org.soilcast.map.store.ResultStore;
import org.soilcast.map.store.StoredForecasts;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;
import org.soilcast.schemas.avro.Tile;

/** A server on a free port over a real store, and a client. */
final class ServedStore implements AutoCloseable {
    /** Rows and columns of the grid's cells; the last place is left empty. */
    static final int ROWS = 3;

    static final int COLUMNS = 4;
    static final int FIRST_ROW = 60;
    static final int FIRST_COLUMN = 200;
    static final LocalDate FIRST = LocalDate.parse("2020-01-30");
    static final int DAYS = 5;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ResultStore store;
    private final MapServer server;

    private ServedStore(Path folder, List<Tile> tiles, int days) throws IOException {
        store = ResultStore.open(folder);
        tiles.forEach(store::put);
        for (int day = 0; day < days; day++) {
            for (Tile tile : tiles) {
                put(tile, FIRST.plusDays(day));
            }
        }
        store.commit(Map.of(0, 1L));
        server = MapServer.start(InetAddress.getLoopbackAddress(), 0, folder);
    }

    private ServedStore(Path folder, ResultStore store) throws IOException {
        this.store = store;
        server = MapServer.start(InetAddress.getLoopbackAddress(), 0, folder);
    }

    /** A store that a test fills itself. */
    static ServedStore of(Path folder, ResultStore store) throws IOException {
        return new ServedStore(folder, store);
    }

    /** Four stations in Oklahoma and Kansas. */
    static ServedStore stations(Path folder) throws Exception {
        Tile tile = Records.tile(
                0,
                List.of("A 1", "b,2", "ü", "4"),
                List.of(35.5f, 36.12f, 37.25f, 38f),
                List.of(-97f, -97.09f, -96.5f, -98.75f));
        var served = new ServedStore(folder, List.of(tile), DAYS);
        StoredForecasts.put(
                folder, Records.forecast(0, FIRST.toString(), 4, .1f).build());
        AlertsInStore.put(folder, alerts());
        StoredArea.put(folder, FIRST, DAYS);
        BundleBytes.put(folder, 2);
        return served;
    }

    /** One that stands at the first station, one that is over and one that was none at the second, one of no known cell, one of an area. */
    private static Alert[] alerts() {
        return new Alert[] {
            Records.alert(0, 0, "2020-01-01", "2020-01-30").build(),
            Records.alert(0, 1, "2019-06-05", "2019-09-08")
                    .setState(AlertState.CLEARED)
                    .setDroughtClass(1)
                    .setPeakClass(5)
                    .setClearedOn(LocalDate.parse("2019-09-08"))
                    .build(),
            Records.alert(0, 1, "2020-01-01", "2020-01-25")
                    .setState(AlertState.CANCELLED)
                    .build(),
            Records.alert(0, 99, "2020-01-06", "2020-01-20")
                    .setState(AlertState.UPDATED)
                    .setDroughtClass(4)
                    .setPeakClass(4)
                    .build(),
            Records.alert(-1, -1, "2019-12-01", "2019-12-31")
                    .setId("drought/area/osage/2019-12-01")
                    .setArea("osage")
                    .setAreaName("Osage County")
                    .setState(AlertState.CLEARED)
                    .setClearedOn(LocalDate.parse("2019-12-31"))
                    .build(),
        };
    }

    /** Cells of the 36 km grid, in two tiles. */
    static ServedStore grid(Path folder) throws IOException {
        var keys = new ArrayList<String>();
        var latitudes = new ArrayList<Float>();
        var longitudes = new ArrayList<Float>();
        for (int place = 0; place < ROWS * COLUMNS - 1; place++) {
            keys.add("c" + place);
            latitudes.add((float) EaseGrid.M36.latitudeDegrees(FIRST_ROW + place / COLUMNS));
            longitudes.add((float) EaseGrid.M36.longitudeDegrees(FIRST_COLUMN + place % COLUMNS));
        }
        return new ServedStore(
                folder,
                List.of(
                        Records.tile(0, keys.subList(0, 6), latitudes.subList(0, 6), longitudes.subList(0, 6)),
                        Records.tile(1, keys.subList(6, 11), latitudes.subList(6, 11), longitudes.subList(6, 11))),
                DAYS);
    }

    /** Stations without end, for answers that fill buffers. */
    static ServedStore large(Path folder, int tiles) throws IOException {
        var made = new ArrayList<Tile>();
        for (int number = 0; number < tiles; number++) {
            int first = number;
            String[] keys = Collections.nCopies(128, "").toArray(String[]::new);
            for (int cell = 0; cell < keys.length; cell++) {
                keys[cell] = first + "/" + cell;
            }
            made.add(Records.tile(number, keys));
        }
        return new ServedStore(folder, made, 1);
    }

    private void put(Tile tile, LocalDate date) {
        int cells = tile.getCells().size();
        var means = new ArrayList<Float>();
        for (int cell = 0; cell < cells; cell++) {
            means.add(mean(tile.getCells().get(cell), date));
        }
        store.put(Records.moisture(tile.getTile(), date.toString(), cells, 0.25f)
                .setSurfaceMeanM3PerM3(means)
                .build());
    }

    /** A value that no other cell and date has; its float prints with six decimals. */
    static float mean(String key, LocalDate date) {
        return 0.1f + Math.floorMod(key.hashCode(), 97) * 0.001f + date.getDayOfYear() * 0.0001f;
    }

    static String printed(float value) {
        return String.format(java.util.Locale.ROOT, "%.6f", value);
    }

    /** One more date, as a run that goes on commits it. */
    void commit(LocalDate date) throws IOException {
        store.tiles().values().forEach(tile -> put(tile, date));
        store.commit(Map.of(0, date.toEpochDay()));
    }

    URI uri(String path) {
        return URI.create(server.url()).resolve(path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return CLIENT.send(request(path, headers), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> bytes(String path, String... headers) throws IOException, InterruptedException {
        return CLIENT.send(request(path, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(uri(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
