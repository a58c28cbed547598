package org.soilcast.land.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
    private enum Water {
        SNOW_MM,
        SOIL_MM
    }

    @Test
    void holdsTheNumberOfEachQuantity() {
        Quantities<Water, Double> water = Quantities.of(Water.class, Map.of(Water.SOIL_MM, 140.0, Water.SNOW_MM, 3.0));
        assertThat(water.get(Water.SNOW_MM)).isEqualTo(3);
        assertThat(water.get(Water.SOIL_MM)).isEqualTo(140);
        assertThat(water.map(number -> 2 * number).numbers()).containsExactly(6.0, 280.0);
    }

    @Test
    void comesInTheOrderOfTheEnum() {
        var seen = new ArrayList<String>();
        Quantities.of(Water.class, Water::name).forEach((quantity, number) -> seen.add(quantity + "=" + number));
        assertThat(seen).containsExactly("SNOW_MM=SNOW_MM", "SOIL_MM=SOIL_MM");
    }

    @Test
    void refusesAMapThatLacksAQuantity() {
        assertThatThrownBy(() -> Quantities.of(Water.class, Map.of(Water.SNOW_MM, 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected all of Water, found no SOIL_MM in [SNOW_MM]");
    }
}
