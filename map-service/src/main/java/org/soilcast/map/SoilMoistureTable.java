package org.soilcast.map;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;

/**
 * The newest result of every tile and date of one domain, read cell by cell. Tiles and results are added in the order
 * of their topics: a later record replaces an earlier one, unless a newer start of the job had made that.
 */
public final class SoilMoistureTable implements ResultRows {
    private record Place(String cell, int tile, int index) {}

    private final Map<Integer, Tile> tiles = new HashMap<>();
    private final Map<Integer, TreeMap<LocalDate, TileResults>> results = new HashMap<>();

    @Override
    public boolean isSynthetic() {
        return tiles.values().stream().anyMatch(Tile::getSynthetic);
    }

    /** Adds or replaces a tile. */
    public void add(Tile tile) {
        tiles.put(tile.getTile(), tile);
    }

    /**
     * Adds or replaces the result of a tile and date.
     *
     * @throws IllegalArgumentException when its tile is unknown, of another domain, or has another number of cells, or holds
     *     values that are not finite
     */
    public void add(SoilMoisture result) {
        Tile tile = tiles.get(result.getTile());
        if (tile == null) {
            throw new IllegalArgumentException(
                    "soil moisture of tile " + result.getTile() + ", but no such tile is known");
        }
        if (!tile.getDomain().equals(result.getDomain())) {
            throw new IllegalArgumentException("tile %d belongs to domain %s, but has soil moisture of domain %s"
                    .formatted(result.getTile(), tile.getDomain(), result.getDomain()));
        }
        try {
            TileResults taken = TileResults.of(result, tile.getCells().size());
            results.computeIfAbsent(result.getTile(), key -> new TreeMap<>())
                    .merge(
                            result.getDate(),
                            taken,
                            (old, next) -> next.origin().epoch() < old.origin().epoch() ? old : next);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tile %d, %s: %s".formatted(result.getTile(), result.getDate(), e.getMessage()), e);
        }
    }

    @Override
    public boolean isEmpty() {
        return results.isEmpty();
    }

    @Override
    public int cells() {
        return results.keySet().stream().mapToInt(tile -> cellsOf(tile).size()).sum();
    }

    @Override
    public void forEachRow(RowSink sink) throws IOException {
        for (Place place : places()) {
            for (Map.Entry<LocalDate, TileResults> day :
                    requireNonNull(results.get(place.tile())).entrySet()) {
                sink.row(place.cell(), day.getKey(), 0, day.getValue(), place.index());
            }
        }
    }

    /** Results are taken of known tiles only. */
    private List<String> cellsOf(int tile) {
        return requireNonNull(tiles.get(tile), () -> "unknown tile " + tile).getCells();
    }

    private List<Place> places() {
        var places = new ArrayList<Place>();
        for (int tile : results.keySet()) {
            List<String> cells = cellsOf(tile);
            for (int index = 0; index < cells.size(); index++) {
                places.add(new Place(cells.get(index), tile, index));
            }
        }
        List<String> keys = tiles.values().stream()
                .flatMap(tile -> tile.getCells().stream())
                .toList();
        places.sort(Comparator.comparing(Place::cell, CellOrder.of(keys)));
        return places;
    }
}
