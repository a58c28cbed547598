package org.soilcast.land.codegen;

import static org.soilcast.land.codegen.Program.Use.ADD_TO;
import static org.soilcast.land.codegen.Program.Use.READ;
import static org.soilcast.land.codegen.Program.Use.WRITE;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.soilcast.land.codegen.Program.ArrayArgument;
import org.soilcast.land.codegen.Program.Output;

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
    public record Step<S, F>(Map<S, Expression> states, Map<F, Expression> fluxes) {}

    /** One step of the model, on expressions. */
    public interface Equations<S, P, D, F> {
        /** Computes every state after the step and every flux. */
        Step<S, F> step(Map<S, Expression> states, Map<P, Expression> parameters, Map<D, Expression> drivers);
    }

    /**
     * The step and its adjoint, as traced: functions not yet lowered, for doubles.
     *
     * @param forward states, parameters, drivers → nextStates, fluxes
     * @param adjoint states, parameters, drivers, and the gradients of a scalar L with respect to nextStates and fluxes →
     *     the gradient with respect to states; that with respect to parameters is added to what the array holds
     */
    public record Traced(Program forward, Program adjoint) {}

    /** Runs the equations on expressions, once, and differentiates what they built. */
    public Traced trace() {
        Graph graph = new Graph();
        Map<S, Expression> stateInputs = inputs(graph, "states", states);
        Map<P, Expression> parameterInputs = inputs(graph, "parameters", parameters);
        Map<D, Expression> driverInputs = inputs(graph, "drivers", drivers);
        List<ArrayArgument> reads = List.of(
                new ArrayArgument("states", count(states), READ),
                new ArrayArgument("parameters", count(parameters), READ),
                new ArrayArgument("drivers", count(drivers), READ));

        Step<S, F> step = equations.step(stateInputs, parameterInputs, driverInputs);
        List<Output> results = new ArrayList<>();
        results.addAll(outputs("nextStates", states, step.states()));
        results.addAll(outputs("fluxes", fluxes, step.fluxes()));
        List<ArrayArgument> forwardArrays = new ArrayList<>(reads);
        forwardArrays.add(new ArrayArgument("nextStates", count(states), WRITE));
        forwardArrays.add(new ArrayArgument("fluxes", count(fluxes), WRITE));
        Program forward = new Program("forward", forwardArrays, results);

        List<Expression> weights = new ArrayList<>();
        weights.addAll(inputs(graph, "nextStateGradients", states).values());
        weights.addAll(inputs(graph, "fluxGradients", fluxes).values());
        Adjoint gradients = new Adjoint(forward.values(), weights);
        stateInputs.replaceAll((state, input) -> gradients.gradient(input));
        parameterInputs.replaceAll((parameter, input) -> gradients.gradient(input));
        List<Output> derivatives = new ArrayList<>();
        derivatives.addAll(outputs("stateGradients", states, stateInputs));
        derivatives.addAll(outputs("parameterGradients", parameters, parameterInputs));
        List<ArrayArgument> adjointArrays = new ArrayList<>(reads);
        adjointArrays.add(new ArrayArgument("nextStateGradients", count(states), READ));
        adjointArrays.add(new ArrayArgument("fluxGradients", count(fluxes), READ));
        adjointArrays.add(new ArrayArgument("stateGradients", count(states), WRITE));
        adjointArrays.add(new ArrayArgument("parameterGradients", count(parameters), ADD_TO));
        return new Traced(forward, new Program("adjoint", adjointArrays, derivatives));
    }

    private static int count(Class<? extends Enum<?>> variables) {
        return variables.getEnumConstants().length;
    }

    private static <K extends Enum<K>> Map<K, Expression> inputs(Graph graph, String array, Class<K> variables) {
        Map<K, Expression> inputs = new EnumMap<>(variables);
        for (K variable : variables.getEnumConstants()) {
            inputs.put(variable, graph.input(array, variable.ordinal()));
        }
        return inputs;
    }

    private static <K extends Enum<K>> List<Output> outputs(
            String array, Class<K> variables, Map<K, Expression> values) {
        List<Output> outputs = new ArrayList<>();
        for (K variable : variables.getEnumConstants()) {
            if (!values.containsKey(variable)) {
                throw new IllegalArgumentException("the equations give no " + variable);
            }
            outputs.add(new Output(array, variable.ordinal(), values.get(variable)));
        }
        return outputs;
    }
}
