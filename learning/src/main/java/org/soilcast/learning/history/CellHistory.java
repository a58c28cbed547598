package org.soilcast.learning.history;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.network.NetworkInputs;

/**
 * All that learning and its competitors read of some cells over a span of days: forcing, retrievals and attributes.
 * Series have the shape [day][cell], with days counted from the first date. Immutable.
 */
public final class CellHistory {
    private final List<Cell> cells;
    private final CellForcing forcing;
    private final float[] retrievals;
    private final float[] recommended;
    private final NetworkInputs attributes;
    private final ObservationOperator observation;

    /**
     * A cell and where it lies.
     *
     * @param id its key in the source
     * @param latitudeDegrees of its centre, degrees north
     * @param longitudeDegrees of its centre, degrees east
     */
    public record Cell(String id, float latitudeDegrees, float longitudeDegrees) {
        private static final int BLOCK_DEGREES = 4;

        /** The block of 4 × 4 degrees the cell lies in, as "south:west" in whole degrees: what splits keep together. */
        public String block() {
            return edge(latitudeDegrees) + ":" + edge(longitudeDegrees);
        }

        private static int edge(float degrees) {
            return BLOCK_DEGREES * (int) Math.floor(degrees / BLOCK_DEGREES);
        }
    }

    /**
     * A history from plain arrays, each {@code [day][cell]} and taken over.
     *
     * @param cells in the order of all series
     * @param forcing of these cells; says which days
     * @param retrievals accepted retrievals, m3/m3, NaN where there is none
     * @param recommended those of them that their source does not advise against, NaN elsewhere
     * @param attributes what is fixed about the cells
     * @param observation what of the model a retrieval is compared with
     * @throws IllegalArgumentException if the lengths do not fit
     */
    public CellHistory(
            List<Cell> cells,
            CellForcing forcing,
            float[] retrievals,
            float[] recommended,
            NetworkInputs attributes,
            ObservationOperator observation) {
        int values = forcing.span().days() * forcing.cells();
        if (cells.size() != forcing.cells()
                || attributes.cells() != forcing.cells()
                || retrievals.length != values
                || recommended.length != values) {
            throw new IllegalArgumentException("expected " + forcing.span().days() + " days x " + forcing.cells()
                    + " cells, found " + cells.size() + " cells, attributes of " + attributes.cells() + ", "
                    + retrievals.length + " retrievals, " + recommended.length + " recommended");
        }
        this.cells = List.copyOf(cells);
        this.forcing = forcing;
        this.retrievals = retrievals;
        this.recommended = recommended;
        this.attributes = attributes;
        this.observation = observation;
    }

    /** The cells, in the order of all series. */
    public List<Cell> cells() {
        return cells;
    }

    /** The days. */
    public DaySpan span() {
        return forcing.span();
    }

    /** Precipitation, temperature and potential evapotranspiration. */
    public CellForcing forcing() {
        return forcing;
    }

    /** What of the model a retrieval is compared with. */
    public ObservationOperator observation() {
        return observation;
    }

    /** The accepted retrieval of a day, 0-based, and cell, m3/m3, whatever its quality; NaN where there is none. */
    public float retrieval(int day, int cell) {
        return retrievals[day * cells.size() + cell];
    }

    /** The same where its source does not advise against it, else NaN. */
    public float recommendedRetrieval(int day, int cell) {
        return recommended[day * cells.size() + cell];
    }

    /** Attributes of the cells and climate normals of all these days: what a network sees of cells without retrievals. */
    public NetworkInputs inputs() {
        return attributes.and(forcing.normals());
    }

    /** The history of some cells, in the order asked for. */
    public CellHistory select(int... chosen) {
        return new CellHistory(
                IntStream.of(chosen).mapToObj(cells::get).toList(),
                forcing.select(chosen),
                columns(retrievals, cells.size(), chosen),
                columns(recommended, cells.size(), chosen),
                attributes.select(chosen),
                observation);
    }

    /**
     * The history of some of the days.
     *
     * @throws IllegalArgumentException if a day is not in the span
     */
    public CellHistory between(LocalDate from, LocalDate to) {
        return new CellHistory(
                cells,
                forcing.between(from, to),
                rows(retrievals, cells.size(), span(), from, to),
                rows(recommended, cells.size(), span(), from, to),
                attributes,
                observation);
    }

    /** Adds forcing, then retrievals to a digest, as little-endian floats. */
    public void addTo(MessageDigest digest) {
        forcing.addTo(digest);
        ByteBuffer bytes = ByteBuffer.allocate(retrievals.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(retrievals);
        digest.update(bytes);
    }

    /** Some columns of [row][column], in the order asked for; one may come several times. */
    public static float[] columns(float[] series, int width, int... chosen) {
        var some = new float[series.length / width * chosen.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = series[i / chosen.length * width + chosen[i % chosen.length]];
        }
        return some;
    }

    /** The rows of some dates of [day][column]. */
    static float[] rows(float[] series, int width, DaySpan span, LocalDate from, LocalDate to) {
        DaySpan part = span.between(from, to);
        int begin = span.day(from) * width;
        return Arrays.copyOfRange(series, begin, begin + part.days() * width);
    }
}
