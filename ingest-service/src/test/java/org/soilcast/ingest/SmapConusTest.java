package org.soilcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.parse.DomainSets;
import org.soilcast.ingest.parse.DomainTable;
import org.soilcast.schemas.avro.Tile;

/** The real set. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the data sets")
class SmapConusTest {
    private static DomainTable input;

    @BeforeAll
    static void read() {
        input = DomainSets.read("smap_conus", Path.of(System.getenv("SOILCAST_DATA")));
    }

    @Test
    void hasEveryRowAndObservation() {
        long rows = 0;
        long observations = 0;
        for (LocalDate date : dates()) {
            for (int tile = 0; tile < input.domain().tiles(); tile++) {
                rows += known(input.forcing(date, ForcingVariable.AIR_TEMPERATURE_K, tile));
                observations += known(input.soilMoistureM3PerM3(date, tile));
            }
        }
        assertThat(input.rejected()).isEmpty();
        assertThat(input.firstDate()).isEqualTo(LocalDate.of(2015, 4, 1));
        assertThat(input.lastDate()).isEqualTo(LocalDate.of(2016, 9, 30));
        assertThat(rows).isEqualTo(167_994);
        assertThat(observations).isEqualTo(74_720);
    }

    @Test
    void hasNoGapsInItsForcing() {
        for (LocalDate date : dates()) {
            for (ForcingVariable variable : ForcingVariable.values()) {
                float[] values = input.forcing(date, variable, 0);
                assertThat(known(values)).as("%s %s", date, variable).isEqualTo(values.length);
            }
        }
    }

    @Test
    void has306CellsInTenTilesOfNeighbours() {
        assertThat(input.domain().tiles()).isEqualTo(10);
        var keys = new HashSet<String>();
        for (int number = 0; number < 10; number++) {
            Tile tile = input.domain().tileRecord(number);
            keys.addAll(tile.getCells());
            assertThat(tile.getAttributes()).hasSize(12);
        }
        assertThat(keys).hasSize(306);
        assertThat(input.domain().size(9)).isEqualTo(18);
    }

    @Test
    void theFirstLineIsWhereItBelongs() {
        int position = input.domain().position("0").orElseThrow();
        int tile = position / 32;
        LocalDate first = LocalDate.of(2015, 4, 1);
        assertThat(input.forcing(first, ForcingVariable.PRECIPITATION_MM_PER_DAY, tile)[position % 32])
                .isEqualTo(4.340829f);
        assertThat(input.soilMoistureM3PerM3(first, tile)[position % 32]).isEqualTo(0.20420624f);
        assertThat(input.soilMoistureM3PerM3(first.plusDays(1), tile)[position % 32])
                .isNaN();
    }

    private static List<LocalDate> dates() {
        return input.firstDate().datesUntil(input.lastDate().plusDays(1)).toList();
    }

    private static int known(float[] values) {
        int known = 0;
        for (float value : values) {
            known += Float.isNaN(value) ? 0 : 1;
        }
        return known;
    }

    @Test
    void cellsOfATileLieTogether() {
        List<Cell> cells = input.domain().cells();
        double within = 0;
        int tiles = input.domain().tiles();
        for (int tile = 0; tile < tiles; tile++) {
            int start = input.domain().start(tile);
            within += meanDistanceDegrees(
                            cells.subList(start, start + input.domain().size(tile)))
                    / tiles;
        }
        assertThat(within).isLessThan(meanDistanceDegrees(cells) / 2);
    }

    private static double meanDistanceDegrees(List<Cell> cells) {
        double sum = 0;
        for (Cell a : cells) {
            for (Cell b : cells) {
                sum += Math.hypot(
                        a.latitudeDegrees() - b.latitudeDegrees(), a.longitudeDegrees() - b.longitudeDegrees());
            }
        }
        return sum / cells.size() / cells.size();
    }
}
