package org.soilcast.laboratory.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.soilcast.learning.history.CellHistory.Cell;
import org.soilcast.learning.score.CellScores;

/**
 * Cells cut into parts, so that each cell can be predicted by a model that has seen nothing of its part. Immutable.
 */
public final class Parts {
    private final int[] part; // [cell]
    private final int count;

    private Parts(int[] part, int count) {
        this.part = part;
        this.count = count;
    }

    /** Two halves: CRC-32 of the UTF-8 text of a cell's block, modulo 2. Cells of a block stay together. */
    public static Parts halves(List<Cell> cells) {
        return new Parts(
                cells.stream().mapToInt(cell -> (int) (crc32(cell.block()) % 2)).toArray(), 2);
    }

    /**
     * Four regions, whole ones: north and south of the median latitude, each west and east of its median longitude. A
     * harder test than {@link #halves}: no neighbour has been seen.
     */
    public static Parts regions(List<Cell> cells) {
        double middle = CellScores.median(
                cells.stream().mapToDouble(Cell::latitudeDegrees).toArray());
        var part = new int[cells.size()];
        for (int band = 0; band < 2; band++) {
            boolean north = band == 1;
            IntPredicate inBand = cell -> cells.get(cell).latitudeDegrees() >= middle == north;
            double meridian = CellScores.median(IntStream.range(0, cells.size())
                    .filter(inBand)
                    .mapToDouble(cell -> cells.get(cell).longitudeDegrees())
                    .toArray());
            int first = 2 * band;
            IntStream.range(0, cells.size())
                    .filter(inBand)
                    .forEach(cell -> part[cell] = first + (cells.get(cell).longitudeDegrees() >= meridian ? 1 : 0));
        }
        return new Parts(part, 4);
    }

    /** Number of parts. */
    public int count() {
        return count;
    }

    /** The cells of a part. */
    public int[] in(int which) {
        return IntStream.range(0, part.length)
                .filter(cell -> part[cell] == which)
                .toArray();
    }

    /** The cells of all other parts. */
    public int[] outside(int which) {
        return IntStream.range(0, part.length)
                .filter(cell -> part[cell] != which)
                .toArray();
    }

    private static long crc32(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
