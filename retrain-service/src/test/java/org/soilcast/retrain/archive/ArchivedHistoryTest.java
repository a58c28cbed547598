package org.soilcast.retrain.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.Driver;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;

class ArchivedHistoryTest {
    private static final int DAYS = 5;
    private static final int[] CELLS = {3, 2};

    @TempDir
    Path folder;

    @Test
    void cellsOfAllTilesStandSideBySide() {
        CellHistory history = history(0, DAYS - 1);
        assertThat(history.cells()).extracting(CellHistory.Cell::id).containsExactly("0-0", "0-1", "0-2", "1-0", "1-1");
        assertThat(history.span()).isEqualTo(new DaySpan(TileDays.FIRST, DAYS));
        assertThat(history.forcing().precipitationMmPerDay(4, 1)).isEqualTo(41);
        assertThat(history.forcing().precipitationMmPerDay(4, 4)).isEqualTo(10_041);
        assertThat(history.inputs().input("sand_percent")).containsExactly(40, 40, 40, 41, 41);
        assertThat(history.inputs().value("clay_percent", 1)).isNaN(); // only the second tile has it
        assertThat(history.inputs().value("clay_percent", 3)).isEqualTo(20);
    }

    @Test
    void retrievalThatIsNotRecommendedIsKeptAndToldApart() {
        CellHistory history = history(0, DAYS - 1);
        assertThat(history.retrieval(2, 4)).isEqualTo(0.25f);
        assertThat(history.recommendedRetrieval(2, 4)).isNaN();
        assertThat(history.recommendedRetrieval(2, 3)).isEqualTo(0.25f);
        assertThat(history.retrieval(1, 4)).isNaN();
    }

    @Test
    void selectionAndPartKeepWhatBelongsTogether() {
        CellHistory part =
                history(0, DAYS - 1).select(4, 1).between(TileDays.FIRST.plusDays(2), TileDays.FIRST.plusDays(3));
        assertThat(part.cells()).extracting(CellHistory.Cell::id).containsExactly("1-1", "0-1");
        assertThat(part.span()).isEqualTo(new DaySpan(TileDays.FIRST.plusDays(2), 2));
        assertThat(part.forcing().precipitationMmPerDay(1, 0)).isEqualTo(10_031);
        assertThat(part.retrieval(0, 1)).isEqualTo(0.25f);
        assertThat(part.inputs().input("sand_percent")).containsExactly(41, 40);
        assertThat(part.inputs().value("mean_air_temperature_c", 0)).isEqualTo(12.5f);
        int temperatureOfDay1 = Driver.values().length + Driver.AIR_TEMPERATURE_C.ordinal();
        assertThat(part.forcing().blocks(1, 0).get(temperatureOfDay1, 1)).isEqualTo(13);
    }

    @Test
    void missingDayIsRefused() {
        assertThatThrownBy(() -> history(0, DAYS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is NaN");
        assertThatThrownBy(() -> history(0, DAYS - 1).between(TileDays.FIRST, TileDays.FIRST.plusDays(DAYS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not within");
    }

    @Test
    void whatIsNotPresentIsAbsentAndAPlaceIsAnAttribute() {
        Tile tile = Tile.newBuilder(tile(0))
                .setAttributes(List.of(new Attribute(
                        "sand_percent", Floats.view(new float[] {40, -9999, 12}), List.of(true, false, true))))
                .setLatitudeDegrees(Floats.view(new float[] {30, 31, 32}))
                .build();
        NetworkInputs inputs = ArchivedHistory.attributes(tile);
        assertThat(inputs.input("sand_percent")).containsExactly(40, Float.NaN, 12);
        assertThat(inputs.input("latitude_degrees")).containsExactly(30, 31, 32);
        assertThat(inputs.names()).contains("longitude_degrees", "elevation_m");
    }

    @Test
    void whatIsComparedIsWhatAllTilesState() {
        assertThat(history(0, DAYS - 1).observation()).isEqualTo(ObservationOperator.END_OF_DAY);
        SortedMap<Integer, Tile> mixed = new TreeMap<>();
        mixed.put(0, tile(0));
        mixed.put(
                1,
                Tile.newBuilder(tile(1))
                        .setObservationTime(ObservationTime.DAILY_MEAN)
                        .build());
        try (var archive = new TileDayArchive(folder)) {
            assertThatThrownBy(() -> ArchivedHistory.of(archive, mixed, TileDays.FIRST, TileDays.FIRST))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("one observation time");
        }
    }

    private CellHistory history(int firstDay, int lastDay) {
        LocalDate from = TileDays.FIRST.plusDays(firstDay);
        SortedMap<Integer, Tile> tiles = new TreeMap<>();
        try (var archive = new TileDayArchive(folder)) {
            for (int tile = 0; tile < CELLS.length; tile++) {
                tiles.put(tile, tile(tile));
                for (int day = 0; day < DAYS; day++) {
                    archive.put(day(tile, day));
                }
            }
            return ArchivedHistory.of(archive, tiles, from, TileDays.FIRST.plusDays(lastDay));
        }
    }

    /** A retrieval on day 2; that of the tile's last cell is not recommended. */
    private static TileDay day(int tile, int day) {
        var retrievals = new float[CELLS[tile]];
        Arrays.fill(retrievals, day == 2 ? 0.25f : Float.NaN);
        return TileDay.newBuilder(TileDays.day(tile, day, CELLS[tile], 1))
                .setObservedM3PerM3(Floats.view(retrievals))
                .setQuality(IntStream.range(0, CELLS[tile])
                        .mapToObj(cell -> cell == CELLS[tile] - 1 ? QualityFlags.RETRIEVAL_NOT_RECOMMENDED : 0)
                        .toList())
                .build();
    }

    private static Tile tile(int tile) {
        var zeros = new float[CELLS[tile]];
        List<Attribute> attributes = tile == 0
                ? List.of(attribute("sand_percent", 40, CELLS[tile]))
                : List.of(attribute("sand_percent", 41, CELLS[tile]), attribute("clay_percent", 20, CELLS[tile]));
        return Tile.newBuilder()
                .setDomain("test")
                .setTile(tile)
                .setTiles(CELLS.length)
                .setCells(IntStream.range(0, CELLS[tile])
                        .mapToObj(cell -> tile + "-" + cell)
                        .toList())
                .setLatitudeDegrees(Floats.view(zeros))
                .setLongitudeDegrees(Floats.view(zeros))
                .setElevationM(Floats.view(zeros))
                .setAttributes(attributes)
                .setDayDefinition("00-24 UTC")
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setSynthetic(true)
                .build();
    }

    private static Attribute attribute(String name, float value, int cells) {
        var values = new float[cells];
        Arrays.fill(values, value);
        return new Attribute(
                name,
                Floats.view(values),
                IntStream.range(0, cells).mapToObj(cell -> true).toList());
    }
}
