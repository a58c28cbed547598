package org.soilcast.map.edr;

import java.time.LocalDate;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;

/**
 * Dates that are asked for, both included.
 *
 * @param from first
 * @param to last
 */
public record Dates(LocalDate from, LocalDate to) {
    private static final String OPEN = "..";
    private static final String EXPECTED =
            "expected a date like 2020-06-30, or an interval like 2020-06-01/2020-06-30, 2020-06-01/.. or"
                    + " ../2020-06-30";

    public Dates {
        if (to.isBefore(from)) {
            throw RequestRefused.badRequest("datetime: " + to + " is before " + from);
        }
    }

    /** From a parameter {@code datetime}; an open end is that of the results. */
    public static Dates parse(String text, Results results) {
        String[] ends = text.split("/", -1);
        if (ends.length > 2 || text.isBlank()) {
            throw RequestRefused.badRequest("datetime: " + EXPECTED + ", found '" + Query.shown(text) + "'");
        }
        if (ends.length == 1) {
            LocalDate date = date(ends[0]);
            return new Dates(date, date);
        }
        boolean openBegin = ends[0].equals(OPEN) || ends[0].isEmpty();
        boolean openEnd = ends[1].equals(OPEN) || ends[1].isEmpty();
        LocalDate from = openBegin ? first(results) : date(ends[0]);
        LocalDate to = openEnd ? last(results) : date(ends[1]);
        return new Dates(openBegin && to.isBefore(from) ? to : from, openEnd && to.isBefore(from) ? from : to);
    }

    /** All dates of the results. */
    public static Dates all(Results results) {
        return new Dates(first(results), last(results));
    }

    /** The newest date of the results. */
    static Dates newest(Results results) {
        return new Dates(last(results), last(results));
    }

    /** Whether a date is among them. */
    boolean hold(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }

    /** How many dates. */
    public long days() {
        return to.toEpochDay() - from.toEpochDay() + 1;
    }

    /** A time of a day stands for its date: results are of whole days. */
    private static LocalDate date(String text) {
        return Query.date(
                "datetime", text.matches("[0-9-]{10}T[0-9:.]{5,15}(Z|[+-]00:?00)?") ? text.substring(0, 10) : text);
    }

    private static LocalDate first(Results results) {
        return results.firstDate().orElseThrow(Dates::nothingYet);
    }

    private static LocalDate last(Results results) {
        return results.lastDate().orElseThrow(Dates::nothingYet);
    }

    private static RequestRefused nothingYet() {
        return RequestRefused.notFound("there are no results yet");
    }
}
