package org.soilcast.laboratory.evaluation;

import java.time.LocalDate;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.ReferenceModel;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.OpenLoop;
import org.soilcast.learning.run.SpinUp;

/**
 * The land model without assimilation, the same for every model that supplies its parameters: the training days are
 * repeated until the states have settled, then all days are run once.
 */
final class LandRun {
    private LandRun() {}

    /** The result of a run: surface soil moisture {@code [day][cell]}, and evapotranspiration of the training days. */
    record Result(float[] surface, float[] evapotranspirationMm) {}

    /** States at the begin of the first day, in equilibrium with the training days, {@code [state][cell]}. */
    static float[] settled(CellHistory history, LocalDate trainTo, float[] parameters) throws InterruptedException {
        CellForcing training = history.forcing().between(history.span().first(), trainTo);
        var spinUp = new SpinUp(training, parameters);
        spinUp.run();
        return spinUp.states();
    }

    /** With the kernel, in single precision and one step a day. */
    static Result kernel(CellHistory history, LocalDate trainTo, float[] parameters, float[] start) {
        CellForcing training = history.forcing().between(history.span().first(), trainTo);
        OpenLoop all = OpenLoop.run(history.forcing(), parameters, start, history.observation());
        OpenLoop year = OpenLoop.run(training, parameters, start, history.observation());
        var evapotranspirationMm = new float[training.cells()];
        for (int cell = 0; cell < evapotranspirationMm.length; cell++) {
            evapotranspirationMm[cell] = year.evapotranspirationMm(cell);
        }
        return new Result(all.surface(), evapotranspirationMm);
    }

    /** Surface soil moisture {@code [day][cell]} with the reference, in double precision and 24 steps a day. */
    static float[] reference(CellHistory history, float[] parameters, float[] start) {
        var model = new ReferenceModel(24);
        int cells = history.cells().size();
        var surface = new float[history.span().days() * cells];
        for (int cell = 0; cell < cells; cell++) {
            double[] states = column(start, State.values().length, cells, cell);
            double[] own = column(parameters, Parameter.values().length, cells, cell);
            var fluxes = new double[Flux.values().length];
            for (int day = 0; day < history.span().days(); day++) {
                double before = states[State.LAYER_1_WATER_MM.ordinal()];
                model.day(states, own, drivers(history.forcing(), day, cell), fluxes);
                double after = states[State.LAYER_1_WATER_MM.ordinal()];
                surface[day * cells + cell] =
                        (float) SoilLayers.surfaceM3PerM3(history.observation().of(before, after));
            }
        }
        return surface;
    }

    private static double[] drivers(CellForcing forcing, int day, int cell) {
        var drivers = new double[Driver.values().length];
        drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal()] = forcing.precipitationMmPerDay(day, cell);
        drivers[Driver.AIR_TEMPERATURE_C.ordinal()] = forcing.airTemperatureC(day, cell);
        drivers[Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal()] =
                forcing.potentialEvapotranspirationMmPerDay(day, cell);
        return drivers;
    }

    private static double[] column(float[] rows, int count, int cells, int cell) {
        var column = new double[count];
        for (int row = 0; row < count; row++) {
            column[row] = rows[row * cells + cell];
        }
        return column;
    }
}
