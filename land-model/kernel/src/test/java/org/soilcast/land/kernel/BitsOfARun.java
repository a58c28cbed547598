package org.soilcast.land.kernel;

import java.util.Arrays;

/** Prints a checksum of a run, forward and in reverse; {@link LandKernelBitsTest} compares virtual machines by it. */
final class BitsOfARun {
    private BitsOfARun() {}

    /** The arguments: VECTOR or SCALAR, and days. */
    public static void main(String[] arguments) {
        Lanes lanes = Lanes.valueOf(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        System.out.println(all(lanes, days));
    }

    /** All checksums: forward, in reverse, and in double precision with sub-steps. */
    static String all(Lanes lanes, int days) {
        return forward(lanes, days) + " " + adjoint(lanes, days) + " "
                + SubDailyKernelTest.bits(DoubleLanes.valueOf(lanes.name()), 5, Math.max(1, days / 10));
    }

    static int forward(Lanes lanes, int days) {
        LandKernel kernel = new LandKernel(lanes);
        RandomBlock block = new RandomBlock(5);
        int bits = 0;
        for (int day = 0; day < days; day++) {
            block.weather(day);
            kernel.step(block.states, block.parameters, block.drivers, block.fluxes, RandomBlock.CELLS);
            bits = 31 * bits + 17 * Arrays.hashCode(block.states) + Arrays.hashCode(block.fluxes);
        }
        return bits;
    }

    static int adjoint(Lanes lanes, int days) {
        Window window = new Window(5, days);
        Window.Gradient gradient = window.gradient(lanes, days);
        return 31 * Arrays.hashCode(gradient.states().toRows())
                + Arrays.hashCode(gradient.parameters().toRows());
    }
}
