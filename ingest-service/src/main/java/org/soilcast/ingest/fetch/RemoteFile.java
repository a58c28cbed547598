package org.soilcast.ingest.fetch;

import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A file that an agency says it has.
 *
 * @param name under which it is kept
 * @param address where it is
 * @param edition changes when the agency replaces the file under its name; empty where only the server's answer tells
 * @param bytes its length
 * @param checksum of its content
 * @param last the last date that it is known to have something of
 */
record RemoteFile(
        String name, URI address, String edition, OptionalLong bytes, Optional<Checksum> checksum, LocalDate last) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    /** Whether a name can be that of a file here: no folders, nothing hidden, none of the endings of what is not whole. */
    static boolean isSafe(String name) {
        return SAFE.matcher(name).matches() && !name.endsWith(".part") && !name.endsWith(".tmp");
    }

    /** The last part of an address. */
    static String nameOf(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
