package org.soilcast.inference.tile;

/**
 * What an alert is of: a cell or an area.
 *
 * @param tile tile number of a cell; {@link #NONE} of an area
 * @param cell index of a cell in its tile; {@link #NONE} of an area
 * @param area identifier of an area; empty of a cell
 * @param areaName what people call an area; empty of a cell
 */
public record AlertSubject(int tile, int cell, String area, String areaName) {
    /** Tile and cell of an area. */
    public static final int NONE = -1;

    /** A cell. */
    public static AlertSubject cell(int tile, int cell) {
        return new AlertSubject(tile, cell, "", "");
    }

    /** An area. */
    public static AlertSubject area(String id, String name) {
        return new AlertSubject(NONE, NONE, id, name);
    }
}
