package org.soilcast.land.bench;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.soilcast.land.codegen.Expression;
import org.soilcast.land.codegen.GenerateKernels;
import org.soilcast.land.codegen.Program;
import org.soilcast.land.codegen.Program.Output;

/**
 * The land step as DJL tensor operations, one tensor {@code [cell]} a value: the same traced program, run by an
 * interpreter. It is here to be compared with, and is how the model would be written without a compiler of its own.
 */
final class TensorModel {
    private final Program program = GenerateKernels.land().trace().forward();
    private final List<Expression> operations = program.operations();
    private final Map<Double, NDArray> constants = new HashMap<>();
    private final boolean freesEarly;
    /** After each operation, the values that nothing needs any more. */
    private final List<List<Expression>> spent = new ArrayList<>();

    /** States after a step and its fluxes, each a tensor {@code [cell]}. */
    record Day(NDList states, NDList fluxes) {}

    /**
     * @param manager holds the model's constants; numbers given to DJL's operations directly corrupt its gradients
     * @param freesEarly whether each value is closed after its last use, which no one writes by hand but which keeps
     *     memory in the caches, or with the manager of its day, as is usual
     */
    TensorModel(NDManager manager, boolean freesEarly) {
        this.freesEarly = freesEarly;
        for (Expression operation : operations) {
            for (Expression operand : operation.operands()) {
                if (operand.isConstant()) {
                    constants.computeIfAbsent(operand.constant(), value -> manager.create(value.floatValue()));
                }
            }
        }
        findSpent();
    }

    private void findSpent() {
        Set<Expression> needed = new HashSet<>();
        program.outputs().forEach(output -> needed.add(output.value()));
        for (int i = operations.size() - 1; i >= 0; i--) {
            List<Expression> last = new ArrayList<>();
            for (Expression operand : operations.get(i).operands()) {
                if (!operand.operands().isEmpty() && needed.add(operand)) {
                    last.add(operand);
                }
            }
            spent.add(0, last);
        }
    }

    /** One day; every list holds a tensor {@code [cell]} a variable. */
    Day step(NDList states, NDList parameters, NDList drivers) {
        Map<String, NDList> inputs = Map.of("states", states, "parameters", parameters, "drivers", drivers);
        Map<Expression, NDArray> values = new HashMap<>();
        for (int i = 0; i < operations.size(); i++) {
            Expression operation = operations.get(i);
            List<NDArray> operands = new ArrayList<>();
            for (Expression operand : operation.operands()) {
                operands.add(value(operand, values, inputs));
            }
            values.put(operation, apply(operation, operands));
            if (freesEarly) {
                spent.get(i)
                        .forEach(value -> requireNonNull(values.remove(value)).close());
            }
        }
        Day day = new Day(new NDList(), new NDList());
        for (Output output : program.outputs()) {
            NDList list = output.array().equals("fluxes") ? day.fluxes : day.states;
            list.add(value(output.value(), values, inputs));
        }
        return day;
    }

    private NDArray value(Expression node, Map<Expression, NDArray> values, Map<String, NDList> inputs) {
        return switch (node.operation()) {
            case CONSTANT -> requireNonNull(constants.get(node.constant()));
            case INPUT -> requireNonNull(inputs.get(node.array())).get(node.row());
            default -> requireNonNull(values.get(node));
        };
    }

    private static NDArray apply(Expression node, List<NDArray> x) {
        return switch (node.operation()) {
            case ADD -> x.get(0).add(x.get(1));
            case SUBTRACT -> x.get(0).sub(x.get(1));
            case MULTIPLY -> x.get(0).mul(x.get(1));
            case DIVIDE -> x.get(0).div(x.get(1));
            case NEGATE -> x.get(0).neg();
            case SQUARE_ROOT -> x.get(0).sqrt();
            case EXP -> x.get(0).exp();
            case LOG -> x.get(0).log();
            case CHOOSE -> choose(node.operands(), x);
            default -> throw new IllegalStateException(node.operation() + " is not an operation of doubles");
        };
    }

    /** a > b ? c : d, as the minimum or maximum that it is. */
    private static NDArray choose(List<Expression> nodes, List<NDArray> x) {
        if (nodes.get(0) == nodes.get(3) && nodes.get(1) == nodes.get(2)) {
            return NDArrays.minimum(x.get(0), x.get(1));
        }
        if (nodes.get(0) == nodes.get(2) && nodes.get(1) == nodes.get(3)) {
            return NDArrays.maximum(x.get(0), x.get(1));
        }
        return NDArrays.where(x.get(0).gt(x.get(1)), x.get(2), x.get(3));
    }
}
