package org.soilcast.map.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.soilcast.map.FixedDecimals;
import org.soilcast.map.TileResults;
import org.soilcast.map.TileResults.Origin;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.avro.Forecast;

/**
 * The forecast of one tile: each column as whole numbers in units of its last decimal, as {@link TileResults}.
 *
 * @param date issue date
 * @param origin of the record
 * @param firstLeadDays {@code [span]}
 * @param lastLeadDays {@code [span]}
 * @param values {@code [column][span × cell]}, {@link TileResults#UNKNOWN} where there is none
 * @param quality {@code [cell]}
 */
public record IssuedForecast(
        LocalDate date, Origin origin, int[] firstLeadDays, int[] lastLeadDays, int[][] values, int[] quality) {
    /** What of a lead of one day stands in the columns of results. */
    private static final Map<ResultColumn, ForecastColumn> AS_RESULT = Map.of(
            ResultColumn.SURFACE_MEAN, ForecastColumn.SURFACE_MEAN,
            ResultColumn.SURFACE_SD, ForecastColumn.SURFACE_SD,
            ResultColumn.ROOT_ZONE_MEAN, ForecastColumn.ROOT_ZONE_MEAN,
            ResultColumn.ROOT_ZONE_SD, ForecastColumn.ROOT_ZONE_SD,
            ResultColumn.SURFACE_PERCENTILE, ForecastColumn.SURFACE_PERCENTILE,
            ResultColumn.ROOT_ZONE_PERCENTILE, ForecastColumn.ROOT_ZONE_PERCENTILE,
            ResultColumn.DROUGHT_CLASS, ForecastColumn.DROUGHT_CLASS,
            ResultColumn.DROUGHT_PROBABILITY, ForecastColumn.DROUGHT_PROBABILITY);

    /**
     * Checks and takes a record's values.
     *
     * @throws IllegalArgumentException when an array has another length than spans and cells give, or a value is infinite
     */
    public static IssuedForecast of(Forecast record, int cells) {
        int spans = record.getFirstLeadDays().size();
        if (record.getLastLeadDays().size() != spans || record.getQuality().size() != cells) {
            throw new IllegalArgumentException("expected " + spans + " spans of " + cells + " cells, found "
                    + record.getLastLeadDays().size() + " of "
                    + record.getQuality().size());
        }
        var values = new int[ForecastColumn.values().length][];
        for (ForecastColumn column : ForecastColumn.values()) {
            values[column.ordinal()] = scaled(column, column.of(record, spans * cells), spans * cells);
        }
        return new IssuedForecast(
                record.getIssueDate(),
                new Origin(0, record.getModelVersion(), record.getRevision(), record.getIssue()),
                ints(record.getFirstLeadDays()),
                ints(record.getLastLeadDays()),
                values,
                ints(record.getQuality()));
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] scaled(ForecastColumn column, List<Float> source, int count) {
        if (source.size() != count) {
            throw new IllegalArgumentException(
                    column.label() + ": expected " + count + " values, found " + source.size());
        }
        return source.stream()
                .mapToInt(value -> {
                    if (value.isInfinite()) {
                        throw new IllegalArgumentException(column.label() + " is infinite");
                    }
                    return value.isNaN() ? TileResults.UNKNOWN : (int) FixedDecimals.scaled(value, column.decimals());
                })
                .toArray();
    }

    /** Number of cells. */
    public int cells() {
        return quality.length;
    }

    /** Number of spans. */
    public int spans() {
        return firstLeadDays.length;
    }

    /** A value; NaN where it is unknown. */
    public double value(ForecastColumn column, int span, int cell) {
        int scaled = scaled(column, span, cell);
        return scaled == TileResults.UNKNOWN ? Double.NaN : FixedDecimals.value(scaled, column.decimals());
    }

    /** A value in units of the column's last decimal. */
    public int scaled(ForecastColumn column, int span, int cell) {
        return values[column.ordinal()][span * cells() + cell];
    }

    /** A span in the columns of results; what a forecast has not is unknown. */
    public TileResults asResults(int span) {
        var unknown = new int[cells()];
        Arrays.fill(unknown, TileResults.UNKNOWN);
        var columns = new int[ResultColumn.values().length][];
        Arrays.fill(columns, unknown);
        AS_RESULT.forEach((result, column) -> columns[result.ordinal()] =
                Arrays.copyOfRange(values[column.ordinal()], span * cells(), (span + 1) * cells()));
        columns[ResultColumn.QUALITY.ordinal()] = quality;
        return new TileResults(origin, columns);
    }
}
