package org.soilcast.land.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceChoiceTest {
    private static final CudaSearch NONE = new CudaSearch.Missing("nothing is plugged in");

    @TempDir
    Path folder;

    @Test
    void isWhatTheUserWrites() {
        assertThat(DeviceChoice.of("cpu")).isEqualTo(DeviceChoice.CPU);
        assertThat(DeviceChoice.of("cuda")).isEqualTo(DeviceChoice.CUDA);
        assertThat(DeviceChoice.of("auto")).isEqualTo(DeviceChoice.AUTO);
        assertThatThrownBy(() -> DeviceChoice.of("gpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("device: expected one of cpu, cuda, auto, found 'gpu'");
    }

    @Test
    void theProcessorIsTakenWithoutLooking() {
        assertThat(DeviceChoice.CPU.decide(() -> {
                    throw new AssertionError("looked for a device");
                }))
                .hasToString("cpu (as asked)");
    }

    @Test
    void withoutADeviceAutoTakesTheProcessorAndCudaFails() {
        assertThat(DeviceChoice.AUTO.decide(() -> NONE)).hasToString("cpu (no CUDA device: nothing is plugged in)");
        assertThatThrownBy(() -> DeviceChoice.CUDA.decide(() -> NONE))
                .isInstanceOf(CudaException.class)
                .hasMessage("no CUDA device: nothing is plugged in");
    }

    @Test
    void withADeviceBothTakeItAndCloseIt() throws Exception {
        HostDriver host = HostDriver.compile(folder);
        for (DeviceChoice choice : new DeviceChoice[] {DeviceChoice.AUTO, DeviceChoice.CUDA}) {
            assertThat(choice.decide(host::find).toString()).startsWith("cuda (CUDA device this host, 2 multi");
            assertThat(host.live()).isZero();
        }
    }
}
