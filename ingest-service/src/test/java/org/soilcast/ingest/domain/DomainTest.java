package org.soilcast.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;

class DomainTest {
    private static final DomainDescription DESCRIPTION = new DomainDescription(
            "test", "00 to 24 UTC", ObservationTime.END_OF_DAY, true, List.of("sand_percent", "ndvi_mean"));

    @Test
    void cutsSmallDomainsIntoTilesOf32AndLargeOnesOf128() {
        assertThat(new Domain(DESCRIPTION, grid(64, 64)).tiles()).isEqualTo(128);
        var large = new Domain(DESCRIPTION, grid(64, 65));
        assertThat(large.tiles()).isEqualTo(33);
        assertThat(large.size(0)).isEqualTo(128);
        assertThat(large.size(32)).isEqualTo(64);
    }

    @Test
    void theTilesAreSquaresOfNeighbours() {
        Tile tile = new Domain(DESCRIPTION, grid(64, 64)).tileRecord(0);
        assertThat(new HashSet<>(tile.getLatitudeDegrees())).containsExactlyInAnyOrder(0f, 1f, 2f, 3f);
        assertThat(new HashSet<>(tile.getLongitudeDegrees())).hasSize(8).contains(0f, 7f);
    }

    @Test
    void theCutDoesNotDependOnTheOrderOfReading() {
        List<Cell> shuffled = new ArrayList<>(grid(10, 10));
        Collections.shuffle(shuffled, new Random(3));
        var ordered = new Domain(DESCRIPTION, grid(10, 10));
        var read = new Domain(DESCRIPTION, shuffled);
        for (int tile = 0; tile < ordered.tiles(); tile++) {
            assertThat(read.tileRecord(tile)).isEqualTo(ordered.tileRecord(tile));
        }
    }

    @Test
    void everyCellStandsWhereItsPositionSays() {
        var domain = new Domain(DESCRIPTION, grid(10, 10));
        for (Cell cell : domain.cells()) {
            int position = domain.position(cell.key()).orElseThrow();
            int tile = position / Domain.SMALL_TILE_CELLS;
            assertThat(domain.tileRecord(tile).getCells().get(position - domain.start(tile)))
                    .isEqualTo(cell.key());
        }
        assertThat(domain.position("nowhere")).isEmpty();
    }

    @Test
    void theTileRecordSaysWhatIsNotPresent() {
        var domain = new Domain(DESCRIPTION, List.of(cell("0", 0, 0, 40f, Float.NaN)));
        Tile tile = domain.tileRecord(0);
        assertThat(tile.getTiles()).isEqualTo(1);
        assertThat(tile.getAttributes().get(0).getPresent()).containsExactly(true);
        assertThat(tile.getAttributes().get(1).getPresent()).containsExactly(false);
        assertThat(tile.getAttributes().get(1).getName()).isEqualTo("ndvi_mean");
        assertThat(tile.getElevationM()).containsExactly(Float.NaN);
    }

    @Test
    void refusesNoCellsAndTheSameCellTwice() {
        assertThatThrownBy(() -> new Domain(DESCRIPTION, List.of())).hasMessageContaining("found none");
        assertThatThrownBy(() -> new Domain(DESCRIPTION, List.of(cell("0", 0, 0, 1, 1), cell("0", 1, 1, 1, 1))))
                .hasMessageContaining("occurs twice");
    }

    private static List<Cell> grid(int rows, int columns) {
        var cells = new ArrayList<Cell>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                cells.add(cell(row + "-" + column, row, column, 50, 0.5f));
            }
        }
        return cells;
    }

    private static Cell cell(String key, int row, int column, float sandPercent, float ndvi) {
        return new Cell(key, MortonOrder.ofGrid(row, column), row, column, Float.NaN, List.of(sandPercent, ndvi));
    }
}
