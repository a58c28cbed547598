package org.soilcast.alerts.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on the loopback interface, which answers as it is told to. */
final class Receiver implements AutoCloseable {
    /** Answers one request whose body has been read. */
    interface Answer {
        void to(HttpExchange exchange) throws Exception;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                bodies.add(new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes()));
                tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                Answer answer = answers.poll();
                (answer == null ? status(200) : answer).to(exchange);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
        server.start();
    }

    /** Answers with a status and headers, {@code name: value}. */
    static Answer status(int status, String... headers) {
        return exchange -> {
            for (String header : headers) {
                exchange.getResponseHeaders().add(header.split(": ")[0], header.split(": ")[1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** What the next requests are answered; after that, 200. */
    void answer(Answer... next) {
        answers.addAll(List.of(next));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<JsonNode> bodies() {
        return bodies;
    }

    List<String> tokens() {
        return tokens;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
