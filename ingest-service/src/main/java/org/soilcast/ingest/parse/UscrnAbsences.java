package org.soilcast.ingest.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a folder of station files lacks, and what it holds beside them, in a few lines for a person. */
final class UscrnAbsences {
    private static final int MOST_NAMED = 3;

    private final TreeSet<Integer> years = new TreeSet<>();
    private final Map<String, TreeSet<Integer>> stations = new TreeMap<>();
    private final List<String> passedOver = new ArrayList<>();

    void addYear(int year) {
        years.add(year);
    }

    void addStation(String station, int year) {
        stations.computeIfAbsent(station, any -> new TreeSet<>()).add(year);
    }

    void addPassedOver(String label) {
        passedOver.add(label);
    }

    /** One line for each kind; nothing when nothing is missing. */
    List<String> notices() {
        var notices = new ArrayList<String>();
        if (!years.isEmpty()) {
            notices.add("no station file of " + join(years) + ": all stations run that long without rain, on normals");
        }
        if (!stations.isEmpty()) {
            notices.add("no file of "
                    + some(
                            stations.entrySet().stream()
                                    .map(lack -> lack.getKey() + " for " + join(lack.getValue()))
                                    .toList(),
                            "; ",
                            "stations"));
        }
        if (!passedOver.isEmpty()) {
            notices.add(
                    "passed over in " + UscrnReader.FOLDER + ", no station file: " + some(passedOver, ", ", "entries"));
        }
        return notices;
    }

    private static String join(TreeSet<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String some(List<String> all, String separator, String what) {
        String named = String.join(separator, all.subList(0, Math.min(all.size(), MOST_NAMED)));
        int more = all.size() - MOST_NAMED;
        return more > 0 ? named + separator + more + " more " + what : named;
    }
}
