package org.soilcast.retrain;

import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.Reported;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.WaterBalance;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.run.DayLineRun;
import org.soilcast.learning.run.OpenLoop;
import org.soilcast.retrain.gate.VersionRun;

/** Runs versions over a history as the job would, and keeps what they make of its last days. */
final class JudgedRuns {
    private static final int CYCLES = 6;

    private final CellHistory history;
    private final DaySpan judged;

    /**
     * Runs to come.
     *
     * @param history all days up to the cut
     * @param judged the last of them
     */
    JudgedRuns(CellHistory history, DaySpan judged) {
        this.history = history;
        this.judged = judged;
    }

    /**
     * A version's run.
     *
     * @param parameters {@code [parameter][cell]}
     * @param numbers of filter and correction
     */
    VersionRun of(float[] parameters, DayNumbers numbers) {
        float[] start = OpenLoop.cycled(history.forcing(), parameters, CYCLES);
        DayLineRun run = new DayLineRun(history, parameters, start).withClimatologyTo(judged.last());
        DayLineRun.Series series = run.with(numbers, Reported.SURFACE_FORECAST, Reported.ROOT_ZONE_PERCENTILE);
        return new VersionRun(
                parameters,
                judged(run.openLoop()),
                judged(series.row(Reported.SURFACE_FORECAST)),
                judged(series.row(Reported.ROOT_ZONE_PERCENTILE)),
                worstResidualMm(parameters, start));
    }

    private float[] judged(float[] all) {
        int cells = history.cells().size();
        int first = history.span().day(judged.first()) * cells;
        return java.util.Arrays.copyOfRange(all, first, first + judged.days() * cells);
    }

    /** Largest absolute residual of the water balance of any cell and day, mm. */
    private double worstResidualMm(float[] parameters, float[] start) {
        int cells = history.cells().size();
        var kernel = new LandKernel();
        float[] states = start.clone();
        var drivers = new float[Driver.values().length * cells];
        var fluxes = new float[Flux.values().length * cells];
        double worst = 0;
        for (int day = 0; day < history.span().days(); day++) {
            float[] before = states.clone();
            history.forcing().drivers(day, drivers);
            kernel.step(states, parameters, drivers, fluxes, cells);
            for (int cell = 0; cell < cells; cell++) {
                double residual = WaterBalance.storageMm(states, cells, cell)
                        - WaterBalance.storageMm(before, cells, cell)
                        - WaterBalance.gainMm(drivers, fluxes, cells, cell);
                worst = Math.max(worst, Math.abs(residual));
            }
        }
        return worst;
    }
}
