package org.soilcast.ingest.twin;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.soilcast.ingest.twin.Lattice.Stencil;

/**
 * The random fields behind one day's weather, a function of seed and date alone.
 *
 * <p><i>Wet or dry</i> is a first-order Markov chain of each cell (Richardson 1981, Water Resources Research 17,
 * 182–190), driven by a field that is correlated in space (Wilks 1998, Journal of Hydrology 210, 178–191). Both rows of
 * the chain's transitions use the same number, so on most days it settles the state whatever the day before was: the
 * state of any date is exact after looking back to the last such day, 1.4 days on average (coupling from the past; Propp
 * and Wilson 1996, Random Structures and Algorithms 9, 223–252). Nothing has to be replayed.
 *
 * <p><i>All other fields</i> are first-order autoregressive in time, as their moving average over {@value #MEMORY_DAYS}
 * days.
 */
final class WeatherDay {
    /** φ^40 is below 1e-5 for the longest memory used. */
    private static final int MEMORY_DAYS = 40;
    /** Correlation of wet and dry from day to day: P(wet | wet) − P(wet | dry). */
    static final double WET_PERSISTENCE = 0.3;
    /** Share of the occurrence's variance that a cell does not share with its neighbours. */
    private static final double LOCAL_SHARE = 0.1;

    private static final double SHARED = Math.sqrt(1 - LOCAL_SHARE);
    private static final double LOCAL = Math.sqrt(LOCAL_SHARE);

    private static final Map<Purpose, Double> PERSISTENCE = Map.of(
            Purpose.TEMPERATURE, 0.72,
            Purpose.CLOUD, 0.25,
            Purpose.DIURNAL_RANGE, 0.35,
            Purpose.HUMIDITY, 0.5,
            Purpose.WIND, 0.3,
            Purpose.AMOUNT_1, 0.0,
            Purpose.AMOUNT_2, 0.0);

    private final Draws random;
    private final Lattice lattice;
    private final long epochDay;
    private final Map<Purpose, double[]> fields = new EnumMap<>(Purpose.class);
    private final Map<Long, double[]> occurrence = new ConcurrentHashMap<>();

    /** Standard normal numbers, independent of each other, by purpose, place and day; the same ones whenever asked. */
    @FunctionalInterface
    interface Draws {
        double normal(Purpose purpose, long place, long day);
    }

    WeatherDay(Draws random, Lattice lattice, long epochDay) {
        this.random = random;
        this.lattice = lattice;
        this.epochDay = epochDay;
        PERSISTENCE.forEach((purpose, persistence) -> fields.put(purpose, autoregressive(purpose, persistence)));
    }

    /** The date, as days since 1970-01-01. */
    long epochDay() {
        return epochDay;
    }

    /** Place of a cell among the fields. */
    Stencil place(TwinCell cell) {
        return lattice.stencil(cell.xM(), cell.yM());
    }

    /** A field's value, standard normal. */
    double value(Purpose purpose, Stencil place) {
        return lattice.at(place, requireNonNull(fields.get(purpose), () -> "no field of " + purpose));
    }

    /** Whether it rains or snows in a cell. */
    boolean wet(TwinCell cell, Stencil place) {
        for (long day = epochDay; ; day--) {
            double afterDry = cell.climate().wetShare(day) * (1 - WET_PERSISTENCE);
            double number = occurrence(cell, place, day);
            if (number < KeyedRandom.normalQuantile(afterDry)) {
                return true;
            }
            if (number >= KeyedRandom.normalQuantile(afterDry + WET_PERSISTENCE)) {
                return false;
            }
        }
    }

    /**
     * Whether a cell is in the heart of a rain area, which implies that it is wet there.
     *
     * @param shareOfWet share of the wet days that are so, at most 1 − {@value #WET_PERSISTENCE}
     */
    boolean inHeart(TwinCell cell, Stencil place, double shareOfWet) {
        return occurrence(cell, place, epochDay)
                < KeyedRandom.normalQuantile(shareOfWet * cell.climate().wetShare(epochDay));
    }

    /** The number that drives the chain, standard normal and independent from day to day. */
    private double occurrence(TwinCell cell, Stencil place, long day) {
        double[] nodes = occurrence.computeIfAbsent(
                day, any -> lattice.nodes(node -> random.normal(Purpose.OCCURRENCE, node, any)));
        return SHARED * lattice.at(place, nodes) + LOCAL * random.normal(Purpose.OCCURRENCE_LOCAL, cell.number(), day);
    }

    /** z(t) = Σ φ^k·e(t−k), scaled to variance 1, at every node. */
    private double[] autoregressive(Purpose purpose, double persistence) {
        double[] weights = new double[persistence == 0 ? 1 : MEMORY_DAYS];
        double weight = 1;
        double squares = 0;
        for (int back = 0; back < weights.length; back++) {
            weights[back] = weight;
            squares += weight * weight;
            weight *= persistence;
        }
        double scale = 1 / Math.sqrt(squares);
        return lattice.nodes(node -> {
            double sum = 0;
            for (int back = 0; back < weights.length; back++) {
                sum += weights[back] * random.normal(purpose, node, epochDay - back);
            }
            return sum * scale;
        });
    }
}
