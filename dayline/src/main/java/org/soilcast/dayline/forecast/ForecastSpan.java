package org.soilcast.dayline.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * Days of a forecast that are reported as one: a lead of {@value #DAILY_LEADS} or fewer days by itself, or a week's mean.
 *
 * @param firstLead days from the issue to its first day; 1 is the day after it
 * @param lastLead the same of its last day
 */
public record ForecastSpan(int firstLead, int lastLead) {
    /** Leads reported day by day. */
    public static final int DAILY_LEADS = 15;
    /** Days that a forecast needs for both weekly means. */
    public static final int WHOLE_DAYS = 28;

    /** Weeks 3 and 4. */
    private static final List<ForecastSpan> WEEKS = List.of(new ForecastSpan(15, 21), new ForecastSpan(22, 28));

    public ForecastSpan {
        if (firstLead < 1 || lastLead < firstLead) {
            throw new IllegalArgumentException("no span of leads " + firstLead + " to " + lastLead);
        }
    }

    /** All spans that a forecast of so many days has, the daily ones first; a later one needs more days. */
    public static List<ForecastSpan> of(int days) {
        List<ForecastSpan> spans = new ArrayList<>();
        for (int lead = 1; lead <= Math.min(days, DAILY_LEADS); lead++) {
            spans.add(new ForecastSpan(lead, lead));
        }
        WEEKS.stream().filter(week -> week.lastLead <= days).forEach(spans::add);
        return List.copyOf(spans);
    }

    /** Number of days. */
    public int days() {
        return lastLead - firstLead + 1;
    }

    /** Whether it is a mean of several days. */
    public boolean isWeek() {
        return days() > 1;
    }

    /** Lead of the day in its middle. */
    public int middleLead() {
        return (firstLead + lastLead) / 2;
    }

    /** Its name in tables: the lead in days, or the first and the last. */
    public String label() {
        return isWeek() ? firstLead + "-" + lastLead : Integer.toString(firstLead);
    }

    /** Adds the mean over its days of {@code [day][value]} to some values. */
    void addMean(float[] ofDays, int valuesADay, float[] into, int at) {
        for (int lead = firstLead; lead <= lastLead; lead++) {
            int from = (lead - 1) * valuesADay;
            for (int i = 0; i < valuesADay; i++) {
                into[at + i] += ofDays[from + i];
            }
        }
        for (int i = 0; i < valuesADay; i++) {
            into[at + i] /= days();
        }
    }
}
