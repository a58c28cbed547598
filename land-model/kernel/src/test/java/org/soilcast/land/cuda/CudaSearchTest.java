package org.soilcast.land.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaSearchTest {
    @TempDir
    Path folder;

    @Test
    void withoutADriverTheLibraryIsNamed() {
        CudaSearch search = CudaDevice.find("libcuda-that-nobody-has.so.1", (major, minor) -> "");
        assertThat(search.device()).isEmpty();
        assertThat(search.sentence())
                .isEqualTo(
                        "no CUDA device: libcuda-that-nobody-has.so.1, a part of the NVIDIA driver, cannot be loaded");
    }

    @Test
    void aDriverWithoutGpuIsToldFromNoDriver() throws Exception {
        CudaSearch search = HostDriver.compile(folder, "-DWITHOUT_DEVICE").find();
        assertThat(search.device()).isEmpty();
        assertThat(search.sentence())
                .isEqualTo("no CUDA device: the NVIDIA driver sees no GPU (cuInit failed: CUDA_ERROR_NO_DEVICE)");
    }

    @Test
    void whatTheDriverDoesNotTakeIsToldWithItsWordsAndLeavesNothing() throws Exception {
        HostDriver host = HostDriver.compile(folder);
        CudaSearch search = host.find("other");
        assertThat(search.device()).isEmpty();
        assertThat(search.sentence())
                .isEqualTo("no CUDA device: cuModuleLoadDataEx failed: CUDA_ERROR_INVALID_PTX not for this host");
        assertThat(host.live()).isZero();
    }

    @Test
    void aDeviceIsDescribed() throws Exception {
        HostDriver host = HostDriver.compile(folder);
        CudaSearch search = host.find();
        try (CudaDevice device = search.device().orElseThrow()) {
            assertThat(search.sentence())
                    .isEqualTo("CUDA device this host, 2 multiprocessors, 5 GiB, compute capability 9.0,"
                            + " driver for CUDA 13.1");
            assertThat(device.memoryBytesPerSecond()).isEqualTo(16e9);
        }
        assertThat(host.live()).isZero();
    }

    @Test
    void lookingOnThisMachineNeverFails() {
        CudaSearch search = CudaDevice.find();
        assertThat(search.sentence()).startsWith(search.device().isPresent() ? "CUDA device " : "no CUDA device: ");
        search.device().ifPresent(CudaDevice::close);
    }
}
