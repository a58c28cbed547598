package org.soilcast.land.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reverse-mode differentiation of a graph: every node is visited once, after all nodes that use it, and hands its
 * gradient on to its operands by the chain rule (Griewank and Walther 2008, section 3.2). The result is more of the same
 * graph, so the derivative shares what the value has computed.
 */
final class Adjoint {
    private final Map<Expression, Expression> gradients = new HashMap<>();
    private final Expression zero;

    /**
     * Differentiates L = Σ weight·output.
     *
     * @param outputs of one graph
     * @param weights one for each output: the gradient of L with respect to it
     */
    Adjoint(List<Expression> outputs, List<Expression> weights) {
        if (outputs.isEmpty() || outputs.size() != weights.size()) {
            throw new IllegalArgumentException(outputs.size() + " outputs and " + weights.size() + " weights");
        }
        zero = outputs.get(0).graph().constant(0);
        List<Expression> nodes = new ArrayList<>(Program.reachable(outputs));
        for (int i = 0; i < outputs.size(); i++) {
            give(outputs.get(i), weights.get(i));
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Expression node = nodes.get(i);
            handOn(node, gradient(node));
        }
    }

    /** dL/dnode; the constant 0 where L does not depend on it. */
    Expression gradient(Expression node) {
        return gradients.getOrDefault(node, zero);
    }

    private void give(Expression node, Expression gradient) {
        gradients.merge(node, gradient, Expression::plus);
    }

    private void handOn(Expression node, Expression gradient) {
        if (gradient.isConstant(0)) {
            return;
        }
        switch (node.operation()) {
            case CONSTANT, INPUT -> {}
            case ADD -> {
                give(node.operand(0), gradient);
                give(node.operand(1), gradient);
            }
            case SUBTRACT -> {
                give(node.operand(0), gradient);
                give(node.operand(1), gradient.negated());
            }
            case MULTIPLY -> {
                give(node.operand(0), gradient.times(node.operand(1)));
                give(node.operand(1), gradient.times(node.operand(0)));
            }
            // d(1/a) = −(1/a)²
            case DIVIDE ->
                give(node.operand(1), gradient.times(node).times(node).negated());
            case NEGATE -> give(node.operand(0), gradient.negated());
            // d√a = ½/√a
            case SQUARE_ROOT ->
                give(node.operand(0), gradient.times(node.reciprocal().times(0.5)));
            case CHOOSE -> {
                Graph graph = node.graph();
                Expression a = node.operand(0);
                Expression b = node.operand(1);
                give(node.operand(2), graph.choose(a, b, gradient, zero));
                give(node.operand(3), graph.choose(a, b, zero, gradient));
            }
            case EXP -> give(node.operand(0), gradient.times(node));
            case LOG -> give(node.operand(0), gradient.times(node.operand(0).reciprocal()));
            default ->
                throw new IllegalStateException(node.operation() + " is not differentiated: differentiate first");
        }
    }
}
