package org.soilcast.learning.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.soilcast.land.network.NetworkInputs;

class CellAttributesTest {
    @Test
    void everyClassOfLandCoverIsAnInput() {
        NetworkInputs inputs = CellAttributes.of(Map.of("landcover_igbp_class", new float[] {12, 1, Float.NaN}), 3);
        assertThat(inputs.input("landcover_igbp_class_12")).containsExactly(1, 0, Float.NaN);
        assertThat(inputs.input("landcover_igbp_class_1")).containsExactly(0, 1, Float.NaN);
        assertThat(inputs.input("landcover_igbp_class_17")).containsExactly(0, 0, Float.NaN);
        assertThat(inputs.names()).doesNotContain("landcover_igbp_class");
        assertThat(inputs.names())
                .allMatch(name -> CellAttributes.attributeOf(name).equals("landcover_igbp_class"));
    }

    @Test
    void numbersStayNumbers() {
        NetworkInputs inputs = CellAttributes.of(Map.of("sand_percent", new float[] {40, Float.NaN, 12}), 3);
        assertThat(inputs.input("sand_percent")).containsExactly(40, Float.NaN, 12);
        assertThat(CellAttributes.attributeOf("sand_percent")).isEqualTo("sand_percent");
    }
}
