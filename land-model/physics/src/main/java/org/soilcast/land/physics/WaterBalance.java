package org.soilcast.land.physics;

/** The water balance of a cell: what came in, went out and stayed must agree to rounding. */
public final class WaterBalance {
    private WaterBalance() {}

    /**
     * All water that a cell stores, mm: soil layers, snow and groundwater.
     *
     * @param states {@code [state]}
     */
    public static double storageMm(double[] states) {
        double storageMm = 0;
        for (State state : STORES) {
            storageMm += states[state.ordinal()];
        }
        return storageMm;
    }

    /**
     * All water that one cell of a block stores, mm, summed in double.
     *
     * @param states {@code [state][cell]}
     * @param cells cells in the block
     */
    public static double storageMm(float[] states, int cells, int cell) {
        double storageMm = 0;
        for (State state : STORES) {
            storageMm += states[state.ordinal() * cells + cell];
        }
        return storageMm;
    }

    /** Net gain of one cell over a day, mm: P − ET − runoff − base flow, {@code [driver]} and {@code [flux]}. */
    public static double gainMm(double[] drivers, double[] fluxes) {
        return drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal()]
                - fluxes[Flux.EVAPOTRANSPIRATION_MM_PER_DAY.ordinal()]
                - fluxes[Flux.SURFACE_RUNOFF_MM_PER_DAY.ordinal()]
                - fluxes[Flux.BASE_FLOW_MM_PER_DAY.ordinal()];
    }

    /** As {@link #gainMm(double[], double[])} for one cell of a block, summed in double. */
    public static double gainMm(float[] drivers, float[] fluxes, int cells, int cell) {
        return (double) drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal() * cells + cell]
                - fluxes[Flux.EVAPOTRANSPIRATION_MM_PER_DAY.ordinal() * cells + cell]
                - fluxes[Flux.SURFACE_RUNOFF_MM_PER_DAY.ordinal() * cells + cell]
                - fluxes[Flux.BASE_FLOW_MM_PER_DAY.ordinal() * cells + cell];
    }

    /**
     * Residual of one day, mm, absolute (not a share of anything): change of storage minus net gain. Positive when
     * water appeared, negative when it vanished.
     */
    public static double residualMm(double[] statesBefore, double[] drivers, double[] statesAfter, double[] fluxes) {
        return storageMm(statesAfter) - storageMm(statesBefore) - gainMm(drivers, fluxes);
    }

    private static final State[] STORES = {
        State.LAYER_1_WATER_MM,
        State.LAYER_2_WATER_MM,
        State.LAYER_3_WATER_MM,
        State.SNOW_ICE_MM,
        State.SNOW_LIQUID_MM,
        State.GROUNDWATER_MM
    };
}
