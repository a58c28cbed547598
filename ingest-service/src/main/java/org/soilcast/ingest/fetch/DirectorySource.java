package org.soilcast.ingest.fetch;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.soilcast.ingest.source.DateRange;

/**
 * Files in a folder of a web server that lists it, as Apache and nginx do: every link whose name fits. Whether a file was
 * replaced, the server is asked with what it said of it before.
 *
 * @param brings what its files bring
 * @param address of the folder; {@code {yyyy}}, {@code {MM}} and {@code {dd}} stand for the date of a file
 * @param names of the files, with the same; a file without day or month has all of its month or year
 */
record DirectorySource(String brings, String address, List<String> names) implements FileSource {
    private static final Pattern LINK = Pattern.compile("(?i)href\\s*=\\s*[\"']?([^\"'?#>\\s]+)");
    private static final Map<String, String> DATE_PARTS =
            Map.of("{yyyy}", "(?<year>[0-9]{4})", "{MM}", "(?<month>[0-9]{2})", "{dd}", "(?<day>[0-9]{2})");

    DirectorySource {
        names = List.copyOf(names);
        for (String name : names) {
            if (!name.contains("{yyyy}") || name.contains("{dd}") && !name.contains("{MM}")) {
                throw new IllegalArgumentException(
                        "files of " + brings + ": expected {yyyy}, {yyyy}{MM} or {yyyy}{MM}{dd} in " + name);
            }
        }
    }

    @Override
    public List<RemoteFile> files(DateRange dates, AgencyClient client) throws FetchProblem, InterruptedException {
        Map<String, RemoteFile> found = new TreeMap<>();
        for (URI folder : folders(dates)) {
            for (URI link : links(folder, client)) {
                String name = RemoteFile.nameOf(link);
                Optional<DateRange> of = datesOf(name);
                if (RemoteFile.isSafe(name)
                        && of.flatMap(range -> range.within(dates.first(), dates.last()))
                                .isPresent()) {
                    found.put(
                            of.get().last() + " " + name,
                            new RemoteFile(
                                    name,
                                    link,
                                    "",
                                    OptionalLong.empty(),
                                    Optional.empty(),
                                    of.get().last()));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private Set<URI> folders(DateRange dates) {
        Set<URI> folders = new LinkedHashSet<>();
        dates.dates()
                .map(date -> address.replace("{yyyy}", String.format("%04d", date.getYear()))
                        .replace("{MM}", String.format("%02d", date.getMonthValue()))
                        .replace("{dd}", String.format("%02d", date.getDayOfMonth())))
                .map(text -> URI.create(text.endsWith("/") ? text : text + "/"))
                .forEach(folders::add);
        return folders;
    }

    /** Links to what lies right in the folder; a folder of a date that is not there yet has none. */
    private List<URI> links(URI folder, AgencyClient client) throws FetchProblem, InterruptedException {
        String page;
        try {
            page = client.text(folder, Map.of()).body();
        } catch (FetchProblem e) {
            if (address.contains("{yyyy}") && e.text().endsWith(" answers 404")) {
                return List.of();
            }
            throw e.reach() == FetchProblem.Reach.FILE ? e.reaching(FetchProblem.Reach.SOURCE) : e;
        }
        var links = new ArrayList<URI>();
        Matcher matcher = LINK.matcher(page);
        while (matcher.find()) {
            try {
                URI link = folder.resolve(matcher.group(1));
                if (link.toString().equals(folder + RemoteFile.nameOf(link))) {
                    links.add(link);
                }
            } catch (IllegalArgumentException e) {
                continue; // no link to a file that could be wanted
            }
        }
        return links;
    }

    /** The dates of a file by its name; empty when the name fits nothing that is wanted, or its date is none. */
    Optional<DateRange> datesOf(String name) {
        for (String wanted : names) {
            String expression = Pattern.quote(wanted);
            for (Map.Entry<String, String> part : DATE_PARTS.entrySet()) {
                expression = expression.replace(part.getKey(), "\\E" + part.getValue() + "\\Q");
            }
            Matcher matcher = Pattern.compile(expression).matcher(name);
            if (matcher.matches()) {
                return span(
                        number(matcher, "year"),
                        wanted.contains("{MM}") ? OptionalInt.of(number(matcher, "month")) : OptionalInt.empty(),
                        wanted.contains("{dd}") ? OptionalInt.of(number(matcher, "day")) : OptionalInt.empty());
            }
        }
        return Optional.empty();
    }

    private static int number(Matcher matcher, String part) {
        return Integer.parseInt(matcher.group(part));
    }

    /** A day, or the month or year that has no day or month. */
    private static Optional<DateRange> span(int year, OptionalInt month, OptionalInt day) {
        try {
            LocalDate first = LocalDate.of(year, month.orElse(1), day.orElse(1));
            LocalDate behind =
                    day.isPresent() ? first.plusDays(1) : month.isPresent() ? first.plusMonths(1) : first.plusYears(1);
            return Optional.of(new DateRange(first, behind.minusDays(1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
