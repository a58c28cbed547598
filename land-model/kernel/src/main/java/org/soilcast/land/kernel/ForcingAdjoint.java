package org.soilcast.land.kernel;

/** The generated adjoint of a day with respect to states and drivers: what {@link Lanes#adjoint} is to the parameters. */
final class ForcingAdjoint {
    private ForcingAdjoint() {}

    /**
     * One day of one block in reverse. The gradients of states, next states and fluxes are {@code [row][128]} from 0 on;
     * that of drivers is written, from {@code driverGradientsAt} on.
     */
    static void step(
            Lanes lanes,
            float[] states,
            int statesAt,
            float[] parameters,
            int parametersAt,
            float[] drivers,
            int driversAt,
            float[] nextStateGradients,
            float[] fluxGradients,
            float[] stateGradients,
            float[] driverGradients,
            int driverGradientsAt,
            float[] scratch) {
        if (lanes == Lanes.VECTOR) {
            LandForcingAdjointVector.step(
                    states,
                    statesAt,
                    parameters,
                    parametersAt,
                    drivers,
                    driversAt,
                    nextStateGradients,
                    0,
                    fluxGradients,
                    0,
                    stateGradients,
                    0,
                    driverGradients,
                    driverGradientsAt,
                    scratch,
                    CellBlocks.CELLS);
        } else {
            LandForcingAdjointFloat.step(
                    states,
                    statesAt,
                    parameters,
                    parametersAt,
                    drivers,
                    driversAt,
                    nextStateGradients,
                    0,
                    fluxGradients,
                    0,
                    stateGradients,
                    0,
                    driverGradients,
                    driverGradientsAt,
                    scratch,
                    CellBlocks.CELLS);
        }
    }
}
