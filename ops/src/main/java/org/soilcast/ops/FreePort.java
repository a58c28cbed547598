package org.soilcast.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface that nothing listens on. */
public final class FreePort {
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    /** Whether nothing listens on this port. */
    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** A free port. */
    public static int one() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /** A free port that is not this one: nothing listens on a port that was only chosen, so it may be drawn again. */
    public static int otherThan(int chosen) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = one();
            if (port != chosen) {
                return port;
            }
        }
        throw new IllegalStateException("no free port but " + chosen + " in " + ATTEMPTS + " attempts");
    }
}
