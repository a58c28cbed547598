package org.soilcast.ingest.cf;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A unit of time axes, {@code hours since 1900-01-01 00:00:00}; CF conventions 1.10, section 4.4. */
record TimeUnit(Instant epoch, double seconds) {
    private static final Pattern FORM = Pattern.compile(
            "(\\w+) since (-?\\d{1,4})-(\\d{1,2})-(\\d{1,2})(?:[T ]+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d+))?)?)?"
                    + " *(?:Z|UTC|[+-]?00:?00|)");
    private static final Map<String, Double> SECONDS = Map.of(
            "second", 1.0, "sec", 1.0, "s", 1.0, "minute", 60.0, "min", 60.0, "hour", 3600.0, "h", 3600.0, "hr", 3600.0,
            "day", 86_400.0, "d", 86_400.0);
    private static final double MOST_SECONDS = 1e11;

    /**
     * Reads a unit; {@code ns} alone, as AORC has it, counts from 1970.
     *
     * @throws IllegalArgumentException when it is no unit of time
     */
    static TimeUnit parse(String text) {
        if (text.equals("ns")) {
            return new TimeUnit(Instant.EPOCH, 1e-9);
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no unit of a time axis");
        }
        String unit = form.group(1).toLowerCase(Locale.ROOT);
        Double seconds =
                SECONDS.get(unit.length() > 3 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit);
        if (seconds == null) {
            throw new IllegalArgumentException("'" + text + "' counts in an unknown unit");
        }
        try {
            LocalDate date = LocalDate.of(number(form, 2), number(form, 3), number(form, 4));
            LocalTime time = LocalTime.of(number(form, 5), number(form, 6), number(form, 7));
            String fraction = form.group(8) == null ? "0" : form.group(8);
            Instant epoch = date.atTime(time)
                    .toInstant(ZoneOffset.UTC)
                    .plusMillis(Math.round(Double.parseDouble("0." + fraction) * 1000));
            return new TimeUnit(epoch, seconds);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' begins at no date", e);
        }
    }

    /**
     * The moment of a value.
     *
     * @throws IllegalArgumentException when it is missing or thousands of years away
     */
    Instant instant(double value) {
        double sinceEpoch = value * seconds;
        if (!(Math.abs(sinceEpoch) < MOST_SECONDS)) {
            throw new IllegalArgumentException("time " + value + " cannot be");
        }
        return epoch.plus(Duration.ofMillis(Math.round(sinceEpoch * 1000)));
    }

    private static int number(Matcher form, int group) {
        return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
    }
}
