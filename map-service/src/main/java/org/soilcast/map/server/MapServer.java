package org.soilcast.map.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.query.LatestResults;
import org.soilcast.service.Service;

/** The page and the API over HTTP, from the folder of a result store that this or another process may be writing. */
public final class MapServer implements Service {
    /** Where a page is looked for first. */
    public static final int USUAL_PORT = 8090;

    private static final Logger LOG = LoggerFactory.getLogger(MapServer.class);
    private static final int THREADS = 16;
    private static final int MOST_CONNECTIONS = 4096;
    private static final int IDLE_MS = 30_000;
    private static final int MOST_HEADER_BYTES = 8192;
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Server server;
    private final ServerConnector connector;

    private MapServer(InetAddress address, int port, Path results) {
        var threads = new QueuedThreadPool(THREADS);
        threads.setName("map");
        server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        Predicate<String> hostAllowed = address.isLoopbackAddress() ? LOOPBACK_NAMES::contains : name -> true;
        server.setHandler(new WebHandler(new MapSite(new LatestResults(results)), hostAllowed));
        server.setErrorHandler(new ErrorText());
    }

    /**
     * Starts serving.
     *
     * @param address where to listen
     * @param port 0 takes a free one
     * @param results folder of the store; it may not be there yet
     * @throws IOException when the address cannot be listened on
     */
    public static MapServer start(InetAddress address, int port, Path results) throws IOException {
        var server = new MapServer(address, port, results);
        try {
            server.server.start();
        } catch (Exception e) { // what Jetty declares
            server.close();
            throw new IOException(
                    "cannot listen on " + address.getHostAddress() + ", port " + port + ": "
                            + Optional.ofNullable(e.getCause()).orElse(e).getMessage(),
                    e);
        }
        LOG.info("page on {}", server.url());
        return server;
    }

    /** The page's address. */
    public String url() {
        String host = connector.getHost();
        boolean everywhere = host.equals("0.0.0.0") || host.matches("[0:]+");
        return "http://" + (everywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host) + ":"
                + connector.getLocalPort() + "/";
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.empty();
    }

    @Override
    public boolean isReady() {
        return server.isStarted();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // what Jetty declares
            LOG.warn("did not stop in order", e);
        }
    }
}
