package org.soilcast.map.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What a request is answered with. */
public final class Answer {
    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;

    private Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = Map.copyOf(headers);
    }

    /** What was asked for. */
    public static Answer ok(String contentType, byte[] body) {
        return new Answer(200, contentType, body, Map.of());
    }

    /** What was asked for, as text in UTF-8. */
    public static Answer ok(String contentType, String body) {
        return ok(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Any status, with text in UTF-8. */
    public static Answer of(int status, String contentType, String body) {
        return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more);
    }

    /** Status of HTTP. */
    public int status() {
        return status;
    }

    /** Media type. */
    public String contentType() {
        return contentType;
    }

    /** The body, not to be changed. */
    public byte[] body() {
        return body;
    }

    /** More headers by name. */
    public Map<String, String> headers() {
        return headers;
    }
}
