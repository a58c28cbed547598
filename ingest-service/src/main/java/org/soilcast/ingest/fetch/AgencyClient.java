package org.soilcast.ingest.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.soilcast.ingest.fetch.BodyReceiver.ByteSink;
import org.soilcast.ingest.fetch.FetchProblem.Reach;
import org.soilcast.service.RetryAfter;

/**
 * Asks agencies' servers. Redirects are followed here and not by the JDK's client, so that the token goes to the server that
 * was asked and to no other one that this sends on to. A redirect to a page for logging in means that the token is missing or
 * refused. An answer that comes too slowly is given up.
 */
final class AgencyClient {
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_TEXT_BYTES = 64 << 20;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final BearerToken token;
    private final Set<String> loginHosts;
    private final FetchLimits limits;
    private final RetryAfter retryAfter = new RetryAfter(Clock.systemUTC());
    private final HttpClient client;

    /** Opens what takes an answer's body. */
    interface BodyOpener {
        ByteSink open(ResponseInfo answer) throws IOException;
    }

    /** An answer in full. */
    record Text(String body, HttpResponse<Long> answer) {}

    /**
     * A client.
     *
     * @param loginHosts where people log in
     */
    AgencyClient(BearerToken token, Set<String> loginHosts, FetchLimits limits) {
        this.token = token;
        this.loginHosts = Set.copyOf(loginHosts);
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.stall())
                .build();
    }

    FetchLimits limits() {
        return limits;
    }

    /** An address without what may be secret in it. */
    static String shown(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + address.getPath();
    }

    /** Reads a text; the answer is one with a body. */
    Text text(URI address, Map<String, String> headers) throws FetchProblem, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        HttpResponse<Long> answer = get(address, headers, info -> {
            bytes.reset();
            return buffer -> add(buffer, bytes);
        });
        return new Text(bytes.toString(StandardCharsets.UTF_8), answer);
    }

    private static void add(ByteBuffer buffer, ByteArrayOutputStream bytes) throws IOException {
        if (bytes.size() + buffer.remaining() > MOST_TEXT_BYTES) {
            throw new IOException("an answer of more than " + MOST_TEXT_BYTES + " bytes");
        }
        var some = new byte[buffer.remaining()];
        buffer.get(some);
        bytes.writeBytes(some);
    }

    /**
     * Gets what is at an address; bodies of answers 200 and 206 only are handed on.
     *
     * @return an answer 200, 206, 304 or 416
     * @throws FetchProblem for any other answer, or none
     */
    HttpResponse<Long> get(URI address, Map<String, String> headers, BodyOpener opener)
            throws FetchProblem, InterruptedException {
        URI at = address;
        Optional<String> authorization = token.headerFor(address);
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at).header("User-Agent", "soilcast");
            headers.forEach(request::header);
            if (isSameServer(at, address)) {
                authorization.ifPresent(header -> request.header("Authorization", header));
            }
            HttpResponse<Long> answer = send(request.build(), opener);
            if (!REDIRECTS.contains(answer.statusCode())) {
                return checked(answer, at, isSameServer(at, address), authorization.isPresent());
            }
            at = target(at, answer);
        }
        throw new FetchProblem(Reach.FILE, shown(address) + " sends on and on");
    }

    private static boolean isSameServer(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    private URI target(URI from, HttpResponse<?> answer) throws FetchProblem {
        URI to;
        try {
            to = from.resolve(answer.headers().firstValue("Location").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new FetchProblem(Reach.FILE, shown(from) + " sends on to what is no address");
        }
        if (to.getHost() == null || !isAsSafe(from, to)) {
            throw new FetchProblem(Reach.FILE, shown(from) + " sends on to an address that is not https");
        }
        if (loginHosts.contains(to.getHost()) || loginHosts.contains(to.getHost() + ":" + to.getPort())) {
            throw refused(from, "asks to log in");
        }
        return to;
    }

    /** Whether a redirect goes to https, or at least to where the first one was. */
    static boolean isAsSafe(URI from, URI to) {
        return "https".equals(to.getScheme()) || "http".equals(from.getScheme()) && "http".equals(to.getScheme());
    }

    private static FetchProblem refused(URI address, String how) {
        return new FetchProblem(
                Reach.SOURCE,
                shown(address) + " " + how + ": the token is missing, expired or of an account without access");
    }

    private HttpResponse<Long> send(HttpRequest request, BodyOpener opener) throws FetchProblem, InterruptedException {
        var received = new AtomicLong();
        CompletableFuture<HttpResponse<Long>> answer = client.sendAsync(request, info -> {
            try {
                return info.statusCode() == 200 || info.statusCode() == 206
                        ? new BodyReceiver(opener.open(info), received)
                        : BodySubscribers.replacing(0L);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            long before = 0;
            while (true) {
                try {
                    return answer.get(limits.stall().toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (received.get() - before < limits.leastBytes()) {
                        throw new FetchProblem(Reach.TRY, shown(request.uri()) + ": too slow");
                    }
                    before = received.get();
                }
            }
        } catch (ExecutionException e) {
            throw new FetchProblem(Reach.TRY, shown(request.uri()) + ": " + reason(e));
        } finally {
            answer.cancel(true);
        }
    }

    /** The kind of an error, with its words where they are our own. */
    private static String reason(ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        while (cause.getCause() != null && cause.getClass().equals(UncheckedIOException.class)) {
            cause = cause.getCause();
        }
        return cause.getClass().equals(IOException.class)
                ? "broken off, " + cause.getMessage()
                : "no answer, " + cause.getClass().getSimpleName();
    }

    /**
     * @param isAsked whether it is the server that was asked, and not one that this sent on to: only that one judges the token
     * @param hadToken whether that server got one
     */
    private HttpResponse<Long> checked(HttpResponse<Long> answer, URI address, boolean isAsked, boolean hadToken)
            throws FetchProblem {
        int status = answer.statusCode();
        if (Set.of(200, 206, 304, 416).contains(status)) {
            return answer;
        }
        String said = shown(address) + " answers " + status;
        if (isAsked && (status == 401 || status == 403 && hadToken)) {
            throw refused(address, "answers " + status);
        }
        if (LATER.contains(status) || status >= 500) {
            Optional<Duration> notBefore = retryAfter.of(answer.headers());
            throw new FetchProblem(Reach.TRY, said, notBefore);
        }
        throw new FetchProblem(Reach.FILE, said);
    }
}
