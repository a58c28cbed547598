package org.soilcast.dayline;

import java.util.Arrays;
import java.util.Optional;
import org.soilcast.dayline.correction.CellMemory;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.MemoryRow;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.drought.SoilWaterDeficitIndex;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.dayline.filter.AnalysisFlags;
import org.soilcast.dayline.filter.EnsembleFilter;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.dayline.filter.Retrievals;
import org.soilcast.land.kernel.ObservationOperator;

/**
 * What a day's retrieval makes of a tile's forecast, and what is reported of both. Holds work space, so each thread needs
 * its own.
 */
final class DayAnalysis {
    private static final int REPORTED = Reported.values().length;

    private final EnsembleFilter filter = new EnsembleFilter();

    /** Analyses in place and reports; the state is that after the day's weather. */
    DayReport of(TileDay day, float[] state) {
        int cells = day.cells();
        var report = new float[REPORTED * cells];
        Arrays.fill(report, Float.NaN);
        var flags = new int[cells];
        var incrementMm = new float[cells];
        var openLoopIncrementMm = new float[cells];
        Retrievals.judge(
                day.observedM3PerM3(),
                day.recommended(),
                day.drivers(),
                state,
                TileState.at(state, Runs.CONTROL, cells),
                day.model().parameters().of(Runs.CONTROL),
                flags);

        float[] openLoop = value(day, state, Runs.OPEN_LOOP, true);
        put(report, Reported.SURFACE_FORECAST, openLoop);
        day.model()
                .filter()
                .ifPresentOrElse(
                        numbers -> filter(numbers, day, state, flags, incrementMm, report),
                        () -> Arrays.setAll(flags, cell -> flags[cell] | AnalysisFlags.NO_FILTER));
        day.model().correction().ifPresent(correction -> correct(correction, day, state, openLoop, flags, report));
        if (day.rounded()) {
            TileState.round(state, incrementMm, openLoopIncrementMm, cells);
        }
        put(report, Reported.SURFACE_OPEN_LOOP, value(day, state, Runs.OPEN_LOOP, true));
        put(report, Reported.ROOT_ZONE_OPEN_LOOP, value(day, state, Runs.OPEN_LOOP, false));
        put(report, Reported.INCREMENT_MM, TileState.isPlain(state, cells) ? openLoopIncrementMm : incrementMm);
        put(report, Reported.OPEN_LOOP_INCREMENT_MM, openLoopIncrementMm);
        for (int cell = 0; cell < cells; cell++) {
            report[Reported.INNOVATION.ordinal() * cells + cell] =
                    day.observedM3PerM3()[cell] - report[Reported.SURFACE_FORECAST.ordinal() * cells + cell];
        }
        return new DayReport(cells, report, analysed(day, state, report), flags);
    }

    private void filter(
            FilterNumbers numbers, TileDay day, float[] state, int[] flags, float[] incrementMm, float[] report) {
        int cells = day.cells();
        var expected = new float[cells];
        var expectedSd = new float[cells];
        int bias = TileState.memory(state, cells).at(MemoryRow.FILTER_BIAS);
        filter.forecast(day.model().observation(), day.state(), state, cells);
        filter.expectation(numbers, state, bias, expected, expectedSd);
        put(report, Reported.FILTER_FORECAST, expected);
        put(report, Reported.FILTER_FORECAST_SD, expectedSd);
        put(report, Reported.SURFACE_FORECAST, expected);
        put(report, Reported.SURFACE_FORECAST_SD, expectedSd);
        filter.analyse(
                numbers, day.model().parameters(), day.observedM3PerM3(), flags, state, state, bias, incrementMm);
        float[] analysed = value(day, state, Runs.CONTROL, true);
        for (int cell = 0; cell < cells; cell++) {
            report[Reported.FILTER_ANALYSIS.ordinal() * cells + cell] = analysed[cell] - state[bias + cell];
        }
    }

