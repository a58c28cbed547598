package org.soilcast.learning.run;

import java.util.Optional;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.drought.ClimatologyFit;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.learning.history.CellForcing;

/** The climatology of a tile's open loop: what percentiles of its analysis are ranks in. */
public final class OpenLoopClimatology {
    private OpenLoopClimatology() {}

    /**
     * The climatology of a span, which ends at its cut date: no later day changes it; empty if it is shorter than a year.
     *
     * @param forcing of the span
     * @param parameters {@code [parameter][cell]}
     * @param start states at the begin of the first day, {@code [state][cell]}
     * @param observation what of a day's states is its soil moisture
     */
    public static Optional<Climatology> of(
            CellForcing forcing, float[] parameters, float[] start, ObservationOperator observation) {
        int cells = forcing.cells();
        int days = forcing.span().days();
        if (days < ClimatologyFit.FEWEST_DAYS) {
            return Optional.empty();
        }
        var surface = new float[days * cells];
        var rootZone = new float[days * cells];
        var drivers = new float[Driver.values().length * cells];
        var fluxes = new float[Flux.values().length * cells];
        var kernel = new LandKernel();
        float[] before = start.clone();
        float[] states = start.clone();
        for (int day = 0; day < days; day++) {
            System.arraycopy(states, 0, before, 0, states.length);
            forcing.drivers(day, drivers);
            kernel.step(states, parameters, drivers, fluxes, cells);
            observation.surface(before, 0, states, 0, surface, day * cells, cells);
            observation.rootZone(before, 0, states, 0, rootZone, day * cells, cells);
        }
        int first = Math.toIntExact(forcing.span().first().toEpochDay());
        return Optional.of(new ClimatologyFit(first, days, cells).of(surface, rootZone));
    }
}
