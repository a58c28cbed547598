package org.soilcast.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators and orchestrators ask a process over HTTP: {@code /livez} (should it be restarted?), {@code /readyz}
 * (does it do its work?) and {@code /metrics} (Prometheus text format 0.0.4). A health endpoint answers 200 and
 * {@code ok}, or 503 and one line a failing check; any other path is 404, any method but GET 405.
 */
public final class TelemetryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetryServer.class);
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";
    private static final int THREADS = 4; // one client that never reads must not keep the others waiting

    private final HttpServer server;
    private final ExecutorService threads;
    private final PrometheusMeterRegistry registry;
    private final HealthChecks liveness;
    private final HealthChecks readiness;

    /**
     * Starts serving.
     *
     * @param address where to listen; port 0 takes a free one
     * @param registry shown under {@code /metrics}; stays the caller's to close
     * @param liveness shown under {@code /livez}
     * @param readiness shown under {@code /readyz}
     * @throws UncheckedIOException when the address cannot be listened on
     */
    public TelemetryServer(
            InetSocketAddress address,
            PrometheusMeterRegistry registry,
            HealthChecks liveness,
            HealthChecks readiness) {
        this.registry = registry;
        this.liveness = liveness;
        this.readiness = readiness;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        var count = new AtomicInteger();
        threads = Executors.newFixedThreadPool(THREADS, work -> {
            var thread = new Thread(work, "telemetry-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        LOG.info("telemetry on {}", server.getAddress());
    }

    /** The server on an address of this machine: whoever reaches it can read. */
    public static TelemetryServer on(
            InetAddress address,
            int port,
            PrometheusMeterRegistry registry,
            HealthChecks liveness,
            HealthChecks readiness) {
        return new TelemetryServer(new InetSocketAddress(address, port), registry, liveness, readiness);
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops at once; requests under way are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            answer(exchange);
        } catch (IOException e) {
            LOG.debug("client of {} went away", exchange.getRequestURI(), e);
        } catch (RuntimeException e) { // the server would only drop the connection, without a word
            LOG.error("cannot answer {}", exchange.getRequestURI(), e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean known = List.of("/livez", "/readyz", "/metrics").contains(path);
        if (!known) {
            respond(exchange, 404, PLAIN_TEXT, "not found\n");
        } else if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            respond(exchange, 405, PLAIN_TEXT, "only GET\n");
        } else if (path.equals("/metrics")) {
            respond(exchange, 200, PROMETHEUS_TEXT, registry.scrape(PROMETHEUS_TEXT));
        } else {
            List<String> failing = (path.equals("/livez") ? liveness : readiness).failing();
            String body = failing.isEmpty() ? "ok\n" : "failing: " + String.join("\nfailing: ", failing) + "\n";
            respond(exchange, failing.isEmpty() ? 200 : 503, PLAIN_TEXT, body);
        }
    }

    private static void respond(HttpExchange exchange, int status, String contentType, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1); // an answer to HEAD has no body
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