    private static void correct(
            Correction correction, TileDay day, float[] state, float[] openLoop, int[] flags, float[] report) {
        int cells = day.cells();
        CellMemory memory = TileState.memory(state, cells);
        var expected = new float[cells];
        var expectedSd = new float[cells];
        var usable = new float[cells];
        memory.beginDay(correction.numbers());
        correction.forecast(memory, day.epochDay(), openLoop, day.drivers(), expected, expectedSd);
        put(report, Reported.SURFACE_FORECAST, expected);
        put(report, Reported.SURFACE_FORECAST_SD, expectedSd);
        for (int cell = 0; cell < cells; cell++) {
            flags[cell] |= memory.remembersRetrieval(cell) ? AnalysisFlags.CORRECTED : 0;
            boolean refused = (flags[cell] & (AnalysisFlags.NOT_RECOMMENDED | AnalysisFlags.ABOVE_POROSITY)) != 0;
            usable[cell] = refused ? Float.NaN : day.observedM3PerM3()[cell];
        }
        memory.endDay(correction.numbers(), openLoop, usable, day.drivers());
    }

    /** Reports the analysis; gives how many members are in each drought class, {@code [depth][class][cell]}, or nothing. */
    private static float[] analysed(TileDay day, float[] state, float[] report) {
        int cells = day.cells();
        int classes = DroughtClass.values().length * cells;
        Optional<Climatology> years = day.model().climatology();
        var counts = new float[years.isPresent() ? Depth.values().length * classes : 0];
        var members = new float[Runs.MEMBERS * cells];
        for (Depth depth : Depth.values()) {
            boolean ofSurface = depth == Depth.SURFACE;
            float[] mean = value(day, state, Runs.CONTROL, ofSurface);
            put(report, ofSurface ? Reported.SURFACE_MEAN : Reported.ROOT_ZONE_MEAN, mean);
            if (!ofSurface) {
                put(
                        report,
                        Reported.SOIL_WATER_DEFICIT,
                        SoilWaterDeficitIndex.of(mean, day.model().parameters().of(Runs.CONTROL)));
            }
            boolean ensemble = day.model().filter().isPresent();
            if (ensemble) {
                put(
                        report,
                        ofSurface ? Reported.SURFACE_SD : Reported.ROOT_ZONE_SD,
                        deviation(day, state, ofSurface, members));
            }
            if (years.isPresent()) {
                float[] quantiles = years.get().quantiles(depth, day.epochDay());
                Reported percentile = ofSurface ? Reported.SURFACE_PERCENTILE : Reported.ROOT_ZONE_PERCENTILE;
                for (int cell = 0; cell < cells; cell++) {
                    report[percentile.ordinal() * cells + cell] = years.get().percentile(quantiles, cell, mean[cell]);
                }
                float[] ofDepth = years.get().count(quantiles, members);
                if (!ensemble) {
                    Arrays.fill(ofDepth, Float.NaN);
                }
                System.arraycopy(ofDepth, 0, counts, depth.ordinal() * classes, classes);
            }
        }
        return counts;
    }

    /** Standard deviation over members, whose values are written, {@code [member][cell]}. */
    private static float[] deviation(TileDay day, float[] state, boolean surface, float[] members) {
        int cells = day.cells();
        for (int member = 0; member < Runs.MEMBERS; member++) {
            value(day, state, member, surface, members, member * cells);
        }
        var mean = new float[cells];
        var variance = new float[cells];
        EnsembleFilter.moments(members, mean, variance, cells);
        for (int cell = 0; cell < cells; cell++) {
            variance[cell] = (float) Math.sqrt(variance[cell]);
        }
        return variance;
    }

    private static float[] value(TileDay day, float[] state, int run, boolean surface) {
        var values = new float[day.cells()];
        value(day, state, run, surface, values, 0);
        return values;
    }

    private static void value(TileDay day, float[] state, int run, boolean surface, float[] values, int at) {
        ObservationOperator observation = day.model().observation();
        int from = TileState.at(state, run, day.cells());
        if (surface) {
            observation.surface(day.state(), from, state, from, values, at, day.cells());
        } else {
            observation.rootZone(day.state(), from, state, from, values, at, day.cells());
        }
    }

    private static void put(float[] report, Reported what, float[] row) {
        System.arraycopy(row, 0, report, what.ordinal() * row.length, row.length);
    }
}
