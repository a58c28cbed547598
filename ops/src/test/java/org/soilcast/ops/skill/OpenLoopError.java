package org.soilcast.ops.skill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Root mean square difference of surface open loop and retrieval over the days that have one, per cell, then median and
 * mean over the cells; m3/m3.
 */
public record OpenLoopError(int cells, int retrievals, double medianRmseM3PerM3, double meanRmseM3PerM3) {
    private static final int CELL = 0;
    private static final int DATE = 1;
    private static final int SURFACE_OPEN_LOOP = 7;
    private static final int OBSERVED = 9;

    /** From an export, both dates included. */
    public static OpenLoopError of(Path csv, String from, String to) throws IOException {
        Map<String, double[]> sumAndCount = new HashMap<>();
        try (BufferedReader rows = Files.newBufferedReader(csv)) {
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                String[] fields = row.split(",", -1);
                String date = fields[DATE];
                if (date.compareTo(from) >= 0 && date.compareTo(to) <= 0 && !fields[OBSERVED].isEmpty()) {
                    double difference =
                            Double.parseDouble(fields[SURFACE_OPEN_LOOP]) - Double.parseDouble(fields[OBSERVED]);
                    double[] cell = sumAndCount.computeIfAbsent(fields[CELL], key -> new double[2]);
                    cell[0] += difference * difference;
                    cell[1]++;
                }
            }
        }
        double[] rmse = sumAndCount.values().stream()
                .mapToDouble(cell -> Math.sqrt(cell[0] / cell[1]))
                .sorted()
                .toArray();
        int half = rmse.length / 2;
        double median = rmse.length % 2 == 1 ? rmse[half] : (rmse[half - 1] + rmse[half]) / 2;
        double mean = java.util.Arrays.stream(rmse).average().orElseThrow();
        int retrievals =
                (int) sumAndCount.values().stream().mapToDouble(cell -> cell[1]).sum();
        return new OpenLoopError(rmse.length, retrievals, median, mean);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d cells, %d retrievals: RMSE median %.4f mean %.4f m3/m3",
                cells,
                retrievals,
                medianRmseM3PerM3,
                meanRmseM3PerM3);
    }
}
