package org.soilcast.map.server;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves a store that {@code ResultStoreScale} has filled and prints how long answers take: {@code RESULTS CELLS}. Not a
 * test: what it prints depends on the machine. 16 clients ask for series at 200 requests a second.
 */
final class MapServerScale {
    private static final int CLIENTS = 16;
    private static final int REQUESTS_PER_SECOND = 200;
    private static final int REQUESTS = 6_000;
    private static final String COLLECTION = "/edr/collections/soil-moisture";

    private MapServerScale() {}

    public static void main(String[] arguments) throws Exception {
        int cells = Integer.parseInt(arguments[1]);
        try (MapServer server = MapServer.start(InetAddress.getLoopbackAddress(), 0, Path.of(arguments[0]))) {
            URI url = URI.create(server.url());
            HttpClient client = HttpClient.newHttpClient();
            for (String path : new String[] {
                "/data/domain",
                "/data/domain",
                "/data/cells",
                "/data/days/2015-03-10/surface_mean",
                "/data/days/2015-03-11/surface_mean",
                "/data/days/2015-03-31/surface_mean",
                COLLECTION + "/locations/" + cells / 2,
                COLLECTION + "/locations/" + cells / 3,
                COLLECTION + "/locations/" + cells / 3 + "?parameter-name=surface_mean",
            }) {
                long start = System.nanoTime();
                byte[] body = get(client, url.resolve(path));
                System.out.printf(Locale.ROOT, "%s: %.1f ms, %,d bytes%n", path, millis(start), body.length);
            }
            load(client, url, cells);
        }
    }

    /** Requests begin when they are due, so that one that is late does not hide the wait of the next. */
    private static void load(HttpClient client, URI url, int cells) throws Exception {
        var took = new ConcurrentLinkedQueue<Double>();
        var next = new AtomicInteger();
        long begin = System.nanoTime();
        var clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> {
                for (int request = next.getAndIncrement(); request < REQUESTS; request = next.getAndIncrement()) {
                    long due = begin + request * (1_000_000_000L / REQUESTS_PER_SECOND);
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    int cell = (int) (request * 7_919L % cells);
                    get(client, url.resolve(COLLECTION + "/locations/" + cell + "?parameter-name=surface_mean"));
                    took.add(millis(due));
                }
            });
        }
        clients.shutdown();
        clients.awaitTermination(10, TimeUnit.MINUTES);
        double[] sorted =
                took.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%d series at %d/s from %d clients: median %.1f ms, p99 %.1f ms, longest %.1f ms, mean %.1f ms%n",
                sorted.length,
                REQUESTS_PER_SECOND,
                CLIENTS,
                sorted[sorted.length / 2],
                sorted[sorted.length * 99 / 100],
                sorted[sorted.length - 1],
                Arrays.stream(sorted).average().orElse(0));
    }

    private static byte[] get(HttpClient client, URI address) {
        try {
            HttpResponse<byte[]> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(address + ": " + answer.statusCode() + " "
                        + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(address.toString(), e);
        }
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
