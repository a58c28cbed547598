package org.soilcast.map.query;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.soilcast.map.TileResults;
import org.soilcast.schemas.ResultColumn;

/** Results of some cells on some dates, as whole numbers in units of each column's last decimal. */
public final class ResultBlock {
    private final int[] cells;
    private final List<LocalDate> dates;
    private final Map<ResultColumn, int[][]> values;

    /** Takes {@code values} as {@code [date][place among cells]}. */
    ResultBlock(int[] cells, List<LocalDate> dates, Map<ResultColumn, int[][]> values) {
        this.cells = cells;
        this.dates = dates;
        this.values = values;
    }

    /** Number of cells. */
    public int cellCount() {
        return cells.length;
    }

    /** Number of a cell in its domain. */
    public int cell(int place) {
        return cells[place];
    }

    /** Dates on which any of the cells has a result, ascending. */
    public List<LocalDate> dates() {
        return dates;
    }

    /** One value; {@link TileResults#UNKNOWN} where there is none. */
    public int scaled(ResultColumn column, int date, int place) {
        int[][] byDate = values.get(column);
        return byDate == null ? TileResults.UNKNOWN : byDate[date][place];
    }
}
