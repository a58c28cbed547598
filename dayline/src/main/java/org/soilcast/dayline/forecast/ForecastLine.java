package org.soilcast.dayline.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.dayline.filter.EnsembleFilter;
import org.soilcast.dayline.forecast.TileForecast.Value;
import org.soilcast.land.kernel.DailyStep;

/**
 * Forecasts a tile: runs, calibration, report. A pure function of tile, weather and numbers: the same bits whenever and
 * beside whatever it is computed; the tile's state stays as it is. Holds work space, so each thread needs its own.
 *
 * <p>The surface is reported as a retrieval without its error would show it, by the normal distribution of
 * {@link SpanNumbers}; without numbers the members are moved to open loop and faded errors, or where there is no
 * correction to what the filter expects. The root zone is that of the members as they are. Percentiles and classes are
 * ranks of members in the climatology of the same model, at both depths; a week's mean ranks among days.
 */
public final class ForecastLine implements AutoCloseable {
    /** Standard normal quantiles of {@link TileForecast#PERCENT}. */
    private static final float[] NORMAL = {-1.6448536f, -0.6744898f, 0, 0.6744898f, 1.6448536f};
    /** Least share of the calibrated variance that is soil moisture's own, whatever the retrieval's error. */
    private static final float LEAST_OWN_SHARE = 0.1f;

    private static final Value[] QUANTILES = {
        Value.QUANTILE_5, Value.QUANTILE_25, Value.QUANTILE_50, Value.QUANTILE_75, Value.QUANTILE_95
    };

    private final ForecastRuns runs;

    /** Computes with a step of the land model, which this closes. */
    public ForecastLine(DailyStep step) {
        runs = new ForecastRuns(step);
    }

    /**
     * The forecast of a tile.
     *
     * @param numbers the bundle's calibration
     * @throws IllegalArgumentException if tile and weather do not fit each other
     */
    public TileForecast of(IssuedTile tile, ForecastWeather weather, Optional<ForecastNumbers> numbers) {
        RunSeries series = runs.of(tile, weather);
        List<ForecastSpan> spans = ForecastSpan.of(weather.days());
        Optional<List<SpanNumbers>> calibration =
                numbers.map(some -> some.of(weather)).filter(some -> some.size() >= spans.size());
        var forecast =
                new TileForecast(tile.epochDay(), tile.cells(), spans, calibration.isPresent(), weather.fewYears());
        Predictors predictors = Predictors.of(tile, weather, series);
        for (int span = 0; span < spans.size(); span++) {
            int middle = tile.epochDay() + spans.get(span).middleLead();
            for (Depth depth : Depth.values()) {
                float[] members = series.members(depth == Depth.SURFACE, spans.get(span));
                rank(tile.model().climatology(), middle, forecast, depth, span, members);
                if (depth == Depth.SURFACE && calibration.isPresent()) {
                    float retrievalSd = numbers.orElseThrow().retrievalSdM3PerM3();
                    calibrated(calibration.get().get(span), retrievalSd, predictors, forecast, span);
                } else {
                    if (depth == Depth.SURFACE) {
                        move(
                                members,
                                predictors,
                                span,
                                tile.model().correction().isPresent());
                    }
                    ofMembers(members, forecast, depth, span);
                }
            }
        }
        return forecast;
    }

    private static void rank(
            Optional<Climatology> climatology,
            int epochDay,
            TileForecast forecast,
            Depth depth,
            int span,
            float[] members) {
        if (climatology.isEmpty()) {
            return;
        }
        Climatology years = climatology.get();
        int cells = forecast.cells();
        float[] quantiles = years.quantiles(depth, epochDay);
        var mean = new float[cells];
        EnsembleFilter.moments(members, mean, new float[cells], cells);
        for (int cell = 0; cell < cells; cell++) {
            forecast.put(depth, span, Value.PERCENTILE, cell, years.percentile(quantiles, cell, mean[cell]));
        }
        forecast.putClasses(depth, span, years.count(quantiles, members));
    }

    private static void calibrated(
            SpanNumbers numbers, float retrievalSd, Predictors predictors, TileForecast forecast, int span) {
        for (int cell = 0; cell < forecast.cells(); cell++) {
            float mean = Math.max(0, numbers.mean(predictors, span, cell));
            float variance = numbers.variance(predictors, span, cell);
            float own = Math.max(LEAST_OWN_SHARE * variance, variance - retrievalSd * retrievalSd);
            float sd = (float) Math.sqrt(own);
            forecast.put(Depth.SURFACE, span, Value.MEAN, cell, mean);
            forecast.put(Depth.SURFACE, span, Value.SD, cell, sd);
            for (int i = 0; i < QUANTILES.length; i++) {
                forecast.put(Depth.SURFACE, span, QUANTILES[i], cell, Math.max(0, mean + NORMAL[i] * sd));
            }
        }
    }

    /** Moves the members so that their mean is what would be published without a calibration. */
    private static void move(float[] members, Predictors predictors, int span, boolean corrected) {
        int cells = members.length / Runs.MEMBERS;
        var mean = new float[cells];
        EnsembleFilter.moments(members, mean, new float[cells], cells);
        for (int i = 0; i < members.length; i++) {
            int cell = i % cells;
            float published = predictors.mean(span, Predictors.OfMean.OPEN_LOOP, cell)
                    + (corrected
                            ? predictors.mean(span, Predictors.OfMean.SLOW_ERROR, cell)
                                    + predictors.mean(span, Predictors.OfMean.FAST_ERROR, cell)
                            : predictors.mean(span, Predictors.OfMean.ANALYSIS, cell));
            members[i] = Math.max(0, members[i] + published - mean[cell]);
        }
    }

    private static void ofMembers(float[] members, TileForecast forecast, Depth depth, int span) {
        int cells = forecast.cells();
        var mean = new float[cells];
        var variance = new float[cells];
        EnsembleFilter.moments(members, mean, variance, cells);
        var sorted = new float[Runs.MEMBERS];
        for (int cell = 0; cell < cells; cell++) {
            for (int member = 0; member < Runs.MEMBERS; member++) {
                sorted[member] = members[member * cells + cell];
            }
            Arrays.sort(sorted);
            forecast.put(depth, span, Value.MEAN, cell, mean[cell]);
            forecast.put(depth, span, Value.SD, cell, (float) Math.sqrt(variance[cell]));
            for (int i = 0; i < QUANTILES.length; i++) {
                forecast.put(depth, span, QUANTILES[i], cell, quantile(sorted, TileForecast.PERCENT[i] / 100f));
            }
        }
    }

    /** Linear between order statistics (Hyndman and Fan 1996, The American Statistician 50, 361–365, definition 7). */
    static float quantile(float[] sorted, float share) {
        float place = share * (sorted.length - 1);
        int below = Math.min(sorted.length - 2, (int) place);
        return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    @Override
    public void close() {
        runs.close();
    }
}
