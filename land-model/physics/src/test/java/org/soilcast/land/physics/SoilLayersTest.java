package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoilLayersTest {
    @Test
    void contentsAreWaterOverDepth() {
        assertThat(SoilLayers.surfaceM3PerM3(12)).isCloseTo(0.24, within(1e-15));
        assertThat(SoilLayers.rootZoneM3PerM3(12, 70, 218)).isCloseTo(0.3, within(1e-15));
    }

    @Test
    void blocksGiveTheSamePerCell() {
        int cells = 2;
        float[] states = new float[State.values().length * cells];
        float[] layer1 = {12, 5};
        float[] layer2 = {70, 25};
        float[] layer3 = {218, 170};
        System.arraycopy(layer1, 0, states, State.LAYER_1_WATER_MM.ordinal() * cells, cells);
        System.arraycopy(layer2, 0, states, State.LAYER_2_WATER_MM.ordinal() * cells, cells);
        System.arraycopy(layer3, 0, states, State.LAYER_3_WATER_MM.ordinal() * cells, cells);
        float[] surface = new float[cells];
        float[] rootZone = new float[cells];
        SoilLayers.surface(states, surface, cells);
        SoilLayers.rootZone(states, rootZone, cells);
        assertThat(surface).containsExactly(0.24f, 0.1f);
        assertThat(rootZone).containsExactly(0.3f, 0.2f);
    }
}
