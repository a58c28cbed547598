package org.soilcast.map.cells;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.soilcast.schemas.avro.Tile;

/**
 * All cells of a domain and where they are, numbered from 0 through the tiles in order: the order of every array that
 * the page gets.
 */
public final class CellPlaces {
    /** Farther from every station than this, there is no answer. */
    public static final double STATION_REACH_KM = 25;

    private static final double EARTH_RADIUS_KM = 6371;

    private final List<Tile> tiles;
    private final Map<Integer, Integer> positions = new HashMap<>();
    private final int[] firstCells;
    private final String[] keys;
    private final Map<String, Integer> numbers;
    private final float[] latitudesDegrees;
    private final float[] longitudesDegrees;
    private final Optional<GridPlaces> grid;

    private CellPlaces(Collection<Tile> inOrder) {
        tiles = List.copyOf(inOrder);
        firstCells = new int[tiles.size()];
        int count = 0;
        for (int tile = 0; tile < firstCells.length; tile++) {
            firstCells[tile] = count;
            positions.put(tiles.get(tile).getTile(), tile);
            count += tiles.get(tile).getCells().size();
        }
        keys = new String[count];
        numbers = new HashMap<>(count * 2);
        latitudesDegrees = new float[count];
        longitudesDegrees = new float[count];
        for (int tile = 0; tile < firstCells.length; tile++) {
            take(tiles.get(tile), firstCells[tile]);
        }
        grid = GridPlaces.of(latitudesDegrees, longitudesDegrees);
    }

    /** The cells of tiles that are given by number, ascending. */
    public static CellPlaces of(Collection<Tile> tiles) {
        return new CellPlaces(tiles);
    }

    private void take(Tile tile, int first) {
        for (int index = 0; index < tile.getCells().size(); index++) {
            keys[first + index] = tile.getCells().get(index);
            numbers.put(tile.getCells().get(index), first + index);
            latitudesDegrees[first + index] = tile.getLatitudeDegrees().get(index);
            longitudesDegrees[first + index] = tile.getLongitudeDegrees().get(index);
        }
    }

    /** Name of the domain; empty when there are no tiles yet. */
    public String domain() {
        return tiles.isEmpty() ? "" : tiles.get(0).getDomain();
    }

    /** Whether weather and retrievals are made up. */
    public boolean isSynthetic() {
        return tiles.stream().anyMatch(Tile::getSynthetic);
    }

    /** Where a date begins and ends, in words. */
    public String dayDefinition() {
        return tiles.isEmpty() ? "" : tiles.get(0).getDayDefinition();
    }

    /** Number of cells. */
    public int count() {
        return keys.length;
    }

    /** The cell's name in the source. */
    public String key(int cell) {
        return keys[cell];
    }

    /** The number of a name. */
    public OptionalInt number(String key) {
        Integer number = numbers.get(key);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Degrees north of the cell's middle. */
    public double latitudeDegrees(int cell) {
        return latitudesDegrees[cell];
    }

    /** Degrees east of the cell's middle. */
    public double longitudeDegrees(int cell) {
        return longitudesDegrees[cell];
    }

    /** Rows and columns, when all cells are of one grid; else they are stations. */
    public Optional<GridPlaces> grid() {
        return grid;
    }

    /** The cells that hold, ascending. */
    public int[] where(IntPredicate holds) {
        return IntStream.range(0, count()).filter(holds).toArray();
    }

    /** The cell that a place lies in, or the nearest station within {@link #STATION_REACH_KM}. */
    public OptionalInt at(double longitudeDegrees, double latitudeDegrees) {
        if (grid.isPresent()) {
            return grid.get().at(longitudeDegrees, latitudeDegrees);
        }
        int nearest = -1;
        double least = STATION_REACH_KM;
        for (int cell = 0; cell < count(); cell++) {
            double far = distanceKm(cell, longitudeDegrees, latitudeDegrees);
            if (far <= least) {
                least = far;
                nearest = cell;
            }
        }
        return nearest < 0 ? OptionalInt.empty() : OptionalInt.of(nearest);
    }

    /** The smallest box around all middles: west, south, east, north, degrees; empty when there are no cells. */
    public Optional<double[]> box() {
        if (count() == 0) {
            return Optional.empty();
        }
        double west = 180;
        double south = 90;
        double east = -180;
        double north = -90;
        for (int cell = 0; cell < count(); cell++) {
            west = Math.min(west, longitudesDegrees[cell]);
            east = Math.max(east, longitudesDegrees[cell]);
            south = Math.min(south, latitudesDegrees[cell]);
            north = Math.max(north, latitudesDegrees[cell]);
        }
        return Optional.of(new double[] {west, south, east, north});
    }

    /** Number of the tile's record that a cell belongs to. */
    public int tile(int cell) {
        return tiles.get(position(cell)).getTile();
    }

    /** The cell's index in the arrays of its tile. */
    public int indexInTile(int cell) {
        return cell - firstCells[position(cell)];
    }

    /** The number of a tile's cell; empty when there is no such tile or cell. */
    public OptionalInt cell(int tile, int index) {
        Integer position = positions.get(tile);
        return position == null
                        || index < 0
                        || index >= tiles.get(position).getCells().size()
                ? OptionalInt.empty()
                : OptionalInt.of(firstCells[position] + index);
    }

    /** The first cell of a tile. */
    public int firstCell(int tile) {
        Integer position = positions.get(tile);
        if (position == null) {
            throw new IllegalArgumentException("unknown tile " + tile);
        }
        return firstCells[position];
    }

    private int position(int cell) {
        int found = Arrays.binarySearch(firstCells, cell);
        return found >= 0 ? found : -found - 2;
    }

    /** Great-circle distance by the haversine formula. */
    private double distanceKm(int cell, double longitudeDegrees, double latitudeDegrees) {
        double south = Math.toRadians(latitudesDegrees[cell]);
        double north = Math.toRadians(latitudeDegrees);
        double up = Math.sin((north - south) / 2);
        double across = Math.sin(Math.toRadians(longitudeDegrees - longitudesDegrees[cell]) / 2);
        return 2
                * EARTH_RADIUS_KM
                * Math.asin(Math.min(1, Math.sqrt(up * up + Math.cos(south) * Math.cos(north) * across * across)));
    }
}
