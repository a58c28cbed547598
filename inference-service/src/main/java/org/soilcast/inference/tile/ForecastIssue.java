package org.soilcast.inference.tile;

/**
 * The newest forecast that a tile was asked for.
 *
 * @param epochDay date whose end it starts from; {@link #NEVER} when none was asked for
 * @param issue how often it has been issued; 0 while it waits for that date
 */
record ForecastIssue(int epochDay, int issue) {
    /** Before all dates. */
    static final int NEVER = Integer.MIN_VALUE;
    /** Of a tile that was never asked. */
    static final ForecastIssue NONE = new ForecastIssue(NEVER, 0);
}
