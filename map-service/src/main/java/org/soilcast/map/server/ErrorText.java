package org.soilcast.map.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors as OGC API – Common has them: an object with the status as {@code code} and the reason as {@code description}. */
final class ErrorText extends ErrorHandler {
    static final String TYPE = "application/json";

    static String of(int status, String reason) {
        return "{\"code\":\"" + status + "\",\"description\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(reason)) + "\"}\n";
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        SecurityHeaders.put(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
        Object reason = request.getAttribute(ERROR_MESSAGE);
        byte[] body = of(response.getStatus(), reason == null ? "not answered" : reason.toString())
                .getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        SecurityHeaders.put(fields);
        fields.put(HttpHeader.CONTENT_TYPE, TYPE);
        return ByteBuffer.wrap(
                of(status, reason == null ? "not a request" : reason).getBytes(StandardCharsets.UTF_8));
    }
}
