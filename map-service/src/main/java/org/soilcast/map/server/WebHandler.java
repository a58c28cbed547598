package org.soilcast.map.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.URIUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;

/**
 * Takes a request to what answers it. Bodies are written without a thread that waits, so that clients which read slowly
 * or never cost memory only, and of that there is a limit.
 */
final class WebHandler extends Handler.Abstract {
    /** Bodies that are on their way to clients, bytes; beyond, clients are told to come again. */
    static final long MOST_BYTES_UNDER_WAY = 128L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(WebHandler.class);
    private static final int LEAST_BYTES_TO_PACK = 1024;
    private static final String UNPACKED_TYPES = "image/png";

    private final MapSite site;
    private final Predicate<String> hostAllowed;
    private final AtomicLong bytesUnderWay = new AtomicLong();

    /**
     * @param hostAllowed whether a request that names this host is meant for us: a page of another name that was made to
     *     point here must not read from a server on the loopback interface
     */
    WebHandler(MapSite site, Predicate<String> hostAllowed) {
        this.site = site;
        this.hostAllowed = hostAllowed;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        SecurityHeaders.put(response.getHeaders());
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        Answer answer = answer(request, head || HttpMethod.GET.is(request.getMethod()));
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
        if (!answer.headers().containsKey("Cache-Control")) {
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        }
        String etag = answer.headers().get("ETag");
        if (answer.status() == 200 && etag != null && isKnown(request, etag)) {
            response.setStatus(304);
            response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
            callback.succeeded();
            return true;
        }
        response.setStatus(answer.status());
        byte[] body = answer.body();
        if (body.length >= LEAST_BYTES_TO_PACK
                && !UNPACKED_TYPES.contains(answer.contentType())
                && request.getHeaders()
                        .getQualityCSV(HttpHeader.ACCEPT_ENCODING)
                        .contains("gzip")) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
            body = packed(body);
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        if (head) {
            callback.succeeded();
        } else {
            write(body, response, callback);
        }
        return true;
    }

    private Answer answer(Request request, boolean isRead) {
        try {
            if (bytesUnderWay.get() > MOST_BYTES_UNDER_WAY) {
                return error(503, "too many answers are on their way: come again in some seconds")
                        .with("Retry-After", "5");
            }
            if (!hostAllowed.test(Request.getServerName(request))) {
                return error(
                        421, "this server answers to localhost only; start it with --listen to be known otherwise");
            }
            if (!isRead) {
                return error(405, "expected GET or HEAD, found " + Query.shown(request.getMethod()))
                        .with("Allow", "GET, HEAD");
            }
            return site.answer(path(request), Query.of(parameters(request)));
        } catch (RequestRefused e) {
            return error(e.status(), String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error("cannot answer {}", request.getHttpURI(), e);
            return error(500, "the results cannot be read; the server's log says why");
        }
    }

    private static Answer error(int status, String reason) {
        return Answer.of(status, ErrorText.TYPE, ErrorText.of(status, reason));
    }

    private static List<String> path(Request request) {
        String path = Request.getPathInContext(request);
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(WebHandler::decoded)
                .toList();
    }

    /** Names of cells may have any characters; the slash is refused before this. */
    private static String decoded(String segment) {
        try {
            return URIUtil.decodePath(segment);
        } catch (RuntimeException e) { // of several kinds, all of them the client's
            throw RequestRefused.badRequest("the path has %-escapes that are no UTF-8");
        }
    }

    private static Map<String, String> parameters(Request request) {
        Fields fields;
        try {
            fields = Request.extractQueryParameters(request);
        } catch (RuntimeException e) { // of several kinds, all of them the client's
            throw RequestRefused.badRequest("the query is no list of name=value in UTF-8 with %-escapes");
        }
        var values = new TreeMap<String, String>();
        for (Fields.Field field : fields) {
            if (field.getValues().size() > 1) {
                throw RequestRefused.badRequest("parameter '" + Query.shown(field.getName()) + "' is given twice");
            }
            values.put(field.getName(), field.getValue() == null ? "" : field.getValue());
        }
        return values;
    }

    private static boolean isKnown(Request request, String etag) {
        return request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH).stream()
                .flatMap(known -> Arrays.stream(known.split(",")))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(etag));
    }

    private void write(byte[] body, Response response, Callback callback) {
        bytesUnderWay.addAndGet(body.length);
        response.write(
                true, ByteBuffer.wrap(body), Callback.from(callback, () -> bytesUnderWay.addAndGet(-body.length)));
    }

    private static byte[] packed(byte[] body) {
        var packed = new ByteArrayOutputStream(body.length / 3 + 64);
        try (var out = new FastGzip(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return packed.toByteArray();
    }

    /** The loopback interface and a browser are nearer than the best compression is worth. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 1 << 14);
            def.setLevel(3);
        }
    }
}
