package org.soilcast.service;

/**
 * How far a service has come with what it is given to do.
 *
 * @param days days done
 * @param of days there are; 0 where the service cannot know
 * @param doing what it does or waits for, a few words for the user; empty when there is nothing to say
 */
public record ServiceProgress(int days, int of, String doing) {
    /** Of a service that does not count days. */
    public static final ServiceProgress NONE = new ServiceProgress(0, 0, "");

    public ServiceProgress {
        if (days < 0 || of < 0) {
            throw new IllegalArgumentException("expected days of days, found " + days + " of " + of);
        }
    }
}
