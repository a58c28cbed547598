package org.soilcast.ingest.folder;

import java.util.EnumMap;
import java.util.Map;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.source.TimeSpan;
import org.soilcast.ingest.weather.AreaWeights;
import org.soilcast.ingest.weather.WeatherFile;
import org.soilcast.ingest.weather.WeatherRole;

/** From when to when a file has weather that can be brought onto cells. */
final class WeatherSpans {
    /** A day and a half by the quarter of an hour; of what is longer {@link WeatherParts} checks all. */
    private static final int MOST_STEPS_CHECKED = 150;

    private WeatherSpans() {}

    /**
     * The variables of weather a file has, each from its first to its last time.
     *
     * @throws org.soilcast.ingest.rejects.InputException when a value or unit cannot be
     */
    static Map<WeatherRole, TimeSpan> of(SourceFile file) {
        Map<WeatherRole, TimeSpan> spans = new EnumMap<>(WeatherRole.class);
        for (WeatherRole role : WeatherFile.roles(file)) {
            for (SourceField field : file.fields()) {
                if (WeatherFile.isOf(field, role) && AreaWeights.canBring(field.grid())) {
                    check(field);
                    field.times().forEach(span -> spans.merge(role, span, WeatherSpans::hull));
                }
            }
        }
        return spans;
    }

    /** Of long files the first and last step tell soon of a unit that is none. */
    private static void check(SourceField field) {
        for (int step = 0; step < field.steps(); step++) {
            if (field.steps() <= MOST_STEPS_CHECKED || step == 0 || step == field.steps() - 1) {
                field.checkedValues(step);
            }
        }
    }

    /** From the earlier begin to the later end. */
    static TimeSpan hull(TimeSpan one, TimeSpan other) {
        return new TimeSpan(
                one.start().isBefore(other.start()) ? one.start() : other.start(),
                one.end().isAfter(other.end()) ? one.end() : other.end());
    }
}
