package org.soilcast.ops.agency;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes that are answered: all, the rest from a place on, none when the asker has them, or spoilt. */
record AnsweredBytes(byte[] bytes, String type) {
    /** The faults that are made here. */
    static final Set<AgencyFault> MAKES = Set.of(AgencyFault.CUT, AgencyFault.WRONG_BYTES);

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-");

    void send(HttpExchange exchange, Optional<AgencyFault> fault) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        String tag = header(exchange.getResponseHeaders(), "ETag");
        if (!tag.isEmpty() && tag.equals(header(exchange.getRequestHeaders(), "If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        Matcher range = RANGE.matcher(header(exchange.getRequestHeaders(), "Range"));
        String condition = header(exchange.getRequestHeaders(), "If-Range");
        boolean isPart = range.matches() && (condition.isEmpty() || condition.equals(tag));
        int from = isPart ? Integer.parseInt(range.group(1)) : 0;
        if (isPart && from >= bytes.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (isPart) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        byte[] sent = Arrays.copyOfRange(bytes, from, bytes.length);
        if (fault.equals(Optional.of(AgencyFault.WRONG_BYTES))) {
            sent[sent.length - 1] ^= 1;
        }
        exchange.sendResponseHeaders(isPart ? 206 : 200, sent.length);
        boolean isCut = fault.equals(Optional.of(AgencyFault.CUT));
        exchange.getResponseBody().write(sent, 0, isCut ? sent.length / 2 : sent.length);
        exchange.getResponseBody().flush();
    }

    private static String header(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name)).orElse("");
    }
}
