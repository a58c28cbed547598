package org.soilcast.ingest.weather;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.soilcast.ingest.source.TimeSpan;

/**
 * Values of a role for a time, brought onto the cells of a domain.
 *
 * @param role what they are
 * @param isAmount whether they are a sum over the time, mm or J/m2, and not a mean or a moment's value
 * @param span the time
 * @param values [cell], NaN for missing
 */
public record WeatherStep(WeatherRole role, boolean isAmount, TimeSpan span, float[] values) {
    private static final double SECONDS_PER_DAY = 86_400;

    /** Length of the time, s; 0 for a moment. */
    long seconds() {
        return span.end().getEpochSecond() - span.start().getEpochSecond();
    }

    /**
     * Makes means of what comes after each other: of sums that begin at the same time each is the sum of those before it and
     * more, which is undone; then mm become mm/day and J/m2 become W/m2. Means that begin at the same time are undone likewise,
     * extremes are not.
     *
     * @param steps of one role and one grid
     */
    static List<WeatherStep> means(List<WeatherStep> steps) {
        List<WeatherStep> ordered = steps.stream()
                .sorted(Comparator.comparing((WeatherStep step) -> step.span.start())
                        .thenComparing(step -> step.span.end()))
                .toList();
        var means = new ArrayList<WeatherStep>();
        for (int i = 0; i < ordered.size(); i++) {
            WeatherStep step = ordered.get(i);
            boolean goesOn = i > 0
                    && ordered.get(i - 1).isAmount == step.isAmount
                    && ordered.get(i - 1).seconds() > 0
                    && ordered.get(i - 1).span.start().equals(step.span.start());
            if (goesOn && ordered.get(i - 1).span.equals(step.span)) {
                continue;
            }
            if (!step.isAmount) {
                boolean longer = goesOn && step.seconds() > ordered.get(i - 1).seconds() && !step.isExtreme();
                means.add(longer ? step.meanSince(ordered.get(i - 1)) : step);
                continue;
            }
            means.add(goesOn ? step.since(ordered.get(i - 1)).mean() : step.mean());
        }
        return means;
    }

    private boolean isExtreme() {
        return role == WeatherRole.AIR_TEMPERATURE_MIN || role == WeatherRole.AIR_TEMPERATURE_MAX;
    }

    /** The mean of the time that is not that of a shorter mean: x = (x2·t2 − x1·t1)/(t2 − t1). */
    private WeatherStep meanSince(WeatherStep before) {
        double rest = seconds() - before.seconds();
        var means = new float[values.length];
        for (int cell = 0; cell < means.length; cell++) {
            double sum = (double) values[cell] * seconds() - (double) before.values[cell] * before.seconds();
            // Packing may make a mean a little smaller than it is.
            means[cell] = (float) (role == WeatherRole.AIR_TEMPERATURE ? sum / rest : Math.max(0, sum / rest));
        }
        return new WeatherStep(role, false, new TimeSpan(before.span.end(), span.end()), means);
    }

    private WeatherStep since(WeatherStep before) {
        var rest = new float[values.length];
        for (int cell = 0; cell < rest.length; cell++) {
            // Packing may make a sum a little smaller than that of an hour before.
            rest[cell] = Math.max(0, values[cell] - before.values[cell]);
        }
        return new WeatherStep(role, true, new TimeSpan(before.span.end(), span.end()), rest);
    }

    private WeatherStep mean() {
        double perSecond = role == WeatherRole.PRECIPITATION ? SECONDS_PER_DAY : 1;
        var means = new float[values.length];
        for (int cell = 0; cell < means.length; cell++) {
            means[cell] = (float) (values[cell] * perSecond / seconds());
        }
        return new WeatherStep(role, false, span, means);
    }
}
