package org.soilcast.land.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.Window;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/** Everything but the GPU: the driver's functions work on the host ({@link HostDriver}), so the bits are those of Java. */
class CudaLandKernelTest {
    private static final int DAYS = 40;
    private static final int SEED = 7;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static HostDriver host;

    @BeforeAll
    static void compile() throws Exception {
        host = HostDriver.compile(folder);
    }

    private final Window window = new Window(SEED, DAYS);

    private static CudaLandKernel kernel() {
        return new CudaLandKernel(host.find().device().orElseThrow());
    }

    /** What the CPU makes of the window: states at its end, fluxes of each day. */
    private Window.Gradient gradientOnCpu(CellBlocks states, CellBlocks fluxes) {
        return window.gradient(new WindowAdjoint(Lanes.SCALAR, DAYS, DAYS), (day, after, startAt, at, ofDay) -> {
            System.arraycopy(after, at, states.values(), 0, states.values().length);
            System.arraycopy(ofDay, 0, fluxes.values(), day * ofDay.length, ofDay.length);
        });
    }

    @Test
    void aWindowIsThatOfTheCpuForwardAndBack() {
        var states = new CellBlocks(State.values().length, Window.CELLS);
        var fluxes = new CellBlocks(DAYS * Flux.values().length, Window.CELLS);
        Window.Gradient expected = gradientOnCpu(states, fluxes);
        var found = new Window.Gradient(
                new CellBlocks(State.values().length, Window.CELLS),
                new CellBlocks(Parameter.values().length, Window.CELLS));
        try (CudaLandKernel kernel = kernel()) {
            var after = new CellBlocks(State.values().length, Window.CELLS);
            var windowFluxes = new CellBlocks(DAYS * Flux.values().length, Window.CELLS);
            kernel.load(window.states, window.parameters);
            kernel.setDrivers(window.drivers);
            kernel.forward(windowFluxes);
            kernel.readStates(after);
            assertThat(after.values()).containsExactly(states.values());
            assertThat(windowFluxes.values()).containsExactly(fluxes.values());

            kernel.load(window.states, window.parameters);
            kernel.setDrivers(window.drivers);
            kernel.forwardWithTape();
            kernel.setStateGradients(everyDay(State.values().length, State.LAYER_1_WATER_MM.ordinal()));
            kernel.setFluxGradients(everyDay(Flux.values().length, Flux.SURFACE_RUNOFF_MM_PER_DAY.ordinal()));
            kernel.backward();
            kernel.readGradients(found.states(), found.parameters());
        }
        assertThat(found.states().values()).containsExactly(expected.states().values());
        assertThat(found.parameters().values())
                .containsExactly(expected.parameters().values());
    }

    private static CellBlocks everyDay(int rows, int row) {
        var ones = new CellBlocks(DAYS * rows, Window.CELLS);
        for (int day = 0; day < DAYS; day++) {
            int from = (day * rows + row) * CellBlocks.CELLS;
            Arrays.fill(ones.values(), from, from + CellBlocks.CELLS, 1);
        }
        return ones;
    }

    @Test
    void statesStayOnTheDeviceFromWindowToWindow() {
        var states = new CellBlocks(State.values().length, Window.CELLS);
        gradientOnCpu(states, new CellBlocks(DAYS * Flux.values().length, Window.CELLS));
        var after = new CellBlocks(State.values().length, Window.CELLS);
        try (CudaLandKernel kernel = kernel()) {
            kernel.load(window.states, window.parameters);
            for (int day = 0; day < DAYS; day++) {
                kernel.setDrivers(driversOf(day));
                kernel.forward();
            }
            kernel.readStates(after);
        }
        assertThat(after.values()).containsExactly(states.values());
    }

    private CellBlocks driversOf(int day) {
        var drivers = new CellBlocks(Driver.values().length, Window.CELLS);
        int length = drivers.values().length;
        System.arraycopy(window.drivers.values(), day * length, drivers.values(), 0, length);
        return drivers;
    }

    @Test
    void membersShareParametersAndDriversAsOnTheCpu() {
        int members = 3;
        var onCpu = new CellBlocks(State.values().length, members * CellBlocks.CELLS);
        for (int member = 0; member < members; member++) {
            Window own = new Window(SEED + member, 1);
            System.arraycopy(own.states.values(), 0, onCpu.values(), onCpu.begin(member), own.states.values().length);
        }
        var onDevice = new CellBlocks(State.values().length, onCpu.cells());
        System.arraycopy(onCpu.values(), 0, onDevice.values(), 0, onCpu.values().length);
        var expected = new CellBlocks(Flux.values().length, onCpu.cells());
        var found = new CellBlocks(Flux.values().length, onCpu.cells());
        new LandKernel(Lanes.SCALAR).step(onCpu, window.parameters, driversOf(0), expected);
        try (CudaLandKernel kernel = kernel()) {
            kernel.step(onDevice, window.parameters, driversOf(0), found);
        }
        assertThat(onDevice.values()).containsExactly(onCpu.values());
        assertThat(found.values()).containsExactly(expected.values());
    }

    @Test
    void copiesLongerThanTheStagingBuffersArriveWhole() {
        var blocks = new CellBlocks(1, (1 << 21) + 300);
        for (int i = 0; i < blocks.values().length; i++) {
            blocks.values()[i] = i;
        }
        var back = new CellBlocks(1, blocks.cells());
        try (CudaDevice device = host.find().device().orElseThrow();
                DeviceArray array = device.allocate(blocks.values().length)) {
            array.upload(blocks);
            array.download(back);
        }
        assertThat(Arrays.equals(back.values(), blocks.values())).isTrue();
    }

    @Test
    void closingGivesAllMemoryBack() {
        int before = host.live();
        try (CudaLandKernel kernel = kernel()) {
            kernel.load(window.states, window.parameters);
            kernel.setDrivers(window.drivers);
            kernel.forwardWithTape();
            assertThat(kernel.kernelSeconds()).isCloseTo(1.5e-3, within(1e-9));
            assertThat(host.live()).isGreaterThan(before);
        }
        assertThat(host.live()).isEqualTo(before);
    }

    @Test
    void aFullDeviceIsToldByTheNameOfTheError() {
        var huge = new CellBlocks(State.values().length, 10_000_000);
        try (CudaLandKernel kernel = kernel()) {
            assertThatThrownBy(() -> kernel.load(huge, window.parameters))
                    .isInstanceOf(CudaException.class)
                    .hasMessage("cuMemAlloc_v2 failed: CUDA_ERROR_OUT_OF_MEMORY");
        }
    }

    @Test
    void backwardNeedsATapeAndGradients() {
        try (CudaLandKernel kernel = kernel()) {
            kernel.load(window.states, window.parameters);
            assertThatThrownBy(kernel::forward).isInstanceOf(IllegalStateException.class);
            kernel.setDrivers(window.drivers);
            kernel.setStateGradients(everyDay(State.values().length, 0));
            assertThatThrownBy(kernel::backward).hasMessageContaining("no tape");
            kernel.setDrivers(window.drivers);
            kernel.forwardWithTape();
            assertThatThrownBy(kernel::backward).hasMessageContaining("no gradients");
        }
    }
}
