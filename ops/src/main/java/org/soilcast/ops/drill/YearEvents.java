package org.soilcast.ops.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.soilcast.ops.agency.TwinFiles;
import org.soilcast.ops.agency.TwinFiles.FirstIssue;

/**
 * When which file of the twin is published, made up from a seed. Before the year granules are few, enough to tell every cell.
 * In it weather comes a day after its date and granules two, some of these up to six days late; of some granules half of the
 * orbits come first, of some and of some weather wrong values, which are replaced up to six days later. No input is later than
 * is taken.
 */
final class YearEvents {
    /** What the orbit of the twin's satellite repeats after: so many days in a row see every cell. */
    private static final int ORBIT_DAYS = 8;
    /** Granules behind them; not a multiple of the orbit's days, so that all cells come by. */
    private static final int DAYS_BETWEEN_GRANULES = 9;

    private static final int ONE_IN = 8;
    private static final int MOST_DAYS_LATE = 6;
    private static final int MOST_DAYS_OF_WEATHER_LATE = 4;

    private final YearPlan plan;
    private final TwinFiles files;
    private final Random random;
    private final List<YearEvent> events = new ArrayList<>();

    private YearEvents(YearPlan plan, TwinFiles files) {
        this.plan = plan;
        this.files = files;
        this.random = new Random(plan.seed());
    }

    /** Writes all files and says when they are published, in the order of days. */
    static List<YearEvent> write(YearPlan plan, TwinFiles files) throws IOException {
        var made = new YearEvents(plan, files);
        for (LocalDate date : plan.dates().dates().toList()) {
            if (date.isBefore(plan.firstOfYear())) {
                made.addBefore(date);
            } else {
                made.addWeather(date);
                made.addGranule(date);
            }
        }
        made.events.sort(Comparator.comparing(YearEvent::publishedOn).thenComparing(YearEvent::name));
        return List.copyOf(made.events);
    }

    private void addBefore(LocalDate date) throws IOException {
        long day = date.toEpochDay() - YearPlan.FIRST.toEpochDay();
        LocalDate on = plan.firstOfYear();
        weather(on, date, FirstIssue.FINAL);
        if (day < ORBIT_DAYS || day % DAYS_BETWEEN_GRANULES == 0) {
            granule(on, date, 1, FirstIssue.FINAL);
        }
    }

    private void addWeather(LocalDate date) throws IOException {
        LocalDate on = date.plusDays(1);
        if (random.nextInt(ONE_IN) == 0) {
            weather(on, date, FirstIssue.WRONG);
            on = on.plusDays(1 + random.nextInt(MOST_DAYS_OF_WEATHER_LATE));
        }
        weather(on, date, FirstIssue.FINAL);
    }

    private void addGranule(LocalDate date) {
        LocalDate on = date.plusDays(2);
        int days = 1 + random.nextInt(MOST_DAYS_LATE);
        switch (random.nextInt(ONE_IN)) {
            case 0 -> again(on, date, days, FirstIssue.WRONG);
            case 1, 2 -> again(on, date, days, FirstIssue.PARTIAL);
            case 3 -> granule(on.plusDays(days), date, 1, FirstIssue.FINAL);
            default -> granule(on, date, 1, FirstIssue.FINAL);
        }
    }

    private void again(LocalDate on, LocalDate date, int days, FirstIssue first) {
        granule(on, date, 1, first);
        granule(on.plusDays(days), date, 2, FirstIssue.FINAL);
    }

    private void granule(LocalDate on, LocalDate date, int number, FirstIssue issue) {
        Path content = files.granule(date, number, issue);
        events.add(new YearEvent(on, date, String.valueOf(content.getFileName()), content, true));
    }

    private void weather(LocalDate on, LocalDate date, FirstIssue issue) throws IOException {
        events.add(new YearEvent(on, date, TwinFiles.weatherName(date), files.weather(date, issue), false));
    }
}
