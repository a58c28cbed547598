package org.soilcast.ops.drill;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What came of one order of arrival: named bytes, and what was refused, which in a legal order is nothing. */
final class OrderOutcome {
    /** How the names of alerts begin. */
    static final String ALERT = "alert ";
    /** How the names of days of areas begin. */
    static final String AREA = "area ";

    private final SortedMap<String, byte[]> bytes;
    private final List<String> refusals;

    OrderOutcome(Map<String, byte[]> bytes, List<String> refusals) {
        this.bytes = new TreeMap<>(bytes);
        this.refusals = List.copyOf(refusals);
    }

    /** The first refusal of either, or the first part whose bytes differ; empty when both are the same. */
    Optional<String> differenceFrom(OrderOutcome clean) {
        if (!clean.refusals.isEmpty()) {
            return Optional.of("the clean run refused an input: " + clean.refusals.get(0));
        }
        if (!refusals.isEmpty()) {
            return Optional.of("refused an input that came in time: " + refusals.get(0));
        }
        var names = new TreeSet<>(clean.bytes.keySet());
        names.addAll(bytes.keySet());
        List<String> different = names.stream()
                .filter(name -> !Arrays.equals(bytes.get(name), clean.bytes.get(name)))
                .toList();
        return different.stream()
                .findFirst()
                .map(first -> first + " is not that of the clean run, " + different.size() + " of " + names.size()
                        + " parts differ");
    }

    /** Number of results, days of areas, states and forecasts; how many alerts there are is up to the weather. */
    long parts() {
        return bytes.keySet().stream().filter(name -> !name.startsWith(ALERT)).count();
    }
}
