package org.soilcast.land.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.RealForcing;
import org.soilcast.land.kernel.Window;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;

/** All days of smap_conus in one launch on the host ({@link HostDriver}) against the vector kernel day by day. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
class CudaLandKernelForcingTest {
    private static final int SEED = 11;
    private static final int DRIVERS = Driver.values().length;

    @TempDir
    Path folder;

    @Test
    void realForcingGivesTheBitsOfTheVectorKernel() throws Exception {
        List<List<float[]>> weather = RealForcing.smapConus().subList(0, Window.CELLS);
        int days = weather.stream().mapToInt(List::size).min().orElseThrow();
        Window window = new Window(SEED, 1);
        var drivers = new CellBlocks(days * DRIVERS, Window.CELLS);
        var onDevice = new CellBlocks(window.states.variables(), Window.CELLS);
        for (int day = 0; day < days; day++) {
            for (int cell = 0; cell < Window.CELLS; cell++) {
                for (int driver = 0; driver < DRIVERS; driver++) {
                    drivers.set(day * DRIVERS + driver, cell, weather.get(cell).get(day)[driver]);
                }
            }
        }
        try (var kernel =
                new CudaLandKernel(HostDriver.compile(folder).find().device().orElseThrow())) {
            kernel.load(window.states, window.parameters);
            kernel.setDrivers(drivers);
            kernel.forward();
            kernel.readStates(onDevice);
        }
        var vectors = new LandKernel(Lanes.best());
        var today = new CellBlocks(DRIVERS, Window.CELLS);
        var fluxes = new CellBlocks(Flux.values().length, Window.CELLS);
        for (int day = 0; day < days; day++) {
            System.arraycopy(drivers.values(), day * today.values().length, today.values(), 0, today.values().length);
            vectors.step(window.states, window.parameters, today, fluxes);
        }
        assertThat(onDevice.toRows()).as("seed %d", SEED).containsExactly(window.states.toRows());
    }
}
