package org.soilcast.ops.results;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.soilcast.dayline.area.AreaStatistics;
import org.soilcast.dayline.area.WeekChange;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.map.CsvText;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.AreaDay;

/**
 * The days of all areas.
 *
 * @param areas days by area and date, both ascending
 * @param skipped records that could not be read
 */
public record AreaSeries(SortedMap<String, SortedMap<LocalDate, AreaDay>> areas, int skipped) {
    /** What is on the topic now. */
    public static AreaSeries read(KafkaConnection kafka) {
        var areas = new TreeMap<String, SortedMap<LocalDate, AreaDay>>();
        int[] skipped = {0};
        TopicReader.readAll(kafka, Topics.AREA_STATISTICS, record -> {
            try {
                AreaDay day = SingleObject.decode(record.value(), AreaDay.class);
                areas.computeIfAbsent(day.getArea(), none -> new TreeMap<>()).put(day.getDate(), day);
            } catch (IllegalArgumentException e) {
                skipped[0]++;
            }
        });
        return new AreaSeries(areas, skipped[0]);
    }

    /** Number of days of all areas. */
    public long days() {
        return areas.values().stream().mapToLong(Map::size).sum();
    }

    /** All of them as CSV, with a first line that names the columns; what is not known is empty. */
    public void writeCsv(PrintWriter out) {
        out.print("area,name,date," + columns("rootzone") + "," + columns("surface")
                + ",cells,known_percent,model_version,revision,short_climatology\n");
        areas.values().forEach(days -> {
            Map<LocalDate, Float> rootZone = values(days, AreaDay::getRootZonePercentile);
            Map<LocalDate, Float> rootZoneDsci = values(days, AreaDay::getRootZoneDsci);
            Map<LocalDate, Float> surface = values(days, AreaDay::getSurfacePercentile);
            Map<LocalDate, Float> surfaceDsci = values(days, AreaDay::getSurfaceDsci);
            days.forEach((date, day) -> {
                var line = new StringBuilder();
                CsvText.append(line, day.getArea());
                CsvText.append(line.append(','), day.getName());
                line.append(',').append(date);
                append(line, date, rootZone, rootZoneDsci, Floats.array(day.getRootZoneClassPercent()));
                append(line, date, surface, surfaceDsci, Floats.array(day.getSurfaceClassPercent()));
                line.append(',').append(day.getCells());
                append(line, day.getKnownPercent());
                line.append(',').append(day.getModelVersion()).append(',').append(day.getRevision());
                line.append(',').append(day.getShortClimatology()).append('\n');
                out.print(line);
            });
        });
    }

    private static Map<LocalDate, Float> values(Map<LocalDate, AreaDay> days, Function<AreaDay, Float> value) {
        var values = new HashMap<LocalDate, Float>();
        days.forEach((date, day) -> values.put(date, value.apply(day)));
        return values;
    }

    private static String columns(String depth) {
        String of = depth + "_";
        return of + "percentile," + of + "dsci," + classes(false).replace("=", of) + ","
                + classes(true).replace("=", of) + ","
                + WeekChange.WEEKS.stream()
                        .map(weeks -> of + "percentile_change_" + weeks + "w," + of + "dsci_change_" + weeks + "w")
                        .collect(Collectors.joining(","));
    }

    /** Names of the columns of all classes: of each alone, or of the area so far from normal or farther. */
    private static String classes(boolean orWorse) {
        return Arrays.stream(DroughtClass.values())
                .filter(each -> !orWorse || each != DroughtClass.NORMAL)
                .map(each -> "=percent_" + each.name().toLowerCase(Locale.ROOT) + (orWorse ? "_or_beyond" : ""))
                .collect(Collectors.joining(","));
    }

    private static void append(
            StringBuilder line,
            LocalDate date,
            Map<LocalDate, Float> percentile,
            Map<LocalDate, Float> dsci,
            float[] classPercent) {
        append(line, percentile.getOrDefault(date, Float.NaN));
        append(line, dsci.getOrDefault(date, Float.NaN));
        for (DroughtClass each : DroughtClass.values()) {
            append(line, classPercent[each.ordinal()]);
        }
        for (DroughtClass each : DroughtClass.values()) {
            if (each != DroughtClass.NORMAL) {
                append(line, AreaStatistics.percentFrom(classPercent, each));
            }
        }
        for (int weeks : WeekChange.WEEKS) {
            append(line, WeekChange.of(percentile, date, weeks));
            append(line, WeekChange.of(dsci, date, weeks));
        }
    }

    private static void append(StringBuilder line, float value) {
        line.append(',').append(Float.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f", value));
    }
}
