package org.soilcast.land.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphTest {
    private final Graph graph = new Graph();
    private final Expression x = graph.input("states", 0);
    private final Expression y = graph.input("states", 1);

    @Test
    void equalTermsAreOneNode() {
        assertThat(x.plus(y)).isSameAs(y.plus(x));
        assertThat(x.times(2).exp()).isSameAs(x.times(2).exp());
        assertThat(x.dividedBy(y).operand(1))
                .isSameAs(graph.constant(3).dividedBy(y).operand(1));
        assertThat(x.minus(y)).isNotSameAs(y.minus(x));
    }

    @Test
    void constantsAreFolded() {
        assertThat(graph.constant(2).plus(3).isConstant(5)).isTrue();
        assertThat(graph.constant(2).pow(graph.constant(3)).constant())
                .isCloseTo(8, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(x.times(2).times(3)).isSameAs(x.times(6));
        assertThat(graph.constant(1).max(2).isConstant(2)).isTrue();
        assertThat(graph.constant(1).min(2).isConstant(1)).isTrue();
    }

    @Test
    void whatChangesNothingIsLeftOut() {
        assertThat(x.plus(0)).isSameAs(x);
        assertThat(x.times(1)).isSameAs(x);
        assertThat(x.times(0).isConstant(0)).isTrue();
        assertThat(x.negated().negated()).isSameAs(x);
        assertThat(x.minus(y.negated())).isSameAs(x.plus(y));
        assertThat(x.reciprocal().reciprocal()).isSameAs(x);
        assertThat(x.max(x)).isSameAs(x);
    }

    @Test
    void powersOfOneBaseShareItsLogarithm() {
        Expression logarithm = x.log();
        int before = graph.expressions().size();
        x.pow(y);
        x.pow(y.plus(1));
        long logarithms = graph.expressions().stream()
                .skip(before)
                .filter(node -> node.operation() == Operation.LOG)
                .count();
        assertThat(logarithm.operation()).isEqualTo(Operation.LOG);
        assertThat(logarithms).isZero();
    }

    @Test
    void roundingIsNotOptimisedAway() {
        // (x + y) − x is what y lost to rounding, and must stay.
        assertThat(x.plus(y).minus(x).operation()).isEqualTo(Operation.SUBTRACT);
    }
}
