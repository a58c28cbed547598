package org.soilcast.map.web;

/** A request that cannot be answered as it was made; the message tells the client what was expected and found. */
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private RequestRefused(int status, String reason) {
        super(reason);
        this.status = status;
    }

    /** A parameter does not fit. */
    public static RequestRefused badRequest(String reason) {
        return new RequestRefused(400, reason);
    }

    /** There is no such thing. */
    public static RequestRefused notFound(String reason) {
        return new RequestRefused(404, reason);
    }

    /** Status of HTTP. */
    public int status() {
        return status;
    }
}
