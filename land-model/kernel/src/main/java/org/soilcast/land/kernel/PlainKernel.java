package org.soilcast.land.kernel;

import java.util.EnumMap;
import org.soilcast.land.number.FloatReal;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.LandEquations;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/** scratch */
public final class PlainKernel {
    public void step(float[] states, float[] parameters, float[] drivers, float[] fluxes, int cells) {
        for (int c = 0; c < cells; c++) {
            var s = new EnumMap<State, FloatReal>(State.class);
            var p = new EnumMap<Parameter, FloatReal>(Parameter.class);
            var d = new EnumMap<Driver, FloatReal>(Driver.class);
            for (State x : State.values()) s.put(x, new FloatReal(states[x.ordinal() * cells + c]));
            for (Parameter x : Parameter.values()) p.put(x, new FloatReal(parameters[x.ordinal() * cells + c]));
            for (Driver x : Driver.values()) d.put(x, new FloatReal(drivers[x.ordinal() * cells + c]));
            var r = LandEquations.step(s, p, d, 1);
            r.states().forEach((k, v) -> {});
            for (State x : State.values()) states[x.ordinal() * cells + c] = r.states().get(x).value();
            for (Flux x : Flux.values()) fluxes[x.ordinal() * cells + c] = r.fluxes().get(x).value();
        }
    }
}
