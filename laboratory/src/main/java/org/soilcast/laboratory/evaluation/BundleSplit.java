package org.soilcast.laboratory.evaluation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.land.bundle.BundleManifest.Training;
import org.soilcast.land.bundle.LearnedCells;
import org.soilcast.learning.history.CellHistory.Cell;

/**
 * The cells that a bundle is judged on: trained where it has learned from the cell itself, unseen everywhere else. Unlike
 * those of the other models, unseen cells of a bundle may have neighbours in their block that it has learned from. Immutable.
 */
public final class BundleSplit {
    private final List<Split> ofCells;
    private final Set<Split> judged;

    private BundleSplit(List<Split> ofCells, Set<Split> judged) {
        this.ofCells = ofCells;
        this.judged = judged;
    }

    /**
     * The split of each cell.
     *
     * @param training what the bundle has learned from; empty for an untrained one
     * @param domain of the cells
     * @param cells all cells of the domain
     * @param wanted splits to judge
     * @param from first day judged
     * @throws IllegalArgumentException if the manifest does not say which cells the bundle has learned from, if none is in a wanted
     *     split, or if a trained cell is to be judged before the bundle's training had ended: that would not be skill
     */
    public static BundleSplit of(
            Optional<Training> training, String domain, List<Cell> cells, Set<Split> wanted, LocalDate from) {
        List<String> keys = cells.stream().map(Cell::id).toList();
        Set<String> learned =
                training.map(known -> learned(known).among(domain, keys)).orElse(Set.of());
        List<Split> ofCells = keys.stream()
                .map(key -> learned.contains(key) ? Split.TRAINED : Split.UNSEEN)
                .toList();
        Set<Split> judged = new TreeSet<>(ofCells);
        judged.retainAll(wanted);
        if (judged.isEmpty()) {
            throw new IllegalArgumentException("of these cells it learned from " + learned.size() + " of " + keys.size()
                    + ", so there is none in the splits asked for");
        }
        training.filter(days -> judged.contains(Split.TRAINED) && !from.isAfter(days.last()))
                .ifPresent(days -> {
                    throw new IllegalArgumentException("it learned from " + learned.size() + " of these cells until "
                            + days.last() + ", so what it does there from " + from
                            + " on is not skill: give a later --from, or --splits unseen");
                });
        return new BundleSplit(ofCells, judged);
    }

    /** The splits to judge that have cells. */
    public Set<Split> judged() {
        return new TreeSet<>(judged);
    }

    /** Positions of the cells of a split. */
    public int[] cells(Split split) {
        return IntStream.range(0, ofCells.size())
                .filter(cell -> ofCells.get(cell) == split)
                .toArray();
    }

    /** {@code [row][cell]} with NaN at all cells but those of a split. */
    public float[] only(Split split, float[] rows) {
        float[] some = rows.clone();
        for (int i = 0; i < some.length; i++) {
            some[i] = ofCells.get(i % ofCells.size()) == split ? some[i] : Float.NaN;
        }
        return some;
    }

    private static LearnedCells learned(Training training) {
        return training.cells()
                .orElseThrow(() -> new IllegalArgumentException(
                        "its manifest does not say which cells it learned from: train it again"));
    }
}
