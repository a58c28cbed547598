package org.soilcast.ingest.twin;

import java.util.ArrayList;
import java.util.List;
import org.soilcast.schemas.EaseGrid;

/**
 * Which cells of the EASE-Grid 2.0 make the twin's domain: a rectangle about twice as wide as high around 39.5° N, 96° W,
 * as dense as it must be.
 *
 * <p>Up to about 10,000 cells lie on the 36 km grid between 27° and 53° N and 125° and 67° W: every fourth row and column (as
 * in smap_conus) where that is enough, else every second, else every one. More cells come from the 9 km grid, without
 * holes, in the belt 25°–57° N; above about 300,000 they go all round the globe, and fields do not join at 180°.
 */
final class TwinRegion {
    /** Largest domain. */
    static final int MOST_CELLS = 1_000_000;

    private static final double CENTRE_LATITUDE = 39.5;
    private static final double CENTRE_LONGITUDE = -96;
    private static final double WIDTH_OF_HEIGHT = 2;

    private TwinRegion() {}

    /** A cell of a grid. */
    record Place(EaseGrid grid, int row, int column) {
        /** Number of the cell in its grid: row · columns + column. */
        long number() {
            return (long) row * grid.columns() + column;
        }
    }

    /** Where cells may lie. */
    private record Frame(EaseGrid grid, int stride, double south, double north, double west, double east) {
        int rows() {
            return (grid.rowAt(south) - grid.rowAt(north)) / stride;
        }

        int columns() {
            return (grid.columnAt(east) - grid.columnAt(west)) / stride;
        }

        boolean holds(int cells) {
            return cells <= rows() * columns();
        }

        List<Place> places(int cells) {
            int width = (int) Math.ceil(Math.sqrt(cells * WIDTH_OF_HEIGHT));
            int height = Math.min(rows(), (cells + width - 1) / width);
            width = Math.min(columns(), (cells + height - 1) / height);
            height = (cells + width - 1) / width;
            int firstRow = start(grid.rowAt(CENTRE_LATITUDE), grid.rowAt(north), rows(), height);
            int firstColumn = start(grid.columnAt(CENTRE_LONGITUDE), grid.columnAt(west), columns(), width);
            var places = new ArrayList<Place>(cells);
            for (int i = 0; i < cells; i++) {
                places.add(new Place(grid, firstRow + i / width * stride, firstColumn + i % width * stride));
            }
            return places;
        }

        /** First index of a span of {@code size} around the centre, within the frame and a whole stride from its edge. */
        private int start(int centre, int first, int available, int size) {
            int wanted = (centre - first) / stride - size / 2;
            return first + stride * Math.max(0, Math.min(wanted, available - size));
        }
    }

    private static final List<Frame> FRAMES = List.of(
            new Frame(EaseGrid.M36, 4, 27, 53, -125, -67),
            new Frame(EaseGrid.M36, 2, 27, 53, -125, -67),
            new Frame(EaseGrid.M36, 1, 27, 53, -125, -67),
            new Frame(EaseGrid.M09, 1, 25, 57, -180, 180));

    /**
     * The cells of a domain, row by row from the north.
     *
     * @param cells 1..1,000,000
     */
    static List<Place> places(int cells) {
        if (cells < 1 || cells > MOST_CELLS) {
            throw new IllegalArgumentException("twin: expected 1.." + MOST_CELLS + " cells, found " + cells);
        }
        return FRAMES.stream()
                .filter(frame -> frame.holds(cells))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no frame holds " + cells + " cells"))
                .places(cells);
    }
}
