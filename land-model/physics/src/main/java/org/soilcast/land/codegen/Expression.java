package org.soilcast.land.codegen;

import java.util.List;
import org.soilcast.land.number.Real;

/**
 * A node of a traced graph: an operation on other nodes. Equations written on {@link Real} build nodes when they run on
 * this type. Immutable, and equal terms are the same object: see {@link Graph}.
 */
public final class Expression implements Real<Expression> {
    private final Graph graph;
    private final int id;
    private final Operation operation;
    private final List<Expression> operands;
    private final double constant;
    private final String array;

    /**
     * @param id position in the order of creation; operands have smaller ones
     * @param constant the value of a constant, the row of an input, else 0
     * @param array the array of an input, else empty
     */
    Expression(Graph graph, int id, Operation operation, List<Expression> operands, double constant, String array) {
        this.graph = graph;
        this.id = id;
        this.operation = operation;
        this.operands = operands;
        this.constant = constant;
        this.array = array;
    }

    /** Position in the graph's order of creation: greater than that of every operand. */
    public int id() {
        return id;
    }

    /** What the node computes. */
    public Operation operation() {
        return operation;
    }

    /** The nodes it computes from, as many as its operation takes. */
    public List<Expression> operands() {
        return operands;
    }

    /** One of the operands. */
    Expression operand(int index) {
        return operands.get(index);
    }

    /** The graph that holds this node. */
    Graph graph() {
        return graph;
    }

    /** The value of a constant. */
    public double constant() {
        return constant;
    }

    /** The array of an input. */
    public String array() {
        return array;
    }

    /** The row of an input in its array. */
    public int row() {
        return (int) constant;
    }

    /** Whether this is a constant. */
    public boolean isConstant() {
        return operation == Operation.CONSTANT;
    }

    /** Whether this is the constant given. */
    boolean isConstant(double value) {
        return isConstant() && constant == value;
    }

    @Override
    public Expression plus(Expression other) {
        return graph.add(this, other);
    }

    @Override
    public Expression plus(double value) {
        return graph.add(this, graph.constant(value));
    }

    @Override
    public Expression minus(Expression other) {
        return graph.subtract(this, other);
    }

    @Override
    public Expression subtractedFrom(double value) {
        return graph.subtract(graph.constant(value), this);
    }

    @Override
    public Expression times(Expression other) {
        return graph.multiply(this, other);
    }

    @Override
    public Expression times(double value) {
        return graph.multiply(this, graph.constant(value));
    }

    @Override
    public Expression dividedBy(Expression other) {
        return graph.multiply(this, graph.reciprocal(other));
    }

    @Override
    public Expression reciprocal() {
        return graph.reciprocal(this);
    }

    @Override
    public Expression negated() {
        return graph.negate(this);
    }

    @Override
    public Expression min(Expression other) {
        return graph.choose(this, other, other, this);
    }

    @Override
    public Expression min(double value) {
        return min(graph.constant(value));
    }

    @Override
    public Expression max(Expression other) {
        return graph.choose(other, this, other, this);
    }

    @Override
    public Expression max(double value) {
        return max(graph.constant(value));
    }

    @Override
    public Expression exp() {
        return graph.unary(Operation.EXP, this);
    }

    @Override
    public Expression log() {
        return graph.unary(Operation.LOG, this);
    }

    @Override
    public Expression sqrt() {
        return graph.unary(Operation.SQUARE_ROOT, this);
    }

    /** e^(exponent·ln this): powers of one base share its logarithm. */
    @Override
    public Expression pow(Expression exponent) {
        return exponent.times(log()).exp();
    }

    /** The term itself for leaves, else the operation and its operands' numbers: for messages. */
    @Override
    public String toString() {
        return switch (operation) {
            case CONSTANT -> Double.toString(constant);
            case INPUT -> array + "[" + row() + "]";
            default ->
                operation
                        + operands.stream()
                                .map(operand -> "#" + operand.id)
                                .toList()
                                .toString();
        };
    }
}
