package org.soilcast.ingest.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.Tile;

/**
 * A list of cells in Morton order, cut into tiles of neighbouring cells. The cut depends on the set of cells only,
 * never on the order in which they were read, and stays fixed once published.
 */
public final class Domain {
    /** Cells of a tile in a domain of at most {@link #SMALL_DOMAIN_CELLS} cells: small, so that all cores have work. */
    public static final int SMALL_TILE_CELLS = 32;
    /** Cells of a tile in a larger domain: one block of the vector kernel. */
    public static final int LARGE_TILE_CELLS = 128;
    /** Largest domain with small tiles. */
    public static final int SMALL_DOMAIN_CELLS = 4096;

    private final DomainDescription description;
    private final List<Cell> cells;
    private final int tileCells;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, String> names;

    /**
     * Arranges cells into a domain.
     *
     * @throws IllegalArgumentException when there is no cell, a key occurs twice or a cell lacks attributes
     */
    public Domain(DomainDescription description, List<Cell> cells) {
        this(description, cells, Map.of());
    }

    /**
     * Arranges cells into a domain.
     *
     * @param names what people call the cells, by key, for example {@code CO Boulder 14 W}; a cell without is called by its key
     * @throws IllegalArgumentException when there is no cell, a key occurs twice or a cell lacks attributes
     */
    public Domain(DomainDescription description, List<Cell> cells, Map<String, String> names) {
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("domain " + description.name() + ": expected cells, found none");
        }
        this.description = description;
        this.names = Map.copyOf(names);
        this.cells = cells.stream()
                .sorted(Comparator.comparingLong(Cell::mortonCode).thenComparing(Cell::key))
                .toList();
        this.tileCells = cells.size() <= SMALL_DOMAIN_CELLS ? SMALL_TILE_CELLS : LARGE_TILE_CELLS;
        for (Cell cell : this.cells) {
            if (positions.put(cell.key(), positions.size()) != null) {
                throw new IllegalArgumentException("cell " + cell.key() + " occurs twice");
            }
            if (cell.attributes().size() != description.attributeNames().size()) {
                throw new IllegalArgumentException("cell " + cell.key() + ": expected "
                        + description.attributeNames().size() + " attributes, found "
                        + cell.attributes().size());
            }
        }
    }

    /** What all cells share. */
    public DomainDescription description() {
        return description;
    }

    /** Name of the domain. */
    public String name() {
        return description.name();
    }

    /** What people call a cell: a station's name, or the cell's key. */
    public String nameOf(Cell cell) {
        return names.getOrDefault(cell.key(), cell.key());
    }

    /** All cells in Morton order. */
    public List<Cell> cells() {
        return cells;
    }

    /** Number of tiles. */
    public int tiles() {
        return (cells.size() + tileCells - 1) / tileCells;
    }

    /** Position of a tile's first cell among all cells. */
    public int start(int tile) {
        return tile * tileCells;
    }

    /** Number of cells of a tile; the last tile may be smaller than the others. */
    public int size(int tile) {
        return Math.min(tileCells, cells.size() - start(tile));
    }

    /** Position of the cell with this key among all cells; empty for an unknown key. */
    public OptionalInt position(String key) {
        Integer position = positions.get(key);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /** The record that announces a tile without normals. */
    public Tile tileRecord(int tile) {
        return tileRecord(tile, Normals.none(cells.size()));
    }

    /**
     * The record that announces a tile.
     *
     * @param normals of all cells of the domain
     */
    public Tile tileRecord(int tile, Normals normals) {
        List<Cell> members = cells.subList(start(tile), start(tile) + size(tile));
        return Tile.newBuilder()
                .setDomain(name())
                .setTile(tile)
                .setTiles(tiles())
                .setCells(members.stream().map(Cell::key).toList())
                .setLatitudeDegrees(values(members, Cell::latitudeDegrees))
                .setLongitudeDegrees(values(members, Cell::longitudeDegrees))
                .setElevationM(values(members, Cell::elevationM))
                .setAttributes(attributes(members))
                .setNormals(normals.ofCells(start(tile), size(tile)))
                .setDayDefinition(description.dayDefinition())
                .setObservationTime(description.observationTime())
                .setSynthetic(description.synthetic())
                .build();
    }

    private List<Attribute> attributes(List<Cell> members) {
        var attributes = new ArrayList<Attribute>();
        for (int i = 0; i < description.attributeNames().size(); i++) {
            int attribute = i;
            List<Float> values = values(members, cell -> cell.attributes().get(attribute));
            attributes.add(Attribute.newBuilder()
                    .setName(description.attributeNames().get(i))
                    .setValues(values)
                    .setPresent(values.stream().map(value -> !value.isNaN()).toList())
                    .build());
        }
        return attributes;
    }

    private static List<Float> values(List<Cell> members, ToDoubleFunction<Cell> value) {
        var values = new float[members.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.applyAsDouble(members.get(i));
        }
        return Floats.view(values);
    }
}
