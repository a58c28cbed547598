package org.soilcast.ingest.smap;

import java.nio.file.Path;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.schemas.EaseGrid;

/**
 * Row and column on the EASE grid of each element of a group: from its shape if it is the whole grid, from the file's
 * indices, or from latitudes and longitudes; whatever else the file says about places must agree.
 */
final class CellPlaces {
    private final EaseGrid grid;
    private final int[] rows;
    private final int[] columns;

    CellPlaces(EaseGrid grid, int[] rows, int[] columns) {
        this.grid = grid;
        this.rows = rows;
        this.columns = columns;
    }

    static CellPlaces find(Path path, ArrayFile file, SmapGroup group) {
        try {
            return new PlaceSearch(file, group).places();
        } catch (IllegalArgumentException e) {
            throw new InputException(path + ": " + group.pass().group() + ": " + e.getMessage(), e);
        }
    }

    EaseGrid grid() {
        return grid;
    }

    int row(int cell) {
        return rows[cell];
    }

    int column(int cell) {
        return columns[cell];
    }
}
