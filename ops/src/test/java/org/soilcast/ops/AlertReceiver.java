package org.soilcast.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/** A real HTTP server on the loopback interface that takes webhooks in Alertmanager's form. */
final class AlertReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonNode> alerts = new ArrayList<>();
    private final IntUnaryOperator status;
    private int requests;

    /**
     * Listens.
     *
     * @param status answers the request of a number, from 0 on; what is not answered 200 is not taken, and below 0 the
     *     connection is cut
     */
    AlertReceiver(int port, IntUnaryOperator status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body =
                    new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
            int answer;
            synchronized (this) {
                answer = status.applyAsInt(requests++);
                if (answer == 200) {
                    body.path("alerts").forEach(alerts::add);
                    notifyAll();
                }
            }
            if (answer > 0) {
                exchange.sendResponseHeaders(answer, -1);
            }
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Something of all alerts that were taken, in the order in which they came. */
    synchronized <T> List<T> alerts(Function<JsonNode, T> what) {
        return alerts.stream().map(what).toList();
    }

    /** How many were taken. */
    synchronized int count() {
        return alerts.size();
    }

    /** Waits until what was taken is as wanted; says what was there when it is not. */
    synchronized void await(Predicate<List<JsonNode>> wanted, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!wanted.test(alerts)) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new AssertionError("after " + within + " there are " + alerts.size() + " alerts: " + alerts);
            }
            wait(leftMs);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
