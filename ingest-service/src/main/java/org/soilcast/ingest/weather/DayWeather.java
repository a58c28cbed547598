package org.soilcast.ingest.weather;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.soilcast.ingest.domain.ForcingVariable;

/**
 * Weather of a day from one agency's steps. Where the agency gives no extremes of temperature, they are those of its steps;
 * where it gives nothing but extremes, the mean is their middle. What cannot be is missing.
 */
public final class DayWeather {
    private final DayWindows windows;
    private final LocalDate date;
    private final Map<WeatherRole, DayMean> means = new EnumMap<>(WeatherRole.class);

    /** Without any steps yet. */
    public DayWeather(DayWindows windows, LocalDate date) {
        this.windows = windows;
        this.date = date;
    }

    /** Adds the steps of a role, amounts as they were read. */
    public void add(WeatherRole role, List<WeatherStep> steps) {
        if (!steps.isEmpty()) {
            means.put(role, DayMean.of(windows, date, WeatherStep.means(steps)));
        }
    }

    /** The values of a role, [cell], NaN for missing. */
    public float[] values(WeatherRole role) {
        float[] values = switch (role) {
            case AIR_TEMPERATURE -> mean(role).orElseGet(this::middle);
            case AIR_TEMPERATURE_MIN ->
                of(role).or(() -> of(WeatherRole.AIR_TEMPERATURE))
                        .map(DayMean::lowest)
                        .orElseGet(this::missing);
            case AIR_TEMPERATURE_MAX ->
                of(role).or(() -> of(WeatherRole.AIR_TEMPERATURE))
                        .map(DayMean::highest)
                        .orElseGet(this::missing);
            default -> mean(role).orElseGet(this::missing);
        };
        return possible(role.variable(), values);
    }

    private Optional<DayMean> of(WeatherRole role) {
        return Optional.ofNullable(means.get(role));
    }

    private Optional<float[]> mean(WeatherRole role) {
        return of(role).map(DayMean::mean);
    }

    private float[] middle() {
        float[] lowest = values(WeatherRole.AIR_TEMPERATURE_MIN);
        float[] highest = values(WeatherRole.AIR_TEMPERATURE_MAX);
        for (int cell = 0; cell < lowest.length; cell++) {
            lowest[cell] = (lowest[cell] + highest[cell]) / 2;
        }
        return lowest;
    }

    private float[] missing() {
        var missing = new float[windows.cells()];
        Arrays.fill(missing, Float.NaN);
        return missing;
    }

    /** Packing makes zero a little less; anything else outside the range is missing. */
    private static float[] possible(ForcingVariable variable, float[] values) {
        for (int cell = 0; cell < values.length; cell++) {
            if (values[cell] < 0 && values[cell] > -1 && variable.inRange(0)) {
                values[cell] = 0;
            } else if (!variable.inRange(values[cell])) {
                values[cell] = Float.NaN;
            }
        }
        return values;
    }
}
