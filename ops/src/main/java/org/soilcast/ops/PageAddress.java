package org.soilcast.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.soilcast.map.server.MapServer;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Where the page is served.
 *
 * @param listen address of this machine
 * @param port its port; empty for the usual one, or a free one when that is taken
 * @param portOption name of the option that gives the port, for messages
 */
record PageAddress(InetAddress listen, Optional<Integer> port, String portOption) {
    static final String LISTEN_DESCRIPTION =
            "Address of this machine on which page, API, metrics and health are served; 0.0.0.0 for all: then everyone who"
                    + " reaches the machine can read them. Default: ${DEFAULT-VALUE}.";
    static final String PORT_DESCRIPTION =
            "Port of the page and its API. Default: " + MapServer.USUAL_PORT + ", or a free one when that is taken.";

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Of what a user gave.
     *
     * @throws ParameterException when it does not fit
     */
    static PageAddress of(CommandLine command, String listen, Optional<Integer> port, String portOption) {
        if (port.isPresent() && (port.get() < 0 || port.get() > HIGHEST_PORT)) {
            throw new ParameterException(command, portOption + " " + port.get() + ": expected 0 to " + HIGHEST_PORT);
        }
        try {
            return new PageAddress(InetAddress.getByName(listen), port, portOption);
        } catch (UnknownHostException e) {
            throw new ParameterException(command, "--listen " + listen + ": expected an address of this machine");
        }
    }

    /**
     * Starts serving a folder of results.
     *
     * @throws CommandFailure when the port is taken
     */
    MapServer serve(Path results) {
        try {
            return MapServer.start(listen, port.orElse(MapServer.USUAL_PORT), results);
        } catch (IOException e) {
            return port.isPresent() ? refuse(e) : serveOnFreePort(results);
        }
    }

    private MapServer serveOnFreePort(Path results) {
        try {
            return MapServer.start(listen, 0, results);
        } catch (IOException e) {
            return refuse(e);
        }
    }

    private MapServer refuse(IOException cause) {
        throw new CommandFailure(cause.getMessage() + ": give a free port with " + portOption + " N");
    }
}
