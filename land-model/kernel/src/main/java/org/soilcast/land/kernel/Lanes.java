package org.soilcast.land.kernel;

import java.util.stream.IntStream;
import org.soilcast.land.codegen.GenerateKernels;

/**
 * How the generated code walks over the cells of a block: one at a time, or as many as a vector register holds. The bits
 * are the same.
 *
 * <p>Every array is {@code [row][128]} from its begin on; none that is written overlaps one that is read. Cells are
 * computed up to the next multiple of the register's lanes, so the rows must hold 128 cells whatever {@code cells} is.
 */
public enum Lanes {
    /** One float at a time; anywhere. */
    SCALAR {
        @Override
        void forward(
                float[] states,
                int statesAt,
                float[] parameters,
                int parametersAt,
                float[] drivers,
                int driversAt,
                float[] nextStates,
                int nextStatesAt,
                float[] fluxes,
                int fluxesAt,
                float[] scratch,
                int cells) {
            LandForwardFloat.step(
                    states,
                    statesAt,
                    parameters,
                    parametersAt,
                    drivers,
                    driversAt,
                    nextStates,
                    nextStatesAt,
                    fluxes,
                    fluxesAt,
                    scratch,
                    cells);
        }

        @Override
        void adjoint(
                float[] states,
                int statesAt,
                float[] parameters,
                int parametersAt,
                float[] drivers,
                int driversAt,
                float[] nextStateGradients,
                float[] fluxGradients,
                float[] stateGradients,
                float[] parameterGradients,
                int parameterGradientsAt,
                float[] scratch,
                int cells) {
            LandAdjointFloat.step(
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
                    parameterGradients,
                    parameterGradientsAt,
                    scratch,
                    cells);
        }
    },
    /** As many floats as a register holds; needs {@code --add-modules jdk.incubator.vector}. */
    VECTOR {
        @Override
        void forward(
                float[] states,
                int statesAt,
                float[] parameters,
                int parametersAt,
                float[] drivers,
                int driversAt,
                float[] nextStates,
                int nextStatesAt,
                float[] fluxes,
                int fluxesAt,
                float[] scratch,
                int cells) {
            LandForwardVector.step(
                    states,
                    statesAt,
                    parameters,
                    parametersAt,
                    drivers,
                    driversAt,
                    nextStates,
                    nextStatesAt,
                    fluxes,
                    fluxesAt,
                    scratch,
                    cells);
        }

        @Override
        void adjoint(
                float[] states,
                int statesAt,
                float[] parameters,
                int parametersAt,
                float[] drivers,
                int driversAt,
                float[] nextStateGradients,
                float[] fluxGradients,
                float[] stateGradients,
                float[] parameterGradients,
                int parameterGradientsAt,
                float[] scratch,
                int cells) {
            LandAdjointVector.step(
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
                    parameterGradients,
                    parameterGradientsAt,
                    scratch,
                    cells);
        }
    };

    private static final int SCRATCH_ROWS = IntStream.of(
                    LandForwardVector.SCRATCH_ROWS,
                    LandAdjointVector.SCRATCH_ROWS,
                    LandForcingAdjointVector.SCRATCH_ROWS,
                    LandForwardFloat.SCRATCH_ROWS,
                    LandAdjointFloat.SCRATCH_ROWS,
                    LandForcingAdjointFloat.SCRATCH_ROWS)
            .max()
            .orElseThrow();

    /**
     * {@link #VECTOR} where this process has the vector module, else {@link #SCALAR}; this too where the system property
     * {@code soilcast.lanes} is {@code scalar}, for virtual machines that do not compile vector code.
     */
    public static Lanes best() {
        if ("scalar".equals(System.getProperty("soilcast.lanes"))) {
            return SCALAR;
        }
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? VECTOR : SCALAR;
    }

    /** A scratch array for one thread, for all directions. */
    static float[] newScratch() {
        return new float[SCRATCH_ROWS * GenerateKernels.BLOCK_CELLS];
    }

    /** One day of one block: states, parameters, drivers → next states, fluxes. */
    abstract void forward(
            float[] states,
            int statesAt,
            float[] parameters,
            int parametersAt,
            float[] drivers,
            int driversAt,
            float[] nextStates,
            int nextStatesAt,
            float[] fluxes,
            int fluxesAt,
            float[] scratch,
            int cells);

    /**
     * One day of one block in reverse. The gradients of states, next states and fluxes are {@code [row][128]} from 0 on;
     * that of parameters is added to.
     */
    abstract void adjoint(
            float[] states,
            int statesAt,
            float[] parameters,
            int parametersAt,
            float[] drivers,
            int driversAt,
            float[] nextStateGradients,
            float[] fluxGradients,
            float[] stateGradients,
            float[] parameterGradients,
            int parameterGradientsAt,
            float[] scratch,
            int cells);
}
