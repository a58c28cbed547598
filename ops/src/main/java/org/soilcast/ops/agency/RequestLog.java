package org.soilcast.ops.agency;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The requests that an agency has seen, in their order. */
final class RequestLog {
    private final List<AgencyRequest> requests = new ArrayList<>();

    synchronized void note(HttpExchange exchange) {
        String headers = exchange.getRequestHeaders().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
        requests.add(new AgencyRequest(
                "127.0.0.1:" + exchange.getLocalAddress().getPort(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI() + "\n" + headers,
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                        .orElse("")));
    }

    synchronized List<AgencyRequest> requests() {
        return List.copyOf(requests);
    }
}
