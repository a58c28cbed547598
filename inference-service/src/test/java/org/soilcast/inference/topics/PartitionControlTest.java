package org.soilcast.inference.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.soilcast.inference.operators.ControlKind;
import org.soilcast.inference.tile.TileDayInput;

class PartitionControlTest {
    @Test
    void activationsAreBounded() {
        PartitionControl control = PartitionControl.none(0);
        for (int version = 1; version <= PartitionControl.MOST_ACTIVATIONS + 10; version++) {
            control = control.after(version, ControlKind.MODEL_ACTIVATED, version, 100L + version, 0);
        }
        assertThat(control.versions()).hasSize(PartitionControl.MOST_ACTIVATIONS);
        TileDayInput old =
                TileDayInput.of(0, 50, 1, new float[1], new float[1], new float[1], new float[1], new int[1]);
        assertThat(control.stamped(old).requiredVersion()).isEqualTo(11);
    }
}
