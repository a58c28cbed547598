package org.soilcast.land.kernel;

import org.soilcast.land.codegen.SubDaily;
import org.soilcast.land.codegen.SubDaily.SkyAmount;
import org.soilcast.land.physics.State;

/** How the generated code in double precision walks over the cells of a block. The bits are the same. */
enum DoubleLanes {
    /** One cell at a time. */
    SCALAR {
        @Override
        void daily(Work work, double[] parameters, double[] drivers, double[] fluxes, int cells) {
            DailyDoubleCell.step(
                    work.before, 0, parameters, 0, drivers, 0, work.after, 0, fluxes, 0, work.scratch, cells);
        }

        @Override
        void sky(Work work, int step, double[] parameters, double[] drivers, int cells) {
            SubDailySkyDoubleCell.step(
                    work.skyStates,
                    step * Work.STATES,
                    parameters,
                    0,
                    drivers,
                    0,
                    work.skyStates,
                    (step + 1) * Work.STATES,
                    work.sky,
                    step * Work.SKY,
                    work.scratch,
                    cells);
        }

        @Override
        void ground(Work work, int step, double[] parameters, double[] fluxes, int cells) {
            SubDailyGroundDoubleCell.step(
                    work.before,
                    0,
                    parameters,
                    0,
                    work.skyStates,
                    (step + 1) * Work.STATES,
                    work.sky,
                    step * Work.SKY,
                    work.water,
                    0,
                    work.after,
                    0,
                    fluxes,
                    0,
                    work.scratch,
                    cells);
        }
    },
    /** As many doubles as a register holds; needs {@code --add-modules jdk.incubator.vector}. */
    VECTOR {
        @Override
        void daily(Work work, double[] parameters, double[] drivers, double[] fluxes, int cells) {
            DailyDoubleVector.step(
                    work.before, 0, parameters, 0, drivers, 0, work.after, 0, fluxes, 0, work.scratch, cells);
        }

        @Override
        void sky(Work work, int step, double[] parameters, double[] drivers, int cells) {
            SubDailySkyDoubleVector.step(
                    work.skyStates,
                    step * Work.STATES,
                    parameters,
                    0,
                    drivers,
                    0,
                    work.skyStates,
                    (step + 1) * Work.STATES,
                    work.sky,
                    step * Work.SKY,
                    work.scratch,
                    cells);
        }

        @Override
        void ground(Work work, int step, double[] parameters, double[] fluxes, int cells) {
            SubDailyGroundDoubleVector.step(
                    work.before,
                    0,
                    parameters,
                    0,
                    work.skyStates,
                    (step + 1) * Work.STATES,
                    work.sky,
                    step * Work.SKY,
                    work.water,
                    0,
                    work.after,
                    0,
                    fluxes,
                    0,
                    work.scratch,
                    cells);
        }
    };

    /** Arrays between the programs of a day, {@code [row][128]} each. */
    static final class Work {
        /** Values of the states. */
        static final int STATES = State.values().length * CellBlocks.CELLS;
        /** Values of a sub-step's sky. */
        static final int SKY = SkyAmount.values().length * CellBlocks.CELLS;

        private static final int SCRATCH_ROWS = Math.max(
                Math.max(
                        Math.max(SubDailySkyDoubleCell.SCRATCH_ROWS, SubDailySkyDoubleVector.SCRATCH_ROWS),
                        Math.max(SubDailyGroundDoubleCell.SCRATCH_ROWS, SubDailyGroundDoubleVector.SCRATCH_ROWS)),
                Math.max(DailyDoubleCell.SCRATCH_ROWS, DailyDoubleVector.SCRATCH_ROWS));

        /** States before and after a step; of the sky before the first and after each sub-step. */
        final double[] skyStates = new double[(SubDaily.STEPS + 1) * STATES];

        final double[] sky = new double[SubDaily.STEPS * SKY];
        final double[] water = new double[CellBlocks.CELLS];
        final double[] scratch = new double[SCRATCH_ROWS * CellBlocks.CELLS];
        double[] before = new double[STATES];
        double[] after = new double[STATES];

        /** What was computed is what the next step begins with. */
        void turn() {
            double[] turned = before;
            before = after;
            after = turned;
        }
    }

    /** The day in one step: before → after, fluxes. */
    abstract void daily(Work work, double[] parameters, double[] drivers, double[] fluxes, int cells);

    /** The sky of one sub-step. */
    abstract void sky(Work work, int step, double[] parameters, double[] drivers, int cells);

    /** The ground of one sub-step: before → after; adds to fluxes. */
    abstract void ground(Work work, int step, double[] parameters, double[] fluxes, int cells);
}
