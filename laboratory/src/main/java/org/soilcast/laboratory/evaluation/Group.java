package org.soilcast.laboratory.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.learning.history.CellHistory.Cell;

/**
 * Cells that one training learns from, and those that it is judged on.
 *
 * @param learned positions of the cells to learn from
 * @param judged positions of the cells to judge, in each split; over all groups each cell comes once in a split
 */
record Group(int[] learned, Map<Split, int[]> judged) {
    private static final long SEED = 1;

    Group {
        judged = new EnumMap<>(judged);
    }

    /** Each half learns for itself and for the other one. */
    static List<Group> halves(List<Cell> cells) {
        return share(cells, 1);
    }

    /** Each half learns from a share of its cells; a smaller share is part of every larger one. */
    static List<Group> share(List<Cell> cells, double share) {
        Parts halves = Parts.halves(cells);
        return IntStream.range(0, halves.count())
                .mapToObj(half -> {
                    int[] learned = some(halves.in(half), share);
                    return new Group(learned, Map.of(Split.TRAINED, learned, Split.UNSEEN, halves.outside(half)));
                })
                .toList();
    }

    /** Each region is judged by what was learned from all others. */
    static List<Group> regions(List<Cell> cells) {
        Parts regions = Parts.regions(cells);
        return IntStream.range(0, regions.count())
                .mapToObj(region -> new Group(regions.outside(region), Map.of(Split.REGION, regions.in(region))))
                .toList();
    }

    /** As halves, but each tercile is learned by an expert that sees no other. */
    static List<Group> experts(List<Cell> cells, Regimes regimes) {
        List<Group> groups = new ArrayList<>();
        for (Group half : halves(cells)) {
            for (String tercile : Regimes.TERCILES) {
                int[] learned = only(half.learned(), tercile, regimes);
                int[] unseen = only(half.cells(Split.UNSEEN), tercile, regimes);
                if (learned.length > 0) {
                    groups.add(new Group(learned, Map.of(Split.TRAINED, learned, Split.UNSEEN, unseen)));
                }
            }
        }
        return groups;
    }

    /** Positions of the cells to judge in a split; none when it is not one of the group's. */
    int[] cells(Split split) {
        return judged.getOrDefault(split, new int[0]);
    }

    private static int[] only(int[] cells, String tercile, Regimes regimes) {
        return IntStream.of(cells)
                .filter(cell -> regimes.contains(tercile, cell))
                .toArray();
    }

    /** The first in an order drawn once; at least one. */
    private static int[] some(int[] cells, double share) {
        int[] shuffled = cells.clone();
        var random = new SplittableRandom(SEED);
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swapped;
        }
        int[] some = Arrays.copyOf(shuffled, Math.max(1, (int) Math.round(share * shuffled.length)));
        Arrays.sort(some);
        return some;
    }
}
