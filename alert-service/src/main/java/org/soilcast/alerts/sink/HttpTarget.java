package org.soilcast.alerts.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.soilcast.service.RetryAfter;

/**
 * An address that JSON is posted to. Redirects are not followed, no proxy is asked, and addresses that are not
 * {@link PublicAddresses public} are refused unless the file allows them. The name is looked up and checked before each
 * request; the client then connects by the answer that the virtual machine keeps for 30 s, so that a name server cannot
 * give another one in between, but for the moment in which that time ends. The token is read from its file for each request,
 * and is in no message.
 */
final class HttpTarget {
    private final URI address;
    private final Optional<Path> tokenFile;
    private final Duration within;
    private final boolean allowPrivate;
    private final RetryAfter retryAfter;
    private final HttpClient client;

    private HttpTarget(URI address, SinkEntry entry, Clock clock) {
        this.address = address;
        this.tokenFile = entry.path("token-file");
        this.within = entry.seconds("timeout-seconds", 10, .01, 600);
        this.allowPrivate = entry.flag("allow-private-addresses");
        this.retryAfter = new RetryAfter(clock);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(within)
                .build();
    }

    /**
     * The target of an entry: {@code url}, <i>{@code token-file}</i>, <i>{@code timeout-seconds}</i>,
     * <i>{@code allow-private-addresses}</i>.
     *
     * @param path what is added to the address
     */
    static HttpTarget of(SinkEntry entry, String path, Clock clock) {
        URI address = address(entry, "url", entry.text("url") + path);
        var target = new HttpTarget(address, entry, clock);
        if (target.tokenFile.isPresent()) {
            if (!address.getScheme().equals("https") && !target.allowPrivate) {
                throw entry.wrong("token-file", "a token goes to an https address only, or to a private one");
            }
            if (!Files.isReadable(target.tokenFile.get())) {
                throw entry.wrong("token-file", "cannot read " + target.tokenFile.get());
            }
        }
        return target;
    }

    /** An http or https address, which must not hold a password. */
    static URI address(SinkEntry entry, String key, String text) {
        try {
            var address = new URI(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // The address may hold a secret, and so may the message.
        }
        throw entry.wrong(key, "expected an http or https address without user, password and #");
    }

    /** Posts a document. */
    Outcome post(byte[] json) throws InterruptedException {
        try {
            for (InetAddress each : InetAddress.getAllByName(address.getHost())) {
                if (!allowPrivate && !PublicAddresses.isPublic(each)) {
                    return new Outcome.Refused(address.getHost() + " has the private address " + each.getHostAddress()
                            + ", which allow-private-addresses does not allow");
                }
            }
            return send(json);
        } catch (UnknownHostException e) {
            return new Outcome.Later("the name " + address.getHost() + " cannot be found");
        } catch (IOException e) {
            return new Outcome.Later(
                    "cannot read the token file: " + e.getClass().getSimpleName());
        }
    }

    private Outcome send(byte[] json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("User-Agent", "soilcast")
                .timeout(within)
                .POST(HttpRequest.BodyPublishers.ofByteArray(json));
        if (tokenFile.isPresent()) {
            String token = Files.readString(tokenFile.get()).strip();
            if (!token.matches("[\\x21-\\x7E]+")) {
                return new Outcome.Refused("the token file does not hold one line of letters, digits and signs");
            }
            request.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        try {
            // The whole answer, a body that drips in among it, has to be there by then.
            return outcome(answer.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Outcome.Later("no answer within " + within.toMillis() + " ms");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Outcome.Later("no answer: " + cause.getClass().getSimpleName());
        } finally {
            answer.cancel(true);
        }
    }

    private Outcome outcome(HttpResponse<Void> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new Outcome.Taken();
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new Outcome.Later("status " + status, retryAfter.of(answer.headers()));
        }
        boolean redirect = status >= 300 && status < 400;
        return new Outcome.Refused("status " + status + (redirect ? ", a redirect, which is not followed" : ""));
    }
}
