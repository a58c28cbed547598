package org.soilcast.retrain.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;

/**
 * All that learning and its competitors read of some cells over a span of days: forcing, retrievals and attributes.
 * Series have the shape [day][cell], with days counted from the first date. Immutable.
 */
public final class CellHistory {
    private static final int UNFIT = QualityFlags.RETRIEVAL_NOT_RECOMMENDED;

    private final List<Cell> cells;
    private final CellForcing forcing;
    private final float[] retrievals;
    private final float[] quality;
    private final NetworkInputs attributes;
    private final ObservationTime observationTime;

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

    private CellHistory(
            List<Cell> cells,
            CellForcing forcing,
            float[] retrievals,
            float[] quality,
            NetworkInputs attributes,
            ObservationTime observationTime) {
        this.cells = List.copyOf(cells);
        this.forcing = forcing;
        this.retrievals = retrievals;
        this.quality = quality;
        this.attributes = attributes;
        this.observationTime = observationTime;
    }

    /**
     * The history of all cells of these tiles, in the order of tiles.
     *
     * @param tiles at least one, all with the same observation time
     * @param from first date
     * @param to last date
     * @throws IllegalArgumentException if the archive lacks a tile or a day, or the dates are in the wrong order
     */
    public static CellHistory of(TileDayArchive archive, SortedMap<Integer, Tile> tiles, LocalDate from, LocalDate to) {
        var span = new ArchiveSpan(from, 1 + new ArchiveSpan(from, 1).day(to));
        int count =
                tiles.values().stream().mapToInt(tile -> tile.getCells().size()).sum();
        List<Cell> cells = new ArrayList<>();
        var series = new float[ArchiveVariable.values().length][span.days() * count];
        Set<String> names = new LinkedHashSet<>(); // tiles of a domain have the same ones, or nearly
        var attributes = new TreeMap<Integer, NetworkInputs>();
        tiles.forEach((number, tile) -> {
            for (ArchiveVariable variable : ArchiveVariable.values()) {
                place(
                        archive.window(number, variable, span.first(), span.last()),
                        cells.size(),
                        series[variable.ordinal()],
                        span,
                        count);
            }
            for (int cell = 0; cell < tile.getCells().size(); cell++) {
                cells.add(new Cell(
                        tile.getCells().get(cell),
                        tile.getLatitudeDegrees().get(cell),
                        tile.getLongitudeDegrees().get(cell)));
            }
            attributes.put(number, CellAttributes.of(tile));
            names.addAll(attributes.get(number).names());
        });
        var forcing = new CellForcing(
                span,
                count,
                series[ArchiveVariable.PRECIPITATION_MM_PER_DAY.ordinal()],
                series[ArchiveVariable.AIR_TEMPERATURE_C.ordinal()],
                series[ArchiveVariable.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal()]);
        return new CellHistory(
                cells,
                forcing,
                series[ArchiveVariable.OBSERVED_M3_PER_M3.ordinal()],
                series[ArchiveVariable.QUALITY.ordinal()],
                beside(List.copyOf(names), List.copyOf(attributes.values()), count),
                observationTime(tiles));
    }

    /** The cells, in the order of all series. */
    public List<Cell> cells() {
        return cells;
    }

    /** The days. */
    public ArchiveSpan span() {
        return forcing.span();
    }

    /** Precipitation, temperature and potential evapotranspiration. */
    public CellForcing forcing() {
        return forcing;
    }

    /** Whether a retrieval is to be compared with the mean of the states before and after its day, or with the latter. */
    public ObservationTime observationTime() {
        return observationTime;
    }

    /** The accepted retrieval of a day, 0-based, and cell, m3/m3, whatever its quality; NaN where there is none. */
    public float retrieval(int day, int cell) {
        return retrievals[day * cells.size() + cell];
    }

    /** The same where its source does not advise against it, else NaN. */
    public float recommendedRetrieval(int day, int cell) {
        boolean unfit = ((int) quality[day * cells.size() + cell] & UNFIT) != 0;
        return unfit ? Float.NaN : retrieval(day, cell);
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
                columns(quality, cells.size(), chosen),
                attributes.select(chosen),
                observationTime);
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
                rows(quality, cells.size(), span(), from, to),
                attributes,
                observationTime);
    }

    /** Adds forcing, then retrievals to a digest, as little-endian floats. */
    public void addTo(MessageDigest digest) {
        forcing.addTo(digest);
        ByteBuffer bytes = ByteBuffer.allocate(retrievals.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(retrievals);
        digest.update(bytes);
    }

    /** Some columns of [row][column]. */
    static float[] columns(float[] series, int width, int... chosen) {
        var some = new float[series.length / width * chosen.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = series[i / chosen.length * width + chosen[i % chosen.length]];
        }
        return some;
    }

    /** The rows of some dates of [day][column]. */
    static float[] rows(float[] series, int width, ArchiveSpan span, LocalDate from, LocalDate to) {
        ArchiveSpan part = span.between(from, to);
        int begin = span.day(from) * width;
        return Arrays.copyOfRange(series, begin, begin + part.days() * width);
    }

    private static void place(float[] tile, int firstCell, float[] all, ArchiveSpan span, int cells) {
        int width = tile.length / span.days();
        for (int day = 0; day < span.days(); day++) {
            System.arraycopy(tile, day * width, all, day * cells + firstCell, width);
        }
    }

    private static NetworkInputs beside(List<String> names, List<NetworkInputs> tiles, int cells) {
        var values = new float[names.size() * cells];
        for (int input = 0; input < names.size(); input++) {
            int cell = 0;
            for (NetworkInputs tile : tiles) {
                System.arraycopy(tile.input(names.get(input)), 0, values, input * cells + cell, tile.cells());
                cell += tile.cells();
            }
        }
        return new NetworkInputs(names, values, cells);
    }

    private static ObservationTime observationTime(SortedMap<Integer, Tile> tiles) {
        Set<ObservationTime> times = new LinkedHashSet<>();
        tiles.values().forEach(tile -> times.add(tile.getObservationTime()));
        if (times.size() != 1) {
            throw new IllegalArgumentException("expected tiles of one observation time, found " + times);
        }
        return times.iterator().next();
    }
}
