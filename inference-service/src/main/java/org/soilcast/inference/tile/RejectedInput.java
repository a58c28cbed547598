package org.soilcast.inference.tile;

import java.util.Arrays;

/**
 * Input that the job did not take.
 *
 * @param topic topic it came from
 * @param offset its offset there, -1 when it is not a single record
 * @param reason short reason from a fixed set, usable as a metric label
 * @param detail what was expected and found
 * @param excerpt its first bytes
 */
public record RejectedInput(String topic, long offset, String reason, String detail, byte[] excerpt) {
    private static final int EXCERPT_BYTES = 1024;

    /** The first bytes of what was not taken, as many as the rejected topic keeps. */
    public static byte[] excerptOf(byte[] bytes) {
        return Arrays.copyOf(bytes, Math.min(bytes.length, EXCERPT_BYTES));
    }
}
