package org.soilcast.ingest.smap;

import java.nio.file.Path;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.schemas.EaseGrid;

/**
 * Row and column on the EASE grid of each element of a group: from its shape if it is the whole grid, from the file's
 * indices, or from latitudes and longitudes; whatever else the file says about places must agree.
 */
sealed interface CellPlaces {
    /** Finds the places. */
    static CellPlaces find(Path path, ArrayFile file, SmapGroup group) {
        try {
            return new PlaceSearch(file, group).places();
        } catch (IllegalArgumentException e) {
            throw new InputException(path + ": " + group.pass().group() + ": " + e.getMessage(), e);
        }
    }

    /** The grid. */
    EaseGrid grid();

    /** Row of the whole grid. */
    int row(int cell);

    /** Column of the whole grid. */
    int column(int cell);

    /** A rectangle, row by row. */
    record Window(EaseGrid grid, int top, int left, int width) implements CellPlaces {
        @Override
        public int row(int cell) {
            return top + cell / width;
        }

        @Override
        public int column(int cell) {
            return left + cell % width;
        }
    }

    /** Cells anywhere, [cell]. */
    final class Listed implements CellPlaces {
        private final EaseGrid grid;
        private final int[] rows;
        private final int[] columns;

        Listed(EaseGrid grid, int[] rows, int[] columns) {
            this.grid = grid;
            this.rows = rows;
            this.columns = columns;
        }

        @Override
        public EaseGrid grid() {
            return grid;
        }

        @Override
        public int row(int cell) {
            return rows[cell];
        }

        @Override
        public int column(int cell) {
            return columns[cell];
        }
    }
}
