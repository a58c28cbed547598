package org.soilcast.dayline.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.soilcast.dayline.drought.DroughtClass;

/** Means over five days, so that one day of rain or a noisy retrieval changes no alert. Pentads are counted from 1970-01-01. */
public final class DroughtPentad {
    /** Days of a pentad. */
    public static final int DAYS = 5;

    /** With fewer days known nothing is said of a pentad. */
    private static final int LEAST_DAYS = 3;

    private final List<DroughtDay> days;
    private final float percentile;

    private DroughtPentad(List<DroughtDay> days) {
        this.days = days;
        double sum = 0;
        for (DroughtDay day : days) {
            sum += day.percentile();
        }
        percentile = (float) (sum / days.size());
    }

    /** The pentads of which enough days are known, by number. Each date stands among the days once. */
    public static NavigableMap<Integer, DroughtPentad> of(Collection<DroughtDay> days) {
        var sorted = new ArrayList<>(days);
        sorted.sort(Comparator.comparingInt(DroughtDay::epochDay));
        var pentads = new TreeMap<Integer, DroughtPentad>();
        int first = 0;
        for (int next = 1; next <= sorted.size(); next++) {
            int number = number(sorted.get(first).epochDay());
            if (next == sorted.size() || number(sorted.get(next).epochDay()) != number) {
                if (next - first >= LEAST_DAYS) {
                    pentads.put(number, new DroughtPentad(List.copyOf(sorted.subList(first, next))));
                }
                first = next;
            }
        }
        return pentads;
    }

    /** Number of the pentad that a day is in. */
    public static int number(int epochDay) {
        return Math.floorDiv(epochDay, DAYS);
    }

    /** Number of the last pentad that is over on a day. */
    public static int lastOver(int epochDay) {
        return number(epochDay + 1) - 1;
    }

    /** First day of a pentad. */
    public static int firstDay(int number) {
        return number * DAYS;
    }

    /** Last day of a pentad. */
    public static int lastDay(int number) {
        return firstDay(number + 1) - 1;
    }

    float percentile() {
        return percentile;
    }

    /** Mean share of the members in a class or a drier one. */
    float share(DroughtClass upTo) {
        double sum = 0;
        for (DroughtDay day : days) {
            sum += day.share(upTo);
        }
        return (float) (sum / days.size());
    }

    /** The driest class, the rule's or a drier one, that percentile and members agree on. */
    Optional<DroughtClass> held(AlertRule rule) {
        for (DroughtClass each : DroughtClass.values()) {
            if (each.ordinal() > rule.threshold().ordinal()) {
                break;
            }
            if (percentile <= each.upToPercentile() && share(each) >= rule.probability()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    int firstModelVersion() {
        return days.get(0).modelVersion();
    }

    int lastModelVersion() {
        return days.get(days.size() - 1).modelVersion();
    }

    int revision() {
        return days.stream().mapToInt(DroughtDay::revision).max().orElseThrow();
    }

    boolean shortClimatology() {
        return days.stream().anyMatch(DroughtDay::shortClimatology);
    }
}
