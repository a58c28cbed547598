package org.soilcast.ingest.rejects;

import java.util.Locale;

/** Why input was not taken: a small fixed set, because each is the label of a metric. */
public enum RejectReason {
    /** A line with too few or too many fields, or an empty one. */
    WRONG_FIELD_COUNT,
    /** A field that is not a finite decimal number, or empty where a number is required. */
    NOT_A_NUMBER,
    /** A date that is not an ISO calendar date. */
    BAD_DATE,
    /** A date before the source began, or one that contradicts those before and behind it in the file. */
    DATE_OUT_OF_RANGE,
    /** A value outside its physical range. */
    OUT_OF_RANGE,
    /** A cell that the set does not declare. */
    UNKNOWN_CELL,
    /** A second line for the same cell, or the same cell and date. */
    DUPLICATE,
    /** A file or folder that the set should have. */
    MISSING_FILE,
    /** A file with another header than its set's; nothing of it counts. */
    WRONG_HEADER,
    /** A compressed file that ends too early: its whole lines before the cut count. */
    TRUNCATED_FILE,
    /** A compressed file that is damaged from some byte on: the whole lines of its gzip members before that count. */
    DAMAGED_FILE,
    /** A file that is damaged, holds nothing, or whose name says nothing; nothing of it counts. */
    UNUSABLE_FILE,
    /** A message that is no record of ours. */
    UNDECODABLE,
    /** A record of ours on a topic where it does not belong. */
    UNEXPECTED_TYPE,
    /** A record whose key is not its tile. */
    WRONG_KEY,
    /** A record whose arrays do not have the length of its tile. */
    WRONG_LENGTH,
    /** A tile announced again with other cells. */
    TILE_CHANGED,
    /** Input for a day further behind the tile's front than late input is taken. */
    TOO_LATE;

    /** The reason as records and metrics spell it: lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
