package org.soilcast.retrain.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;

class CellAttributesTest {
    @Test
    void everyClassOfLandCoverIsAnInput() {
        NetworkInputs inputs = CellAttributes.of(tile("landcover_igbp_class", 12, 1, Float.NaN));
        assertThat(inputs.input("landcover_igbp_class_12")).containsExactly(1, 0, Float.NaN);
        assertThat(inputs.input("landcover_igbp_class_1")).containsExactly(0, 1, Float.NaN);
        assertThat(inputs.input("landcover_igbp_class_17")).containsExactly(0, 0, Float.NaN);
        assertThat(inputs.names()).doesNotContain("landcover_igbp_class");
    }

    @Test
    void numbersStayNumbersAndWhatIsMissingIsAbsent() {
        NetworkInputs inputs = CellAttributes.of(tile("sand_percent", 40, Float.NaN, 12));
        assertThat(inputs.input("sand_percent")).containsExactly(40, Float.NaN, 12);
        assertThat(inputs.input("latitude_degrees")).containsExactly(30, 31, 32);
    }

    private static Tile tile(String attribute, float... values) {
        int cells = values.length;
        List<Boolean> present = IntStream.range(0, cells)
                .mapToObj(cell -> !Float.isNaN(values[cell]))
                .toList();
        return Tile.newBuilder()
                .setDomain("test")
                .setTile(0)
                .setTiles(1)
                .setCells(IntStream.range(0, cells).mapToObj(Integer::toString).toList())
                .setLatitudeDegrees(
                        IntStream.range(0, cells).mapToObj(cell -> 30f + cell).toList())
                .setLongitudeDegrees(Collections.nCopies(cells, 0f))
                .setElevationM(Collections.nCopies(cells, Float.NaN))
                .setAttributes(List.of(new Attribute(attribute, Floats.view(values), present)))
                .setDayDefinition("00-24 UTC")
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setSynthetic(true)
                .build();
    }
}
