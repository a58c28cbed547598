package org.soilcast.inference.tile;

import java.util.List;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.dayline.forecast.ForecastSpan;
import org.soilcast.dayline.forecast.TileForecast;
import org.soilcast.dayline.forecast.TileForecast.Value;

/** A forecast in the plain arrays of a {@link ForecastResult}. */
final class ForecastRows {
    private static final int DEPTHS = Depth.values().length;
    private static final int VALUES = Value.values().length;
    private static final int CLASSES = DroughtClass.values().length;

    private ForecastRows() {}

    /** First or last lead of each span, [span]. */
    static int[] leads(TileForecast forecast, boolean first) {
        return forecast.spans().stream()
                .mapToInt(span -> first ? span.firstLead() : span.lastLead())
                .toArray();
    }

    /** All values, [depth][value][span][cell]. */
    static float[] values(TileForecast forecast) {
        List<ForecastSpan> spans = forecast.spans();
        int cells = forecast.cells();
        var values = new float[DEPTHS * VALUES * spans.size() * cells];
        int at = 0;
        for (Depth depth : Depth.values()) {
            for (Value value : Value.values()) {
                for (int span = 0; span < spans.size(); span++) {
                    System.arraycopy(forecast.row(depth, span, value), 0, values, at, cells);
                    at += cells;
                }
            }
        }
        return values;
    }

    /** Members in each class, [depth][class][span][cell]. */
    static byte[] classMembers(TileForecast forecast) {
        int spans = forecast.spans().size();
        int cells = forecast.cells();
        var members = new byte[DEPTHS * CLASSES * spans * cells];
        int at = 0;
        for (Depth depth : Depth.values()) {
            for (DroughtClass droughtClass : DroughtClass.values()) {
                for (int span = 0; span < spans; span++) {
                    for (int cell = 0; cell < cells; cell++) {
                        members[at++] =
                                (byte) Math.round(forecast.probability(depth, span, droughtClass, cell) * Runs.MEMBERS);
                    }
                }
            }
        }
        return members;
    }

    /** Class of the root zone's percentile, and probability of it or a drier one, {@code [span][cell]} each. */
    static float[][] drought(TileForecast forecast) {
        int cells = forecast.cells();
        var drought = new float[2][forecast.spans().size() * cells];
        for (int i = 0; i < drought[0].length; i++) {
            float percentile = forecast.get(Depth.ROOT_ZONE, i / cells, Value.PERCENTILE, i % cells);
            DroughtClass of = DroughtClass.of(percentile);
            boolean known = !Float.isNaN(percentile);
            drought[0][i] = known ? of.number() : Float.NaN;
            drought[1][i] = known ? forecast.probabilityUpTo(Depth.ROOT_ZONE, i / cells, of, i % cells) : Float.NaN;
        }
        return drought;
    }
}
