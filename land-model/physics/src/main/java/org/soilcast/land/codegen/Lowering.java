package org.soilcast.land.codegen;

import static org.soilcast.land.codegen.Operation.MULTIPLY;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a program for floats, or for doubles, into operations that one instruction computes: exp and log become polynomials, and a
 * product that is only ever added becomes a fused multiply-add.
 *
 * <p>What one lowering has rewritten stays as it is: an adjoint lowered after its forward program computes the same
 * forward values by the same operations, to the same bits.
 */
final class Lowering {
    private final Graph target = new Graph();
    private final Precision precision;
    private final ElementaryFunctions functions;
    private final Map<Expression, Expression> lowered = new HashMap<>();

    Lowering(Precision precision) {
        this.precision = precision;
        functions = new ElementaryFunctions(target, precision);
    }

    /** The program in single operations. */
    Program lower(Program program) {
        List<Expression> values = program.values();
        List<Expression> open = Program.reachable(values).stream()
                .filter(node -> !lowered.containsKey(node))
                .toList();
        Set<Expression> onlyAdded = onlyAdded(open, values);
        for (Expression node : open) {
            if (!onlyAdded.contains(node)) {
                lowered.put(node, rewrite(node, onlyAdded));
            }
        }
        return program.withValues(values.stream().map(this::get).toList());
    }

    /** Products with one use, in a sum: one product for each sum. */
    private Set<Expression> onlyAdded(List<Expression> nodes, List<Expression> values) {
        Map<Expression, Integer> uses = new HashMap<>();
        values.forEach(value -> uses.merge(value, 1, Integer::sum));
        nodes.forEach(node -> node.operands().forEach(operand -> uses.merge(operand, 1, Integer::sum)));
        Set<Expression> added = new HashSet<>();
        for (Expression node : nodes) {
            node.operands().stream()
                    .filter(operand -> operand.operation() == MULTIPLY && !lowered.containsKey(operand))
                    .filter(operand -> uses.getOrDefault(operand, 0) == 1 && fuses(node, operand))
                    .findFirst()
                    .ifPresent(added::add);
        }
        return added;
    }

    /** Whether a fused multiply-add computes the sum or difference; a sign must go into a constant to cost nothing. */
    private static boolean fuses(Expression node, Expression product) {
        return switch (node.operation()) {
            case ADD -> true;
            case SUBTRACT ->
                product == node.operand(0)
                        ? node.operand(1).isConstant()
                        : product.operand(0).isConstant();
            default -> false;
        };
    }

    private Expression get(Expression node) {
        Expression result = lowered.get(node);
        if (result == null) {
            throw new IllegalStateException("not lowered: " + node);
        }
        return result;
    }

    private Expression rewrite(Expression node, Set<Expression> onlyAdded) {
        return switch (node.operation()) {
            case CONSTANT -> target.constant(precision.round(node.constant()));
            case INPUT -> target.input(node.array(), node.row());
            case ADD -> sum(node, onlyAdded);
            case SUBTRACT -> difference(node, onlyAdded);
            case MULTIPLY -> target.multiply(get(node.operand(0)), get(node.operand(1)));
            case DIVIDE -> target.reciprocal(get(node.operand(1)));
            case NEGATE -> target.negate(get(node.operand(0)));
            case SQUARE_ROOT -> target.unary(Operation.SQUARE_ROOT, get(node.operand(0)));
            case CHOOSE ->
                target.choose(get(node.operand(0)), get(node.operand(1)), get(node.operand(2)), get(node.operand(3)));
            case EXP -> functions.exp(get(node.operand(0)));
            case LOG -> functions.log(get(node.operand(0)));
            default -> throw new IllegalStateException(node.operation() + " is lowered already");
        };
    }

    private Expression sum(Expression node, Set<Expression> onlyAdded) {
        for (int i = 0; i < 2; i++) {
            Expression product = node.operand(i);
            if (onlyAdded.contains(product)) {
                return fused(product, 1, get(node.operand(1 - i)));
            }
        }
        return target.add(get(node.operand(0)), get(node.operand(1)));
    }

    private Expression difference(Expression node, Set<Expression> onlyAdded) {
        Expression from = node.operand(0);
        Expression taken = node.operand(1);
        if (onlyAdded.contains(from)) {
            return fused(from, 1, target.negate(get(taken)));
        }
        if (onlyAdded.contains(taken)) {
            return fused(taken, -1, get(from));
        }
        if (from.isConstant(1) && taken.operation() == Operation.EXP) {
            return functions.oneMinusExp(get(taken.operand(0)));
        }
        return target.subtract(get(from), get(taken));
    }

    /** sign·product + summand. */
    private Expression fused(Expression product, double sign, Expression summand) {
        Expression factor = target.multiply(target.constant(sign), get(product.operand(0)));
        return target.fused(factor, get(product.operand(1)), summand);
    }
}
