package org.soilcast.inference.tile;

/** How an alert is told. */
public enum AlertNews {
    /** For the first time, or again after it was cancelled. */
    RAISED,
    /** Told before, and stands with something changed. */
    UPDATED,
    /** It is over. */
    CLEARED,
    /** Late input shows that it should not have been raised. */
    CANCELLED
}
