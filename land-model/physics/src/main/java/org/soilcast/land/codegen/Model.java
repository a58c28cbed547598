package org.soilcast.land.codegen;

import static org.soilcast.land.codegen.Program.Use.ADD_TO;
import static org.soilcast.land.codegen.Program.Use.READ;
import static org.soilcast.land.codegen.Program.Use.WRITE;

import java.util.ArrayList;
import java.util.List;
import org.soilcast.land.codegen.Program.ArrayArgument;
import org.soilcast.land.codegen.Program.Output;
import org.soilcast.land.number.Quantities;

/**
 * A model that can be compiled: its variables, in the order of their enums, and its equations.
 *
 * @param name upper camel case; begins the names of the generated classes
 * @param equations one step of one cell
 * @param <S> states, carried from step to step
 * @param <P> parameters
 * @param <D> drivers, the forcing of a step
 * @param <F> fluxes, the other results of a step
 */
public record Model<S extends Enum<S>, P extends Enum<P>, D extends Enum<D>, F extends Enum<F>>(
        String name,
        Class<S> states,
        Class<P> parameters,
        Class<D> drivers,
        Class<F> fluxes,
        Equations<S, P, D, F> equations) {

    /** One step: every state after it and every flux. */
    public record Step<S extends Enum<S>, F extends Enum<F>>(
            Quantities<S, Expression> states, Quantities<F, Expression> fluxes) {}

    /** One step of the model, on expressions. */
    public interface Equations<S extends Enum<S>, P extends Enum<P>, D extends Enum<D>, F extends Enum<F>> {
        /** Computes every state after the step and every flux. */
        Step<S, F> step(
                Quantities<S, Expression> states,
                Quantities<P, Expression> parameters,
                Quantities<D, Expression> drivers);
    }

    /**
     * The step and its adjoint, as traced: functions not yet lowered, for doubles.
     *
     * @param forward states, parameters, drivers → nextStates, fluxes
     * @param adjoint states, parameters, drivers, and the gradients of a scalar L with respect to nextStates and fluxes →
     *     the gradient with respect to states; that with respect to parameters is added to what the array holds
     * @param forcingAdjoint the same inputs → the gradient with respect to states and drivers
     */
    public record Traced(Program forward, Program adjoint, Program forcingAdjoint) {}

    /** Runs the equations on expressions, once, and differentiates what they built. */
    public Traced trace() {
        Graph graph = new Graph();
        Quantities<S, Expression> stateInputs = inputs(graph, "states", states);
        Quantities<P, Expression> parameterInputs = inputs(graph, "parameters", parameters);
        Quantities<D, Expression> driverInputs = inputs(graph, "drivers", drivers);
        List<ArrayArgument> reads = List.of(
                new ArrayArgument("states", count(states), READ),
                new ArrayArgument("parameters", count(parameters), READ),
                new ArrayArgument("drivers", count(drivers), READ));

        Step<S, F> step = equations.step(stateInputs, parameterInputs, driverInputs);
        List<Output> results = new ArrayList<>();
        results.addAll(outputs("nextStates", step.states()));
        results.addAll(outputs("fluxes", step.fluxes()));
        List<ArrayArgument> forwardArrays = new ArrayList<>(reads);
        forwardArrays.add(new ArrayArgument("nextStates", count(states), WRITE));
        forwardArrays.add(new ArrayArgument("fluxes", count(fluxes), WRITE));
        Program forward = new Program("forward", forwardArrays, results);

        List<Expression> weights = new ArrayList<>();
        weights.addAll(inputs(graph, "nextStateGradients", states).numbers());
        weights.addAll(inputs(graph, "fluxGradients", fluxes).numbers());
        Adjoint gradients = new Adjoint(forward.values(), weights);
        List<ArrayArgument> adjointArrays = new ArrayList<>(reads);
        adjointArrays.add(new ArrayArgument("nextStateGradients", count(states), READ));
        adjointArrays.add(new ArrayArgument("fluxGradients", count(fluxes), READ));
        adjointArrays.add(new ArrayArgument("stateGradients", count(states), WRITE));
        List<Output> ofStates = outputs("stateGradients", stateInputs.map(gradients::gradient));
        Program adjoint = new Program("adjoint", adjointArrays, ofStates)
                .and(
                        new ArrayArgument("parameterGradients", count(parameters), ADD_TO),
                        outputs("parameterGradients", parameterInputs.map(gradients::gradient)));
        Program forcingAdjoint = new Program("forcingAdjoint", adjointArrays, ofStates)
                .and(
                        new ArrayArgument("driverGradients", count(drivers), WRITE),
                        outputs("driverGradients", driverInputs.map(gradients::gradient)));
        return new Traced(forward, adjoint, forcingAdjoint);
    }

    private static int count(Class<? extends Enum<?>> variables) {
        return variables.getEnumConstants().length;
    }

    private static <K extends Enum<K>> Quantities<K, Expression> inputs(Graph graph, String array, Class<K> variables) {
        return Quantities.of(variables, variable -> graph.input(array, variable.ordinal()));
    }

    private static <K extends Enum<K>> List<Output> outputs(String array, Quantities<K, Expression> values) {
        List<Output> outputs = new ArrayList<>();
        values.forEach((variable, value) -> outputs.add(new Output(array, variable.ordinal(), value)));
        return outputs;
    }
}
