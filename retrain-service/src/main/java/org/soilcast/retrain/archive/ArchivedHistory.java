package org.soilcast.retrain.archive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.learning.history.CellAttributes;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;

/** What learning reads of the archive: here tiles and their records end. */
public final class ArchivedHistory {
    private static final int UNFIT = QualityFlags.RETRIEVAL_NOT_RECOMMENDED;

    private ArchivedHistory() {}

    /**
     * The history of all cells of these tiles, in the order of tiles.
     *
     * @param tiles at least one, all with the same observation time
     * @param from first date
     * @param to last date
     * @throws IllegalArgumentException if the archive lacks a tile or a day, or the dates are in the wrong order
     */
    public static CellHistory of(TileDayArchive archive, SortedMap<Integer, Tile> tiles, LocalDate from, LocalDate to) {
        ObservationOperator observation = observation(tiles);
        DaySpan span = DaySpan.of(from, to);
        int count =
                tiles.values().stream().mapToInt(tile -> tile.getCells().size()).sum();
        List<CellHistory.Cell> cells = new ArrayList<>();
        var series = new float[ArchiveVariable.values().length][span.days() * count];
        List<NetworkInputs> attributes = new ArrayList<>();
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
                cells.add(new CellHistory.Cell(
                        tile.getCells().get(cell),
                        tile.getLatitudeDegrees().get(cell),
                        tile.getLongitudeDegrees().get(cell)));
            }
            attributes.add(attributes(tile));
        });
        float[] observed = series[ArchiveVariable.OBSERVED_M3_PER_M3.ordinal()];
        return new CellHistory(
                cells,
                new CellForcing(
                        span,
                        count,
                        series[ArchiveVariable.PRECIPITATION_MM_PER_DAY.ordinal()],
                        series[ArchiveVariable.AIR_TEMPERATURE_C.ordinal()],
                        series[ArchiveVariable.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal()]),
                observed,
                recommended(observed, series[ArchiveVariable.QUALITY.ordinal()]),
                beside(attributes, count),
                observation);
    }

    /**
     * A tile's attributes, elevation, latitude and longitude; NaN where the source has none. Where a cell lies says what
     * maps of soil and plants do not, as far as what was learned from lies around it.
     */
    static NetworkInputs attributes(Tile tile) {
        int cells = tile.getCells().size();
        Map<String, float[]> attributes = new LinkedHashMap<>();
        for (var attribute : tile.getAttributes()) {
            float[] values = Floats.array(attribute.getValues()).clone();
            for (int cell = 0; cell < cells; cell++) {
                values[cell] = attribute.getPresent().get(cell) ? values[cell] : Float.NaN;
            }
            attributes.put(attribute.getName(), values);
        }
        attributes.putIfAbsent("elevation_m", Floats.array(tile.getElevationM()));
        attributes.putIfAbsent("latitude_degrees", Floats.array(tile.getLatitudeDegrees()));
        attributes.putIfAbsent("longitude_degrees", Floats.array(tile.getLongitudeDegrees()));
        return CellAttributes.of(attributes, cells);
    }

    private static float[] recommended(float[] observed, float[] quality) {
        float[] recommended = observed.clone();
        for (int i = 0; i < recommended.length; i++) {
            recommended[i] = ((int) quality[i] & UNFIT) != 0 ? Float.NaN : observed[i];
        }
        return recommended;
    }

    private static void place(float[] tile, int firstCell, float[] all, DaySpan span, int cells) {
        int width = tile.length / span.days();
        for (int day = 0; day < span.days(); day++) {
            System.arraycopy(tile, day * width, all, day * cells + firstCell, width);
        }
    }

    /** The inputs that any tile has; tiles of a domain have the same ones, or nearly. */
    private static NetworkInputs beside(List<NetworkInputs> tiles, int cells) {
        Set<String> names = new LinkedHashSet<>();
        tiles.forEach(tile -> names.addAll(tile.names()));
        var values = new float[names.size() * cells];
        int at = 0;
        for (String name : names) {
            for (NetworkInputs tile : tiles) {
                System.arraycopy(tile.input(name), 0, values, at, tile.cells());
                at += tile.cells();
            }
        }
        return new NetworkInputs(List.copyOf(names), values, cells);
    }

    private static ObservationOperator observation(SortedMap<Integer, Tile> tiles) {
        Set<ObservationTime> times = new LinkedHashSet<>();
        tiles.values().forEach(tile -> times.add(tile.getObservationTime()));
        if (times.size() != 1) {
            throw new IllegalArgumentException("expected tiles of one observation time, found " + times);
        }
        return ObservationOperator.valueOf(times.iterator().next().name());
    }
}
