package org.soilcast.retrain.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.retrain.archive.CellHistory.Cell;
import org.soilcast.retrain.evaluation.Outcome.Split;

/** Which cells of a domain a bundle has learned from, as far as the digest of their keys in its manifest tells. */
public final class BundleSplit {
    private static final String CELLS = "keys of the cells";

    private BundleSplit() {}

    /**
     * The split of each cell: trained where the bundle has learned from all cells or from one half and the cell belongs to
     * them, unseen in the other half, region where it has learned from other cells altogether.
     */
    public static List<Split> of(BundleManifest manifest, List<Cell> cells) {
        String learned = manifest.dataDigests().getOrDefault(CELLS, "");
        if (learned.equals(digest(cells, IntStream.range(0, cells.size()).toArray()))) {
            return cells.stream().map(cell -> Split.TRAINED).toList();
        }
        Parts halves = Parts.halves(cells);
        for (int half = 0; half < halves.count(); half++) {
            int[] own = halves.in(half);
            if (learned.equals(digest(cells, own))) {
                return IntStream.range(0, cells.size())
                        .mapToObj(cell -> Arrays.binarySearch(own, cell) >= 0 ? Split.TRAINED : Split.UNSEEN)
                        .toList();
            }
        }
        return cells.stream().map(cell -> Split.REGION).toList();
    }

    private static String digest(List<Cell> cells, int[] chosen) {
        String keys = IntStream.of(chosen)
                .mapToObj(cell -> cells.get(cell).id())
                .sorted()
                .collect(Collectors.joining("\n"));
        return BundleCodec.sha256(keys.getBytes(StandardCharsets.UTF_8));
    }
}
