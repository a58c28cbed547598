package org.soilcast.land.kernel;

import org.junit.jupiter.api.Test;

/**
 * Water in the generated kernel over the whole parameter box. {@code -Dsoilcast.cells=100000 -Dsoilcast.years=10} runs the
 * full size; the default fits every build.
 */
class LandKernelBalanceTest {
    private static final int BLOCKS = Math.max(1, Integer.getInteger("soilcast.cells", 2000) / RandomBlock.CELLS);
    private static final int YEARS = Integer.getInteger("soilcast.years", 2);
    private static final WaterInBlocks WATER =
            new WaterInBlocks("kernel", () -> new LandKernel()::step, 20_260_501, 1000);

    @Test
    void theBalanceClosesWithoutDrift() {
        WATER.requireClosedBalance(BLOCKS, YEARS);
    }

    @Test
    void extremesKeepEveryStateFiniteAndWithinThePores() {
        WATER.requireBoundsInExtremes();
    }
}
