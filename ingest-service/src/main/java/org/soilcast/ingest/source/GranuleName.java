package org.soilcast.ingest.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a granule tells: {@code SMAP_L3_SM_P_20150401_R19240_002.h5} is the second issue, of release R19240.
 *
 * @param stem what a re-issue of the same granule shares with it; the whole name when that tells no issue
 * @param issue rank of the issue, release, then number; a higher one takes the place of a lower one; 0 for none
 */
public record GranuleName(String stem, int issue) {
    private static final Pattern ISSUE = Pattern.compile("(?i)(.+)_R([0-9]{5})_([0-9]{3})(\\.[a-z0-9]+)?");

    /** Reads a name. */
    public static GranuleName of(String name) {
        Matcher matcher = ISSUE.matcher(name);
        return matcher.matches()
                ? new GranuleName(matcher.group(1), Integer.parseInt(matcher.group(2) + matcher.group(3)))
                : new GranuleName(name, 0);
    }
}
