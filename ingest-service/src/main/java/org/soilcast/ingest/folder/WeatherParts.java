package org.soilcast.ingest.folder;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.source.TimeSpan;
import org.soilcast.ingest.weather.AreaWeights;
import org.soilcast.ingest.weather.WeatherFile;
import org.soilcast.ingest.weather.WeatherRole;

/** The digests of the times of a file that has many days, so that a file that grows changes none of those it had before. */
final class WeatherParts {
    private static final Duration SHORT = Duration.ofHours(36);

    private WeatherParts() {}

    /** Whether a file has so few hours that it is taken as a whole. */
    static boolean isShort(Map<WeatherRole, TimeSpan> weather) {
        return weather.values().stream()
                .allMatch(span -> Duration.between(span.start(), span.end()).compareTo(SHORT) <= 0);
    }

    /**
     * The digest of all weather of each time; none of a short file. Reads all values.
     *
     * @throws org.soilcast.ingest.rejects.InputException when a value cannot be
     */
    static Map<TimeSpan, String> of(SourceFile file, Map<WeatherRole, TimeSpan> weather) {
        Map<TimeSpan, ValueDigest> digests = new HashMap<>();
        if (!isShort(weather)) {
            file.fields().stream()
                    .filter(field -> weather.keySet().stream().anyMatch(role -> WeatherFile.isOf(field, role)))
                    .filter(field -> AreaWeights.canBring(field.grid()))
                    .forEach(field -> add(digests, field));
        }
        Map<TimeSpan, String> parts = new HashMap<>();
        digests.forEach((span, digest) -> parts.put(span, digest.hexadecimal()));
        return parts;
    }

    private static void add(Map<TimeSpan, ValueDigest> digests, SourceField field) {
        String what = String.join(
                " ", field.name(), field.level(), field.unit(), field.grid().description());
        for (int step = 0; step < field.times().size(); step++) {
            double[] values = field.checkedValues(step); // no day is to be made of what cannot be
            var stored = new float[values.length];
            for (int i = 0; i < stored.length; i++) {
                stored[i] = (float) values[i];
            }
            digests.computeIfAbsent(field.times().get(step), any -> new ValueDigest())
                    .add(what, stored);
        }
    }
}
