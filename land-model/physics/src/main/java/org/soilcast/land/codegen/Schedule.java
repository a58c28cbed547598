package org.soilcast.land.codegen;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.soilcast.land.codegen.Program.Output;

/**
 * Cuts a program into phases, each a loop of its own over the cells of a block: short enough for the Java compiler and
 * for the registers. Values that a later phase needs wait in rows of a scratch array.
 *
 * <p>The cuts are those that move the fewest values through scratch, found by dynamic programming over the operations in
 * their order; a row is used again when nothing waits in it.
 */
final class Schedule {
    /**
     * One loop.
     *
     * @param restored values of earlier phases, read from scratch
     * @param operations in order
     * @param kept those of its values that go to scratch
     * @param outputs what it writes
     */
    record Phase(List<Expression> restored, List<Expression> operations, List<Expression> kept, List<Output> outputs) {}

    private final List<Expression> operations;
    private final Map<Expression, Integer> position = new HashMap<>();
    private final int[] lastUse;
    private final List<Phase> phases = new ArrayList<>();
    private final Map<Expression, Integer> rows = new HashMap<>();
    private int scratchRows;

    /**
     * @param program what to schedule
     * @param mostOperations operations in a phase, at most
     */
    Schedule(Program program, int mostOperations) {
        operations = program.operations();
        lastUse = new int[operations.size()];
        for (int i = 0; i < operations.size(); i++) {
            position.put(operations.get(i), i);
            lastUse[i] = i;
            for (Expression operand : operations.get(i).operands()) {
                if (position.containsKey(operand)) {
                    lastUse[position.get(operand)] = i;
                }
            }
        }
        List<Integer> cuts = cuts(mostOperations);
        for (int i = 1; i < cuts.size(); i++) {
            phases.add(phase(cuts.get(i - 1), cuts.get(i), program.outputs(), i == 1));
        }
        assignRows();
    }

    /** The loops, in order. */
    List<Phase> phases() {
        return phases;
    }

    /** The scratch row of a value that goes through scratch. */
    int row(Expression value) {
        return requireNonNull(rows.get(value), () -> "not in scratch: " + value);
    }

    /** Rows of the scratch array. */
    int scratchRows() {
        return scratchRows;
    }

    /** Values written to and read from scratch, for the whole program. */
    int scratchMoves() {
        return phases.stream()
                .mapToInt(phase -> phase.restored().size() + phase.kept().size())
                .sum();
    }

    /** Begins of all phases and the end of the last. */
    private List<Integer> cuts(int mostOperations) {
        int count = operations.size();
        int[] cost = new int[count + 1];
        int[] begin = new int[count + 1];
        Arrays.fill(cost, Integer.MAX_VALUE);
        cost[0] = 0;
        for (int end = 1; end <= count; end++) {
            Set<Integer> read = new HashSet<>();
            int kept = 0;
            for (int first = end - 1; first >= Math.max(0, end - mostOperations); first--) {
                read.remove(first);
                kept += lastUse[first] >= end ? 1 : 0;
                read.addAll(earlier(first, first));
                int total = cost[first] + kept + read.size();
                if (total < cost[end]) {
                    cost[end] = total;
                    begin[end] = first;
                }
            }
        }
        List<Integer> cuts = new ArrayList<>(List.of(count));
        for (int end = count; end > 0; end = begin[end]) {
            cuts.add(begin[end]);
        }
        Collections.reverse(cuts);
        return cuts;
    }

    /** Positions of the operands of one operation that come before a begin. */
    private List<Integer> earlier(int operation, int begin) {
        return operations.get(operation).operands().stream()
                .filter(position::containsKey)
                .map(position::get)
                .filter(at -> at < begin)
                .toList();
    }

    private Phase phase(int begin, int end, List<Output> outputs, boolean first) {
        Set<Expression> restored = new LinkedHashSet<>();
        List<Expression> kept = new ArrayList<>();
        for (int i = begin; i < end; i++) {
            earlier(i, begin).forEach(at -> restored.add(operations.get(at)));
            if (lastUse[i] >= end) {
                kept.add(operations.get(i));
            }
        }
        List<Output> written = outputs.stream()
                .filter(output -> {
                    Integer at = position.get(output.value());
                    return at == null ? first : at >= begin && at < end;
                })
                .toList();
        return new Phase(List.copyOf(restored), operations.subList(begin, end), kept, written);
    }

    /** A row becomes free after the phase that reads it last. */
    private void assignRows() {
        Map<Expression, Integer> lastPhase = new HashMap<>();
        for (int i = 0; i < phases.size(); i++) {
            for (Expression value : phases.get(i).restored()) {
                lastPhase.put(value, i);
            }
        }
        Deque<Integer> free = new ArrayDeque<>();
        for (int i = 0; i < phases.size(); i++) {
            for (Expression value : phases.get(i).kept()) {
                rows.put(value, free.isEmpty() ? scratchRows++ : free.pop());
            }
            for (Expression value : phases.get(i).restored()) {
                if (lastPhase.getOrDefault(value, i) == i) {
                    free.push(row(value));
                }
            }
        }
    }
}
