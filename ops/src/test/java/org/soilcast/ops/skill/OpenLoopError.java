package org.soilcast.ops.skill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.soilcast.learning.score.CellScores;
import org.soilcast.learning.score.Metric;
import org.soilcast.learning.score.PairSums;

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
        Map<String, PairSums> pairs = new HashMap<>();
        try (BufferedReader rows = Files.newBufferedReader(csv)) {
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                String[] fields = row.split(",", -1);
                String date = fields[DATE];
                if (date.compareTo(from) >= 0 && date.compareTo(to) <= 0 && !fields[OBSERVED].isEmpty()) {
                    pairs.computeIfAbsent(fields[CELL], key -> new PairSums())
                            .add(Double.parseDouble(fields[SURFACE_OPEN_LOOP]), Double.parseDouble(fields[OBSERVED]));
                }
            }
        }
        double[] rmse = pairs.values().stream().mapToDouble(Metric.RMSE::of).toArray();
        int retrievals = pairs.values().stream().mapToInt(PairSums::count).sum();
        double mean = Arrays.stream(rmse).average().orElseThrow();
        return new OpenLoopError(rmse.length, retrievals, CellScores.median(rmse), mean);
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
