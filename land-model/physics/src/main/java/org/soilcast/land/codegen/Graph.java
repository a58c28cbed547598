package org.soilcast.land.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds {@link Expression}s: a term that exists is returned instead of built again (hash consing), constants are
 * folded, and what changes nothing is left out. So common sub-expressions are shared the moment they are written.
 *
 * <p>Rules are those that hold for every finite number, and products with constants are joined. A factor 0, which only
 * derivatives bring, makes its product vanish.
 */
public final class Graph {
    private final Map<Term, Expression> terms = new HashMap<>();
    private final List<Expression> expressions = new ArrayList<>();

    /** What makes two nodes equal. Constants by their bits, so that 0 and −0 differ. */
    private record Term(Operation operation, List<Integer> operands, long constantBits, String array) {}

    /** A number. */
    public Expression constant(double value) {
        return node(Operation.CONSTANT, List.of(), value, "");
    }

    /** One row of an array that the kernel is given. */
    public Expression input(String array, int row) {
        return node(Operation.INPUT, List.of(), row, array);
    }

    /** Every node, operands before those that use them. */
    List<Expression> expressions() {
        return List.copyOf(expressions);
    }

    Expression add(Expression a, Expression b) {
        if (a.isConstant() && b.isConstant()) {
            return constant(a.constant() + b.constant());
        }
        if (a.isConstant(0)) {
            return b;
        }
        if (b.isConstant(0)) {
            return a;
        }
        if (b.operation() == Operation.NEGATE) {
            return subtract(a, b.operand(0));
        }
        if (a.operation() == Operation.NEGATE) {
            return subtract(b, a.operand(0));
        }
        return node(Operation.ADD, a, b);
    }

    Expression subtract(Expression a, Expression b) {
        if (a.isConstant() && b.isConstant()) {
            return constant(a.constant() - b.constant());
        }
        if (b.isConstant(0)) {
            return a;
        }
        if (a.isConstant(0)) {
            return negate(b);
        }
        if (a == b) {
            return constant(0);
        }
        if (b.operation() == Operation.NEGATE) {
            return add(a, b.operand(0));
        }
        return node(Operation.SUBTRACT, a, b);
    }

    Expression multiply(Expression a, Expression b) {
        if (a.isConstant()) {
            return b.isConstant() ? constant(a.constant() * b.constant()) : scaled(b, a.constant());
        }
        if (b.isConstant()) {
            return scaled(a, b.constant());
        }
        if (a.operation() == Operation.NEGATE) {
            return negate(multiply(a.operand(0), b));
        }
        if (b.operation() == Operation.NEGATE) {
            return negate(multiply(a, b.operand(0)));
        }
        return node(Operation.MULTIPLY, a, b);
    }

    /** factor·a; the factors of a product of products are joined. */
    private Expression scaled(Expression a, double factor) {
        if (factor == 0 || factor == 1) {
            return factor == 0 ? constant(0) : a;
        }
        if (factor == -1) {
            return negate(a);
        }
        if (a.operation() == Operation.NEGATE) {
            return scaled(a.operand(0), -factor);
        }
        if (a.operation() == Operation.MULTIPLY && a.operand(0).isConstant()) {
            return scaled(a.operand(1), factor * a.operand(0).constant());
        }
        // The constant first, whatever was created first: the case above relies on it.
        return node(Operation.MULTIPLY, List.of(constant(factor), a), 0, "");
    }

    Expression reciprocal(Expression a) {
        return switch (a.operation()) {
            case CONSTANT -> constant(1 / a.constant());
            case NEGATE -> negate(reciprocal(a.operand(0)));
            case DIVIDE -> a.operand(1);
            default -> node(Operation.DIVIDE, List.of(constant(1), a), 0, "");
        };
    }

    Expression negate(Expression a) {
        return switch (a.operation()) {
            case CONSTANT -> constant(-a.constant());
            case NEGATE -> a.operand(0);
            case SUBTRACT -> subtract(a.operand(1), a.operand(0));
            default -> node(Operation.NEGATE, List.of(a), 0, "");
        };
    }

    /** c where a > b, else d. */
    Expression choose(Expression a, Expression b, Expression c, Expression d) {
        if (c == d) {
            return c;
        }
        if (a.isConstant() && b.isConstant()) {
            return a.constant() > b.constant() ? c : d;
        }
        return node(Operation.CHOOSE, List.of(a, b, c, d), 0, "");
    }

    /** A function or a bit operation of one node; functions of constants are folded. */
    Expression unary(Operation operation, Expression a) {
        if (a.isConstant()) {
            return switch (operation) {
                case EXP -> constant(StrictMath.exp(a.constant()));
                case LOG -> constant(StrictMath.log(a.constant()));
                case SQUARE_ROOT -> constant(StrictMath.sqrt(a.constant()));
                default -> node(operation, List.of(a), 0, "");
            };
        }
        return node(operation, List.of(a), 0, "");
    }

    /** a·b + c, rounded once. */
    Expression fused(Expression a, Expression b, Expression c) {
        return node(Operation.FUSED, List.of(a, b, c), 0, "");
    }

    private Expression node(Operation operation, Expression a, Expression b) {
        boolean swap = operation.commutes() && a.id() > b.id();
        return node(operation, swap ? List.of(b, a) : List.of(a, b), 0, "");
    }

    private Expression node(Operation operation, List<Expression> operands, double constant, String array) {
        if (operands.size() != operation.operands()) {
            throw new IllegalArgumentException(
                    operation + " takes " + operation.operands() + " operands, got " + operands.size());
        }
        List<Integer> ids = operands.stream().map(Expression::id).toList();
        Term term = new Term(operation, ids, Double.doubleToLongBits(constant), array);
        Expression known = terms.get(term);
        if (known != null) {
            return known;
        }
        Expression created = new Expression(this, expressions.size(), operation, operands, constant, array);
        expressions.add(created);
        terms.put(term, created);
        return created;
    }
}
