package org.soilcast.laboratory;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.learning.history.CellAttributes;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;

/** Histories for tests: cells of different sand five degrees apart, showers every fourth day or so, mild weather. */
public final class MadeUpHistory {
    /** First day of all of them. */
    public static final LocalDate FIRST = LocalDate.parse("2015-04-01");

    /** A value of a day and cell; of retrievals in m3/m3, or NaN for none. */
    public interface Series {
        double of(int day, int cell);
    }

    private MadeUpHistory() {}

    /** A history with these retrievals. */
    public static CellHistory of(int cells, int days, Series retrievals) {
        float[] observed = values(days, cells, retrievals);
        Map<String, float[]> attributes = new LinkedHashMap<>();
        attributes.put("sand_percent", values(1, cells, (day, cell) -> 20 + 60.0 * cell / cells));
        attributes.put("clay_percent", values(1, cells, (day, cell) -> 20));
        attributes.put("ndvi_mean", values(1, cells, (day, cell) -> 0.3));
        attributes.put("elevation_m", values(1, cells, (day, cell) -> 100));
        attributes.put("latitude_degrees", values(1, cells, (day, cell) -> 30 + cell));
        attributes.put("longitude_degrees", values(1, cells, (day, cell) -> -120 + 5 * cell));
        return new CellHistory(
                IntStream.range(0, cells)
                        .mapToObj(cell -> new CellHistory.Cell(Integer.toString(cell), 30 + cell, -120 + 5 * cell))
                        .toList(),
                new CellForcing(
                        new DaySpan(FIRST, days),
                        cells,
                        values(days, cells, MadeUpHistory::rainMm),
                        values(days, cells, (day, cell) -> 15 + 5 * Math.sin(day / 58.0)),
                        values(days, cells, (day, cell) -> 3 + Math.sin(day / 58.0))),
                observed,
                observed,
                CellAttributes.of(attributes, cells),
                ObservationOperator.END_OF_DAY);
    }

    private static double rainMm(int day, int cell) {
        int hash = (day * 7919 + cell * 104_729) * 0x9E3779B9 >>> 24; // 0..255
        return hash < 64 ? 0.4 * hash : 0;
    }

    private static float[] values(int days, int cells, Series series) {
        var values = new float[days * cells];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) series.of(i / cells, i % cells);
        }
        return values;
    }
}
