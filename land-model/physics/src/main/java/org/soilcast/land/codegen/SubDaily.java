package org.soilcast.land.codegen;

import static org.soilcast.land.codegen.Program.Use.ADD_TO;
import static org.soilcast.land.codegen.Program.Use.READ;
import static org.soilcast.land.codegen.Program.Use.WRITE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.soilcast.land.codegen.Program.ArrayArgument;
import org.soilcast.land.codegen.Program.Output;
import org.soilcast.land.number.Quantities;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.LandEquations;
import org.soilcast.land.physics.LandEquations.LandStep;
import org.soilcast.land.physics.LandEquations.Sky;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SnowEquations.SnowPack;
import org.soilcast.land.physics.State;

/**
 * The land model's day in {@value #STEPS} sub-steps, as {@link org.soilcast.land.physics.ReferenceModel} takes it: first
 * the sky of every sub-step, then the ground under each, all the day's water with the first.
 */
public final class SubDaily {
    /** Sub-steps of a day. */
    public static final int STEPS = 24;

    /** States that the sky changes, in sub-steps before the ground's. */
    public static final Set<State> SKY_STATES = Collections.unmodifiableSet(
            EnumSet.of(State.SNOW_ICE_MM, State.SNOW_LIQUID_MM, State.FROZEN_GROUND_INDEX_C_DAY));

    /** What a sub-step's sky hands to the ground beside its states, in the order of the array's rows. */
    public enum SkyAmount {
        OUTFLOW_MM,
        DEMAND_MM,
        CANOPY_EVAPORATION_MM
    }

    private SubDaily() {}

    /**
     * The programs by name: {@code SubDailySky} (states, parameters, drivers → the sky's nextStates, sky), {@code
     * SubDailyGround} (states, parameters, those of the sky: nextStates, sky, water → groundStates; adds its part of
     * the day to fluxes), and {@code Daily}, the day in one step.
     */
    static Map<String, Program> programs() {
        return Map.of(
                "SubDailySky",
                sky(),
                "SubDailyGround",
                ground(),
                "Daily",
                GenerateKernels.land().trace().forward());
    }

    private static Program sky() {
        Graph graph = new Graph();
        Sky<Expression> sky = LandEquations.sky(
                inputs(graph, "states", State.class),
                inputs(graph, "parameters", Parameter.class),
                inputs(graph, "drivers", Driver.class),
                1.0 / STEPS);
        List<Output> outputs = new ArrayList<>();
        sky.states().forEach((state, value) -> outputs.add(new Output("nextStates", state.ordinal(), value)));
        outputs.add(new Output("sky", SkyAmount.OUTFLOW_MM.ordinal(), sky.pack().outflowMm()));
        outputs.add(new Output("sky", SkyAmount.DEMAND_MM.ordinal(), sky.demandMm()));
        outputs.add(new Output("sky", SkyAmount.CANOPY_EVAPORATION_MM.ordinal(), sky.canopyEvaporationMm()));
        return new Program(
                "subDailySky",
                List.of(
                        array("states", State.values().length, READ),
                        array("parameters", Parameter.values().length, READ),
                        array("drivers", Driver.values().length, READ),
                        array("nextStates", State.values().length, WRITE),
                        array("sky", SkyAmount.values().length, WRITE)),
                outputs);
    }

    private static Program ground() {
        Graph graph = new Graph();
        Quantities<State, Expression> skyStates = inputs(graph, "skyStates", State.class);
        Quantities<SkyAmount, Expression> amounts = inputs(graph, "sky", SkyAmount.class);
        Sky<Expression> sky = new Sky<>(
                new SnowPack<>(
                        skyStates.get(State.SNOW_ICE_MM),
                        skyStates.get(State.SNOW_LIQUID_MM),
                        amounts.get(SkyAmount.OUTFLOW_MM)),
                amounts.get(SkyAmount.DEMAND_MM),
                amounts.get(SkyAmount.CANOPY_EVAPORATION_MM),
                skyStates.get(State.FROZEN_GROUND_INDEX_C_DAY));
        LandStep<Expression> step = LandEquations.ground(
                inputs(graph, "states", State.class),
                inputs(graph, "parameters", Parameter.class),
                sky,
                graph.input("water", 0),
                1.0 / STEPS);
        List<Output> outputs = new ArrayList<>();
        step.states().forEach((state, value) -> {
            if (!SKY_STATES.contains(state)) {
                outputs.add(new Output("nextStates", state.ordinal(), value));
            }
        });
        step.fluxes()
                .forEach((flux, value) -> outputs.add(new Output("fluxes", flux.ordinal(), value.times(1.0 / STEPS))));
        return new Program(
                "subDailyGround",
                List.of(
                        array("states", State.values().length, READ),
                        array("parameters", Parameter.values().length, READ),
                        array("skyStates", State.values().length, READ),
                        array("sky", SkyAmount.values().length, READ),
                        array("water", 1, READ),
                        array("nextStates", State.values().length, WRITE),
                        array("fluxes", Flux.values().length, ADD_TO)),
                outputs);
    }

    private static ArrayArgument array(String name, int rows, Program.Use use) {
        return new ArrayArgument(name, rows, use);
    }

    private static <K extends Enum<K>> Quantities<K, Expression> inputs(Graph graph, String array, Class<K> variables) {
        return Quantities.of(variables, variable -> graph.input(array, variable.ordinal()));
    }
}
