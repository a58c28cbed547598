package org.soilcast.laboratory.verification;

/**
 * How often an event was warned of and came (Wilks 2011, Statistical Methods in the Atmospheric Sciences, section 8.2):
 * hit rate = hits/(hits + misses), false alarm ratio = false alarms/(hits + false alarms).
 */
final class EventCounts {
    private int hits;
    private int misses;
    private int falseAlarms;

    /** Adds a case. */
    void add(boolean warned, boolean came) {
        hits += warned && came ? 1 : 0;
        misses += !warned && came ? 1 : 0;
        falseAlarms += warned && !came ? 1 : 0;
    }

    /** Share of the events that were warned of; NaN without events. */
    double hitRate() {
        return (double) hits / (hits + misses);
    }

    /** Share of the warnings that no event followed; NaN without warnings. */
    double falseAlarmRatio() {
        return (double) falseAlarms / (hits + falseAlarms);
    }
}
