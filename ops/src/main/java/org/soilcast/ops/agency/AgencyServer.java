package org.soilcast.ops.agency;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.soilcast.ops.agency.AgencyShelf.Shelved;

/**
 * An agency on this machine: a search for granules as NASA's Common Metadata Repository has it, granules for those who have the
 * token, and a folder of files for everybody. A second server is the other host that it may send on to, and the one where
 * people log in. Both note what they are asked.
 */
public final class AgencyServer implements AutoCloseable {
    private static final String GRANULES = "/granules/";
    private static final String FOLDER = "/weather/";
    private static final String SIGNED = "/signed/";

    private final AgencyShelf shelf;
    private final FaultPlan faults;
    private final String token;
    private final Clock clock;
    private final HttpServer own;
    private final HttpServer other;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final RequestLog log = new RequestLog();

    /**
     * Listens.
     *
     * @param token that granules are given for
     * @param clockIsOffBy how wrong the agency's clock is, by which it says when something was produced
     */
    public AgencyServer(AgencyShelf shelf, FaultPlan faults, String token, Duration clockIsOffBy) throws IOException {
        this.shelf = shelf;
        this.faults = faults;
        this.token = token;
        this.clock = Clock.offset(Clock.systemUTC(), clockIsOffBy);
        this.own = server();
        this.other = server();
        own.createContext("/search/granules.umm_json", exchange -> answer(exchange, this::search));
        own.createContext(GRANULES, exchange -> answer(exchange, this::granule));
        own.createContext(FOLDER, exchange -> answer(exchange, this::folder));
        other.createContext(SIGNED, exchange -> answer(exchange, this::signed));
        own.start();
        other.start();
    }

    private HttpServer server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        return server;
    }

    /** Answers a request that has been noted. */
    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private void answer(HttpExchange exchange, Answering how) throws IOException {
        try (exchange) {
            log.note(exchange);
            how.answer(exchange);
        }
    }

    /** What both servers were asked so far. */
    public List<AgencyRequest> requests() {
        return log.requests();
    }

    /** Host and port of the agency. */
    public String host() {
        return "127.0.0.1:" + own.getAddress().getPort();
    }

    /** Host and port of the other host. */
    public String otherHost() {
        return "127.0.0.1:" + other.getAddress().getPort();
    }

    /** Address of the search. */
    public String search() {
        return "http://" + host() + "/search";
    }

    /** Address of the folder. */
    public String folder() {
        return "http://" + host() + FOLDER;
    }

    /**
     * Writes where to fetch from and how, as a person in a hurry would.
     *
     * @param tokenFile that holds the token
     */
    public void describe(Path file, Path tokenFile) throws IOException {
        Files.writeString(file, """
            token: {file: "%s", environment: EARTHDATA_TOKEN, hosts: ["%s"], login_hosts: ["%s"]}
            granules:
              - {brings: SPL3SMP, search: "%s", short_name: SPL3SMP, version: "%s", page_size: 50}
            folders:
              - {brings: gridmet, address: "%s", files: ["twin_{yyyy}{MM}{dd}.nc"]}
            limits: {tries: 6, first_wait_seconds: 0.02, longest_wait_seconds: 0.5, stall_seconds: 3, quota_gb: 20,
              every_seconds: 0.2, look_back_days: 30}
            """.formatted(tokenFile, host(), otherHost(), search(), TwinFiles.VERSION, folder()));
    }

    /** The agency's clock. */
    public Clock clock() {
        return clock;
    }

    private void search(HttpExchange exchange) throws IOException {
        Optional<AgencyFault> fault = faults.take("/search");
        if (fault.isPresent() && fault.get() != AgencyFault.CUT) {
            fail(exchange, fault.get());
            return;
        }
        GranuleSearch.Page page = GranuleSearch.page(
                shelf, "http://" + host() + GRANULES, exchange.getRequestURI(), exchange.getRequestHeaders());
        exchange.getResponseHeaders().set("CMR-Hits", Integer.toString(page.hits()));
        page.searchAfter().ifPresent(next -> exchange.getResponseHeaders().set("CMR-Search-After", next));
        var body = new AnsweredBytes(page.json().getBytes(StandardCharsets.UTF_8), "application/json");
        body.send(exchange, fault);
    }

    private void granule(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(GRANULES.length());
        Optional<AgencyFault> fault = faults.take(exchange.getRequestURI().getPath());
        boolean isKnown =
                ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!isKnown || fault.equals(Optional.of(AgencyFault.EXPIRED_TOKEN))) {
            redirect(exchange, "http://" + otherHost() + "/oauth/authorize?client_id=1");
        } else if (fault.equals(Optional.of(AgencyFault.REDIRECT))) {
            redirect(exchange, "http://localhost:" + other.getAddress().getPort() + SIGNED + name + "?signature=1");
        } else {
            send(exchange, shelf.granule(name), fault);
        }
    }

    private void signed(HttpExchange exchange) throws IOException {
        send(exchange, shelf.granule(exchange.getRequestURI().getPath().substring(SIGNED.length())), Optional.empty());
    }

    private void folder(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(FOLDER.length());
        Optional<AgencyFault> fault = faults.take(exchange.getRequestURI().getPath());
        if (!name.isEmpty()) {
            send(exchange, shelf.file(name), fault);
            return;
        }
        String links = shelf.files().stream()
                .map(file -> "<a href=\"" + file.name() + "\">" + file.name() + "</a> " + file.published())
                .collect(Collectors.joining("\n"));
        String page = "<html><body><h1>Index of " + FOLDER + "</h1><pre><a href=\"?C=M;O=A\">Last modified</a>\n"
                + "<a href=\"/\">Parent Directory</a>\n" + links + "</pre></body></html>";
        new AnsweredBytes(page.getBytes(StandardCharsets.UTF_8), "text/html").send(exchange, fault);
    }

    private void send(HttpExchange exchange, Optional<Shelved> file, Optional<AgencyFault> fault) throws IOException {
        if (file.isEmpty()) {
            fail(exchange, AgencyFault.NOT_FOUND);
            return;
        }
        if (fault.isPresent() && !AnsweredBytes.MAKES.contains(fault.get())) {
            fail(exchange, fault.get());
            return;
        }
        exchange.getResponseHeaders().set("ETag", "\"" + file.get().sha256().substring(0, 16) + "\"");
        new AnsweredBytes(file.get().bytes(), "application/octet-stream").send(exchange, fault);
    }

    private static void redirect(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().set("Location", address);
        exchange.sendResponseHeaders(302, -1);
    }

    private void fail(HttpExchange exchange, AgencyFault fault) throws IOException {
        switch (fault) {
            case NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
            case TOO_MANY_REQUESTS -> {
                // by the clock of its header Date, which the JDK's server takes from the machine
                String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.now().plusSeconds(1).atZone(ZoneOffset.UTC));
                exchange.getResponseHeaders().set("Retry-After", date);
                exchange.sendResponseHeaders(429, -1);
            }
            case SLOW -> {
                exchange.sendResponseHeaders(200, 1_000_000);
                exchange.getResponseBody().write(new byte[] {1, 2, 3});
                exchange.getResponseBody().flush();
                untilClosed();
            }
            case WRONG_CONTENT, EXPIRED_TOKEN, REDIRECT ->
                new AnsweredBytes("<html>Sorry.</html>".getBytes(StandardCharsets.UTF_8), "text/html")
                        .send(exchange, Optional.empty());
            default -> exchange.sendResponseHeaders(500, -1);
        }
    }

    private void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        own.stop(0);
        other.stop(0);
        threads.shutdownNow();
    }
}
