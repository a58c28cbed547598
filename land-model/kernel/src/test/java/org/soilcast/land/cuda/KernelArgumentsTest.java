package org.soilcast.land.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelArgumentsTest {
    @Test
    void eachEntryOfTheTableIsTheAddressOfAValue() {
        try (var arguments = new KernelArguments(List.of(DeviceArray.NONE, 365, 12))) {
            var table = arguments.table();
            assertThat(table.size()).isEqualTo(3L * Native.POINTER_SIZE);
            assertThat(table.getPointer(0).getLong(0)).isZero();
            assertThat(table.getPointer(Native.POINTER_SIZE).getInt(0)).isEqualTo(365);
            assertThat(table.getPointer(2L * Native.POINTER_SIZE).getInt(0)).isEqualTo(12);
        }
    }

    @Test
    void whatAKernelCannotTakeIsRefused() {
        assertThatThrownBy(() -> new KernelArguments(List.of(3L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argument 0");
    }
}
