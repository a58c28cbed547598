package org.soilcast.ingest.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the token of an account is, and who may see it. It is read for each request, so that a new one is used at once, goes
 * to the hosts named only, over https or within this machine, and is in no message.
 *
 * @param file that holds it; empty for the environment
 * @param variable of the environment that holds it
 * @param hosts that may see it: a host, one with its port, or all below a domain as {@code *.example.org}
 */
public record BearerToken(Optional<Path> file, String variable, List<String> hosts) {
    public BearerToken {
        hosts = List.copyOf(hosts);
    }

    /** The header for an address; empty when its host may not see the token, or there is none. */
    Optional<String> headerFor(URI address) throws FetchProblem {
        return maySee(address) ? read().map(token -> "Bearer " + token) : Optional.empty();
    }

    private boolean maySee(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        String withPort = host + ":" + address.getPort();
        return (address.getScheme().equals("https") || isThisMachine(host))
                && hosts.stream()
                        .map(named -> named.toLowerCase(Locale.ROOT))
                        .anyMatch(named -> named.startsWith("*.")
                                ? host.endsWith(named.substring(1))
                                : named.equals(host) || named.equals(withPort));
    }

    private static boolean isThisMachine(String host) {
        try {
            return (host.equals("localhost") || host.matches("127\\.[0-9.]+|\\[::1]"))
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Optional<String> read() throws FetchProblem {
        try {
            Optional<String> token = file.isPresent()
                    ? Optional.of(Files.readString(file.get()).strip())
                    : Optional.ofNullable(System.getenv(variable)).map(String::strip);
            if (token.filter(text -> !text.matches("[\\x21-\\x7E]+")).isPresent()) {
                throw new FetchProblem(
                        FetchProblem.Reach.SOURCE,
                        file.map(path -> "token file " + path).orElse("environment variable " + variable)
                                + ": expected one line of letters, digits and signs");
            }
            return token;
        } catch (IOException e) {
            throw new FetchProblem(
                    FetchProblem.Reach.SOURCE,
                    "token file " + file.orElseThrow() + " cannot be read: "
                            + e.getClass().getSimpleName());
        }
    }
}
