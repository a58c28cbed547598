package org.soilcast.ingest.fetch;

import java.util.ArrayList;
import java.util.List;

/** What came of a round: files that are new, those that were there, and what was not to be had, each with its reason. */
public final class FetchReport {
    private final List<String> taken = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int kept;

    void take(String name) {
        taken.add(name);
    }

    void keep() {
        kept++;
    }

    void fail(String problem) {
        problems.add(problem);
    }

    /** Names of files that are new or were replaced, in the order in which they came. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    /** Number of files that were there already. */
    public int kept() {
        return kept;
    }

    /** What was not to be had, a line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** All of it in a line. */
    @Override
    public String toString() {
        return taken.size() + " files fetched, " + kept + " are there already, " + problems.size() + " problems";
    }
}
