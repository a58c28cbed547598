package org.soilcast.ingest.weather;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the day of a date ends; it begins 24 hours before.
 *
 * @param hour of the date, 1..24
 * @param isSolar in mean solar time of the cell, to the hour, and not in UTC
 */
public record DayEnd(int hour, boolean isSolar) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,2}) (utc|solar)");
    private static final double DEGREES_PER_HOUR = 15;

    public DayEnd {
        if (hour < 1 || hour > 24) {
            throw new IllegalArgumentException("end of the day: expected an hour 1..24, found " + hour);
        }
    }

    /**
     * Reads {@code 6 solar} or {@code 24 utc}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static DayEnd of(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "end of the day: expected '6 solar' or '24 utc', found '" + written + "'");
        }
        return new DayEnd(Integer.parseInt(matcher.group(1)), matcher.group(2).equals("solar"));
    }

    /** Hours that the clock at a longitude is ahead of UTC. */
    int hoursAhead(double longitudeDegrees) {
        return isSolar ? (int) Math.round(longitudeDegrees / DEGREES_PER_HOUR) : 0;
    }

    /** The day in words. */
    public String words() {
        return "the 24 hours to " + hour + " h " + (isSolar ? "mean solar time" : "UTC") + " of the date";
    }
}
