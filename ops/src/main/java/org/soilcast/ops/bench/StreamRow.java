package org.soilcast.ops.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * One measured part of the stream.
 *
 * @param name {@code stream.ingest}, {@code stream.analysis} or {@code stream.forecast}
 * @param cells cells of the domain
 * @param cellDays cells times days worked off, or ahead
 * @param cost time and processor time of all of them
 * @param early cells times days of the first {@value StreamBench#EARLY_SECONDS} seconds; empty where it is not measured, or took
 *     no longer
 * @param residentBytes memory of the whole process at the end, broker included
 * @param checkpointBytes size of a checkpoint at the end; empty where there is none
 */
record StreamRow(
        String name,
        int cells,
        long cellDays,
        Cost cost,
        OptionalLong early,
        long residentBytes,
        OptionalLong checkpointBytes) {
    /** One line of JSON. */
    String json() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", '"' + name + '"');
        fields.put("cells", Integer.toString(cells));
        fields.put("cellDays", Long.toString(cellDays));
        fields.put("seconds", number("%.2f", cost.seconds()));
        fields.put("cellDaysPerSecond", number("%.0f", cellDays / cost.seconds()));
        early.ifPresent(some ->
                fields.put("cellDaysPerSecondAtFirst", number("%.0f", (double) some / StreamBench.EARLY_SECONDS)));
        fields.put("coreSeconds", number("%.2f", cost.coreSeconds()));
        fields.put("coreSecondsPerMillionCellDays", number("%.3f", cost.coreSeconds() * 1e6 / cellDays));
        fields.put("residentBytes", Long.toString(residentBytes));
        checkpointBytes.ifPresent(bytes -> {
            fields.put("checkpointBytes", Long.toString(bytes));
            fields.put("checkpointBytesPerCell", number("%.0f", (double) bytes / cells));
        });
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
