package org.soilcast.ops.skill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.soilcast.ingest.parse.UscrnProbes;
import org.soilcast.ingest.parse.UscrnProbes.Depth;
import org.soilcast.learning.score.CellScores;
import org.soilcast.learning.score.Metric;
import org.soilcast.learning.score.PairSums;

/**
 * Pearson correlation of surface open loop and the probe at 5 cm over all days that have both, per station with at least
 * {@value #LEAST_DAYS} of them; median over the stations.
 */
public record ProbeCorrelation(int stations, long days, double medianR, double lowestR, double highestR) {
    private static final int LEAST_DAYS = 365;
    private static final int CELL = 0;
    private static final int DATE = 1;
    private static final int LEAD_DAYS = 2;
    private static final int SURFACE_OPEN_LOOP = 7;

    /** From an export and the probes. */
    public static ProbeCorrelation of(Path csv, UscrnProbes probes) throws IOException {
        PairSums[] sums = new PairSums[probes.domain().cells().size()];
        Arrays.setAll(sums, station -> new PairSums());
        try (BufferedReader rows = Files.newBufferedReader(csv)) {
            rows.readLine();
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                String[] fields = row.split(",", -1);
                int station = probes.domain().position(fields[CELL]).orElseThrow();
                float probe = probes.soilMoistureM3PerM3(LocalDate.parse(fields[DATE]), Depth.CM_5)[station];
                if (fields[LEAD_DAYS].equals("0") && !Float.isNaN(probe)) {
                    sums[station].add(Double.parseDouble(fields[SURFACE_OPEN_LOOP]), probe);
                }
            }
        }
        double[] r = Arrays.stream(sums)
                .filter(station -> station.count() >= LEAST_DAYS)
                .mapToDouble(Metric.R::of)
                .sorted()
                .toArray();
        long days = Arrays.stream(sums).mapToLong(PairSums::count).sum();
        return new ProbeCorrelation(r.length, days, CellScores.median(r), r[0], r[r.length - 1]);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d stations, %d days: r median %.3f, lowest %.3f, highest %.3f",
                stations,
                days,
                medianR,
                lowestR,
                highestR);
    }
}
