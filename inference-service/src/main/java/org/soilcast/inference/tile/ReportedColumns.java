package org.soilcast.inference.tile;

import java.util.Arrays;
import org.soilcast.dayline.DayReport;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.dayline.filter.AnalysisFlags;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;

/** What of a day's report goes into which column and bit of a result. */
final class ReportedColumns {
    private static final ResultColumn[] COLUMNS = ResultColumn.values();

    private ReportedColumns() {}

    /** Rows of all columns, {@code [column][cell]}, NaN where nothing is known. */
    static float[] of(DayReport report, float[] observedM3PerM3, float[] incrementMm) {
        int cells = report.cells();
        var rows = new float[COLUMNS.length * cells];
        Arrays.fill(rows, Float.NaN);
        for (ResultColumn column : COLUMNS) {
            float[] row = switch (column) {
                case SURFACE_MEAN -> report.row(Reported.SURFACE_MEAN);
                case SURFACE_SD -> report.row(Reported.SURFACE_SD);
                case ROOT_ZONE_MEAN -> report.row(Reported.ROOT_ZONE_MEAN);
                case ROOT_ZONE_SD -> report.row(Reported.ROOT_ZONE_SD);
                case SURFACE_OPEN_LOOP -> report.row(Reported.SURFACE_OPEN_LOOP);
                case SURFACE_FORECAST -> report.row(Reported.SURFACE_FORECAST);
                case SURFACE_FORECAST_SD -> report.row(Reported.SURFACE_FORECAST_SD);
                case OBSERVED -> observedM3PerM3;
                case SURFACE_PERCENTILE -> report.row(Reported.SURFACE_PERCENTILE);
                case ROOT_ZONE_PERCENTILE -> report.row(Reported.ROOT_ZONE_PERCENTILE);
                case DROUGHT_CLASS -> classes(report);
                case DROUGHT_PROBABILITY -> probabilities(report);
                case INCREMENT -> incrementMm;
                case SOIL_WATER_DEFICIT -> report.row(Reported.SOIL_WATER_DEFICIT);
                case INNOVATION, QUALITY -> new float[0]; // follow from others, or are no floats
            };
            System.arraycopy(row, 0, rows, column.ordinal() * cells, row.length);
        }
        return rows;
    }

    private static float[] classes(DayReport report) {
        var row = new float[report.cells()];
        for (int cell = 0; cell < row.length; cell++) {
            row[cell] = report.droughtClass(cell)
                    .map(found -> (float) found.number())
                    .orElse(Float.NaN);
        }
        return row;
    }

    /** Of the published class or a drier one. */
    private static float[] probabilities(DayReport report) {
        var row = new float[report.cells()];
        for (int cell = 0; cell < row.length; cell++) {
            int of = cell;
            row[cell] = report.droughtClass(cell)
                    .map(found -> report.probabilityUpTo(Depth.ROOT_ZONE, found, of))
                    .orElse(Float.NaN);
        }
        return row;
    }

    /** Members in each dry class or a drier one, {@code [depth][D4 … D0][cell]}; none without a climatology or an ensemble. */
    static byte[] dryMembers(DayReport report) {
        int cells = report.cells();
        if (Float.isNaN(report.probability(DroughtClass.D4, 0))) {
            return new byte[0];
        }
        var members = new byte[Depth.values().length * DroughtDay.CLASSES * cells];
        int at = 0;
        for (Depth depth : Depth.values()) {
            for (int dry = 0; dry < DroughtDay.CLASSES; dry++) {
                for (int cell = 0; cell < cells; cell++) {
                    float share = report.probabilityUpTo(depth, DroughtClass.values()[dry], cell);
                    members[at++] = (byte) Math.round(Runs.MEMBERS * share);
                }
            }
        }
        return members;
    }

    /** Quality bits of a result: those of the input, and what became of the retrieval. */
    static int[] quality(DayReport report, int[] ofInput, int climatologyYears) {
        int shortClimatology = climatologyYears > 0 && climatologyYears < Climatology.ENOUGH_YEARS
                ? QualityFlags.CLIMATOLOGY_SHORT
                : 0;
        var quality = new int[ofInput.length];
        for (int cell = 0; cell < quality.length; cell++) {
            int flags = report.flags(cell);
            quality[cell] = ofInput[cell]
                    | shortClimatology
                    | bit(flags, AnalysisFlags.ASSIMILATED, QualityFlags.RETRIEVAL_ASSIMILATED)
                    | bit(flags, AnalysisFlags.ABOVE_POROSITY, QualityFlags.RETRIEVAL_ABOVE_POROSITY)
                    | bit(flags, AnalysisFlags.HEAVY_RAIN, QualityFlags.RETRIEVAL_IN_HEAVY_RAIN)
                    | bit(flags, AnalysisFlags.SNOW, QualityFlags.RETRIEVAL_OVER_SNOW)
                    | bit(flags, AnalysisFlags.COLD, QualityFlags.RETRIEVAL_IN_FROST)
                    | bit(flags, AnalysisFlags.OUTLIER, QualityFlags.RETRIEVAL_OUTLIER)
                    | bit(flags, AnalysisFlags.CORRECTED, QualityFlags.FORECAST_CORRECTED)
                    | bit(flags, AnalysisFlags.NO_FILTER, QualityFlags.WITHOUT_FILTER);
        }
        return quality;
    }

    private static int bit(int flags, int flag, int published) {
        return (flags & flag) == 0 ? 0 : published;
    }
}
