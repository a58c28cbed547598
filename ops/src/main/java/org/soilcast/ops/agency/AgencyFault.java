package org.soilcast.ops.agency;

/** What can go wrong with an answer of an agency. */
public enum AgencyFault {
    /** Status 404. */
    NOT_FOUND,
    /** Status 500. */
    SERVER_ERROR,
    /** Status 429 and a date to come back at. */
    TOO_MANY_REQUESTS,
    /** A few bytes, then nothing for long. */
    SLOW,
    /** The connection breaks off in the middle. */
    CUT,
    /** As many bytes as stated, one of them another. */
    WRONG_BYTES,
    /** Status 200 and a page for people. */
    WRONG_CONTENT,
    /** Another host has it. */
    REDIRECT,
    /** The page to log in, as for a token that has expired. */
    EXPIRED_TOKEN
}
