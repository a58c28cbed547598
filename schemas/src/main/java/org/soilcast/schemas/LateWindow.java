package org.soilcast.schemas;

/**
 * How long input is welcome after its day, a part of the topics' contract: ingest takes input that changes a day up to
 * {@value #DAYS} days behind the tile's newest closed day and refuses older input, so no tile-day further back ever changes.
 */
public final class LateWindow {
    /** Days behind a tile's newest closed day. */
    public static final int DAYS = 14;

    private LateWindow() {}
}
