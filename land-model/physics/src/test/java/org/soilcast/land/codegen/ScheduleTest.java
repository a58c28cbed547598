package org.soilcast.land.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.codegen.Schedule.Phase;

class ScheduleTest {
    private static final Program ADJOINT = adjoint();

    private static Program adjoint() {
        Model.Traced land = GenerateKernels.land().trace();
        Lowering lowering = new Lowering(Precision.SINGLE);
        lowering.lower(land.forward());
        return lowering.lower(land.adjoint());
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 40, 300, 100_000})
    void everyOperationRunsOnceAfterItsOperands(int mostOperations) {
        Schedule schedule = new Schedule(ADJOINT, mostOperations);
        Set<Expression> waiting = new HashSet<>();
        Set<Expression> done = new HashSet<>();
        for (Phase phase : schedule.phases()) {
            assertThat(phase.operations()).hasSizeLessThanOrEqualTo(mostOperations);
            assertThat(waiting).containsAll(phase.restored());
            Set<Expression> known = new HashSet<>(phase.restored());
            for (Expression operation : phase.operations()) {
                operation.operands().stream()
                        .filter(operand -> !operand.operation().isLeaf())
                        .forEach(operand -> assertThat(known).contains(operand));
                known.add(operation);
                assertThat(done.add(operation)).isTrue();
            }
            waiting.addAll(phase.kept());
        }
        assertThat(done).containsExactlyInAnyOrderElementsOf(ADJOINT.operations());
        assertThat(schedule.phases().stream()
                        .mapToInt(phase -> phase.outputs().size())
                        .sum())
                .isEqualTo(ADJOINT.outputs().size());
    }

    @Test
    void aScratchRowHoldsWhatIsReadFromIt() {
        Schedule schedule = new Schedule(ADJOINT, 40);
        Map<Integer, Expression> rows = new java.util.HashMap<>();
        for (Phase phase : schedule.phases()) {
            for (Expression value : phase.restored()) {
                assertThat(rows.get(schedule.row(value))).isSameAs(value);
            }
            phase.kept().forEach(value -> rows.put(schedule.row(value), value));
            assertThat(phase.restored()).allMatch(value -> rows.get(schedule.row(value)) == value);
        }
        assertThat(schedule.scratchRows()).isLessThan(schedule.scratchMoves());
    }
}
