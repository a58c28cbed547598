package org.soilcast.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.twin.TwinRegion.Place;
import org.soilcast.schemas.EaseGrid;

class TwinRegionTest {
    @ParameterizedTest
    @CsvSource({
        "1, M36",
        "2, M36",
        "31, M36",
        "512, M36",
        "600, M36",
        "2000, M36",
        "5000, M36",
        "10000, M36",
        "11000, M09",
        "50000, M09",
        "400000, M09",
        "1000000, M09"
    })
    void placesAreDifferentAndInMiddleLatitudes(int cells, EaseGrid grid) {
        List<Place> places = TwinRegion.places(cells);
        assertThat(places.stream().map(Place::number).collect(Collectors.toSet()))
                .hasSize(cells);
        assertThat(places).allMatch(place -> place.grid() == grid);
        Place first = places.get(0);
        Place last = places.get(cells - 1);
        assertThat(grid.latitudeDegrees(first.row())).isBetween(39.0, 57.2);
        assertThat(grid.latitudeDegrees(last.row())).isBetween(25.0, 40.2);
    }

    @Test
    void defaultIsEveryFourthRowAndColumn() {
        List<Place> places = TwinRegion.places(TwinExperiment.DEFAULT_CELLS);
        assertThat(places.get(1).column() - places.get(0).column()).isEqualTo(4);
        assertThat(places.stream().mapToInt(Place::row).distinct().count()).isEqualTo(16);
        assertThat(places.stream().mapToInt(Place::column).distinct().count()).isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 32", "512, 16, 32", "4097, 33, 128", "5000, 40, 128"})
    void tilesHoldEveryCellOnce(int cells, int tiles, int tileCells) {
        Domain domain = TwinCells.make(cells, new KeyedRandom(1)).domain();
        assertThat(domain.tiles()).isEqualTo(tiles);
        int held = 0;
        for (int tile = 0; tile < tiles; tile++) {
            assertThat(domain.size(tile)).isBetween(1, tileCells);
            assertThat(domain.tileRecord(tile).getSynthetic()).isTrue();
            held += domain.size(tile);
        }
        assertThat(held).isEqualTo(cells);
    }

    @Test
    void refusesWhatIsNoDomain() {
        assertThatThrownBy(() -> TwinRegion.places(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TwinRegion.places(1_000_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("twin: expected 1..1000000 cells, found 1000001");
    }
}
