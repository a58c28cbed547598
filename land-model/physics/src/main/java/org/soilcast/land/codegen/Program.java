package org.soilcast.land.codegen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Straight-line computation for one cell: reads rows of arrays, computes, writes rows of arrays. All arrays are {@code
 * [row][cell]}, and none of those written overlaps one that is read.
 *
 * @param name what it computes, a lower-case word or two in camel case
 * @param arrays the arrays in the order of the kernel's arguments
 * @param outputs what is written, each row once
 */
public record Program(String name, List<ArrayArgument> arrays, List<Output> outputs) {
    /** How an array is used. */
    public enum Use {
        READ,
        WRITE,
        /** The output is added to what the row holds. */
        ADD_TO
    }

    /** An array of {@code rows} values a cell. */
    public record ArrayArgument(String name, int rows, Use use) {}

    /** One row of an array that is written. */
    public record Output(String array, int row, Expression value) {}

    public Program {
        arrays = List.copyOf(arrays);
        outputs = List.copyOf(outputs);
    }

    /** The expressions of all outputs. */
    List<Expression> values() {
        return outputs.stream().map(Output::value).toList();
    }

    /** The same program with other expressions for its outputs, in their order. */
    Program withValues(List<Expression> values) {
        List<Output> replaced = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            replaced.add(new Output(outputs.get(i).array(), outputs.get(i).row(), values.get(i)));
        }
        return new Program(name, arrays, replaced);
    }

    /** The same program with one more array, and what is written to it. */
    Program and(ArrayArgument array, List<Output> written) {
        List<ArrayArgument> allArrays = new ArrayList<>(arrays);
        allArrays.add(array);
        List<Output> allOutputs = new ArrayList<>(outputs);
        allOutputs.addAll(written);
        return new Program(name, allArrays, allOutputs);
    }

    /** How an array is used. */
    Use use(String array) {
        return arrays.stream()
                .filter(argument -> argument.name().equals(array))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no array " + array))
                .use();
    }

    /** Everything that is computed, operands before those that use them: no constants, no inputs. */
    public List<Expression> operations() {
        return reachable(values()).stream()
                .filter(node -> !node.operation().isLeaf())
                .toList();
    }

    /** The nodes given and all that they depend on, ordered by number: operands before those that use them. */
    static SortedSet<Expression> reachable(Collection<Expression> roots) {
        SortedSet<Expression> found = new TreeSet<>((a, b) -> Integer.compare(a.id(), b.id()));
        Deque<Expression> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Expression node = open.pop();
            if (found.add(node)) {
                node.operands().forEach(open::push);
            }
        }
        return found;
    }
}
