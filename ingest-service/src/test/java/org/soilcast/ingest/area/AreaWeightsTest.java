package org.soilcast.ingest.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.ingest.domain.MortonOrder;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.avro.Area;
import org.soilcast.schemas.avro.AreaTile;
import org.soilcast.schemas.avro.ObservationTime;

class AreaWeightsTest {
    private static final EaseGrid GRID = EaseGrid.M36;
    private static final int ROW = 80;
    private static final int COLUMN = 230;
    private static final double CELL_KM2 = GRID.cellM() * GRID.cellM() / 1e6;

    @TempDir
    Path folder;

    @Test
    void halfACellWeighsHalfOfIt() {
        double west = longitude(-.5);
        double middle = longitude(0);
        Area half = weights(gridDomain()).of(box("half", west, middle, .5, -.5)).orElseThrow();
        assertThat(half.getTiles()).hasSize(1);
        assertThat(half.getTiles().get(0).getCells()).hasSize(1);
        assertThat(half.getTiles().get(0).getWeights().get(0)).isCloseTo((float) (CELL_KM2 / 2), within(.1f));
        assertThat(half.getAreaKm2()).isCloseTo((float) (CELL_KM2 / 2), within(.1f));
        assertThat(half.getCoveredPercent()).isCloseTo(100, within(.01f));
    }

    @Test
    void wholeCellsWeighAllOfThemAndHolesNothing() {
        NamedArea all = box("all", longitude(-.5), longitude(7.5), 7.5, -.5);
        NamedArea hole = area(
                "hole",
                ring(longitude(-.5), longitude(7.5), 7.5, -.5) + "," + ring(longitude(1.5), longitude(3.5), 5.5, 3.5));
        var weights = weights(gridDomain());
        assertThat(sum(weights.of(all).orElseThrow())).isCloseTo(64 * CELL_KM2, within(2.0));
        assertThat(sum(weights.of(hole).orElseThrow())).isCloseTo(60 * CELL_KM2, within(2.0));
        assertThat(weights.of(hole).orElseThrow().getTiles().stream()
                        .mapToInt(tile -> tile.getCells().size())
                        .sum())
                .isEqualTo(60);
    }

    /** Two areas that share an edge anywhere within a cell have all of it together. */
    @Test
    void neighboursShareACell() {
        var weights = weights(gridDomain());
        double edge = longitude(.137);
        double west = sum(weights.of(box("west", longitude(-.5), edge, .5, -.5)).orElseThrow());
        double east = sum(weights.of(box("east", edge, longitude(.5), .5, -.5)).orElseThrow());
        assertThat(west).isCloseTo(.637 * CELL_KM2, within(.2));
        assertThat(west + east).isCloseTo(CELL_KM2, within(.2));
    }

    @Test
    void whatTheDomainDoesNotCoverIsSaid() {
        NamedArea wide = box("wide", longitude(-8.5), longitude(7.5), 7.5, -.5);
        assertThat(weights(gridDomain()).of(wide).orElseThrow().getCoveredPercent())
                .isCloseTo(50, within(.1f));
        assertThat(weights(gridDomain()).of(box("away", 10, 11, -20, -21))).isEmpty();
    }

    @Test
    void stationsInItCountAlikeAndElseTheNearestStandsForIt() {
        var weights = weights(new Domain(
                description(), List.of(cell("a", 40, -100), cell("b", 40.1f, -100.1f), cell("far", 45, -90))));
        Area two = weights.of(area("two", box(-101, -99, 39, 41))).orElseThrow();
        assertThat(two.getTiles().get(0).getWeights()).containsExactly(1f, 1f);
        assertThat(weights.standIn(two)).isEmpty();
        assertThat(two.getCoveredPercent()).isEqualTo(100);
        Area near = weights.of(area("near", box(-100.9, -100.4, 39.9, 40.2))).orElseThrow();
        assertThat(weights.standIn(near)).contains("b");
        assertThat(near.getCoveredPercent()).isZero();
        Optional<Area> none = weights.of(area("none", box(-80, -79, 30, 31)));
        assertThat(none).isEmpty();
    }

    private static AreaWeights weights(Domain domain) {
        return new AreaWeights(domain);
    }

    private static double sum(Area area) {
        return area.getTiles().stream()
                .map(AreaTile::getWeights)
                .flatMap(List::stream)
                .mapToDouble(Float::doubleValue)
                .sum();
    }

    /** 8 × 8 cells from a row and column on. */
    private static Domain gridDomain() {
        var cells = new ArrayList<Cell>();
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                cells.add(cell(row + "-" + column, (float) GRID.latitudeDegrees(ROW + row), (float)
                        GRID.longitudeDegrees(COLUMN + column)));
            }
        }
        return new Domain(description(), cells);
    }

    private static Cell cell(String key, float latitude, float longitude) {
        return new Cell(key, MortonOrder.ofDegrees(latitude, longitude), latitude, longitude, 100, List.of());
    }

    private static DomainDescription description() {
        return new DomainDescription("made_up", "UTC", ObservationTime.END_OF_DAY, true, List.of());
    }

    /** Longitude so many columns behind the middle of the first. */
    private static double longitude(double columns) {
        return GRID.longitudeDegrees(COLUMN) + columns * 360 / GRID.columns();
    }

    /** Latitude so many rows south of the middle of the first, by bisection. */
    private static double latitude(double rows) {
        double low = -89;
        double high = 89;
        double wantedM = GRID.yM(ROW) - rows * GRID.cellM();
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (EaseGrid.projectedYM(middle) < wantedM) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private NamedArea box(String id, double west, double east, double southRows, double northRows) {
        return area(id, ring(west, east, southRows, northRows));
    }

    private static String ring(double west, double east, double southRows, double northRows) {
        return box(west, east, latitude(southRows), latitude(northRows));
    }

    private static String box(double west, double east, double south, double north) {
        return String.format(
                Locale.ROOT,
                "[[%1$.12f,%3$.12f],[%2$.12f,%3$.12f],[%2$.12f,%4$.12f],[%1$.12f,%4$.12f],[%1$.12f,%3$.12f]]",
                west,
                east,
                south,
                north);
    }

    private NamedArea area(String id, String rings) {
        try {
            Path file = folder.resolve(id + ".json");
            Files.writeString(
                    file,
                    "{\"type\":\"Feature\",\"id\":\"" + id
                            + "\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" + rings
                            + "]}}");
            return AreaFile.read(file).areas().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
