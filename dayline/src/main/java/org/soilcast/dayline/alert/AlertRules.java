package org.soilcast.dayline.alert;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All rules, and what each is about. */
public final class AlertRules implements Serializable {
    private static final long serialVersionUID = 1;

    /** Says that a rule is about every cell. */
    public static final String CELLS = "cells";
    /** Says that a rule is about every area. */
    public static final String AREAS = "areas";
    /** Severe drought or worse, of cells and of areas: what holds when nobody has said anything else. */
    public static final AlertRules SHIPPED =
            new AlertRules(List.of(new Entry(AlertRule.SEVERE_DROUGHT, Set.of(CELLS, AREAS))));

    private final ArrayList<Entry> entries;

    /**
     * A rule and what it is about.
     *
     * @param rule the rule
     * @param about {@link #CELLS}, {@link #AREAS} and identifiers of areas, at least one of them
     */
    public record Entry(AlertRule rule, Set<String> about) implements Serializable {
        public Entry {
            about = Set.copyOf(about);
            if (about.isEmpty()) {
                throw new IllegalArgumentException(
                        "rule " + rule.name() + ": expected what it is about, found nothing");
            }
        }
    }

    /**
     * Rules of different names.
     *
     * @throws IllegalArgumentException when two have one name
     */
    public AlertRules(List<Entry> entries) {
        var names = new HashSet<String>();
        for (Entry entry : entries) {
            if (!names.add(entry.rule().name())) {
                throw new IllegalArgumentException(
                        "rule " + entry.rule().name() + ": expected one of that name, found two");
            }
        }
        this.entries = new ArrayList<>(entries);
    }

    /** The rules about cells. */
    public List<AlertRule> ofCells() {
        return about(Set.of(CELLS));
    }

    /** The rules about an area. */
    public List<AlertRule> ofArea(String id) {
        return about(Set.of(AREAS, id));
    }

    /** The areas that rules name. */
    public Set<String> namedAreas() {
        var named = new HashSet<String>();
        entries.forEach(entry -> named.addAll(entry.about()));
        named.removeAll(Set.of(CELLS, AREAS));
        return named;
    }

    private List<AlertRule> about(Set<String> what) {
        return entries.stream()
                .filter(entry -> entry.about().stream().anyMatch(what::contains))
                .map(Entry::rule)
                .toList();
    }
}
