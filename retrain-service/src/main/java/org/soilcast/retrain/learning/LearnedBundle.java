package org.soilcast.retrain.learning;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.LearnedCells;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.retrain.archive.CellHistory;

/** What a training leaves behind: its network, and in the manifest what it was made from and how well it does. */
public final class LearnedBundle {
    private static final int CYCLES = 6;
    private static final String MEDIAN = "median_rmse_m3_per_m3";

    private LearnedBundle() {}

    /**
     * The bundle, unsigned and without tile-models. Its skill table says how the network does at the cells it learned
     * from, and how each fold's cells are predicted by the members that did not see them, on the days learned from.
     *
     * @param history what was learned from
     * @param domain of the cells
     */
    public static ParameterBundle of(Trainer trainer, CellHistory history, String domain, Instant created) {
        TrainedNetwork network = trainer.network();
        SortedMap<String, SortedMap<String, Double>> skill = new TreeMap<>();
        skill.put("trained cells", summary(rmse(network, history)));
        List<Double> heldOut = new ArrayList<>();
        for (Trainer.HeldOut part : trainer.heldOut()) {
            heldOut.addAll(rmse(part.network(), history.select(part.cells())));
        }
        if (!heldOut.isEmpty()) {
            skill.put("validation cells", summary(heldOut));
        }
        List<String> keys = history.cells().stream().map(CellHistory.Cell::id).toList();
        SortedMap<String, String> digests = new TreeMap<>();
        digests.put("forcing and retrievals", digest(history));
        var manifest = new BundleManifest(
                1,
                OptionalInt.empty(),
                created,
                history.span().first(),
                Optional.of(new BundleManifest.Training(
                        history.span().first(), history.span().last(), Optional.of(LearnedCells.of(domain, keys)))),
                digests,
                skill,
                new TreeMap<>());
        return new ParameterBundle(manifest, network.scaling(), network.weights());
    }

    /** Median over the cells of their root mean square difference from retrievals, m3/m3, on all days of the history. */
    public static double medianRmse(TrainedNetwork network, CellHistory history) {
        return median(rmse(network, history).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray());
    }

    /** Root mean square difference of each cell with retrievals, m3/m3. */
    private static List<Double> rmse(TrainedNetwork network, CellHistory history) {
        float[] parameters = network.parameters(history);
        float[] start = OpenLoop.cycled(history.forcing(), parameters, CYCLES);
        OpenLoop run = OpenLoop.run(history.forcing(), parameters, start, history.observationTime());
        List<Double> all = new ArrayList<>();
        for (int cell = 0; cell < history.cells().size(); cell++) {
            double squares = 0;
            int count = 0;
            for (int day = 0; day < history.span().days(); day++) {
                float retrieval = history.recommendedRetrieval(day, cell);
                if (!Float.isNaN(retrieval)) {
                    double difference = run.surfaceM3PerM3(day, cell) - retrieval;
                    squares += difference * difference;
                    count++;
                }
            }
            if (count > 0) {
                all.add(Math.sqrt(squares / count));
            }
        }
        return all;
    }

    private static SortedMap<String, Double> summary(List<Double> rmse) {
        double[] sorted =
                rmse.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        var summary = new TreeMap<String, Double>();
        if (sorted.length > 0) {
            summary.put(MEDIAN, median(sorted));
            summary.put("mean_rmse_m3_per_m3", Arrays.stream(sorted).average().orElseThrow());
        }
        return summary;
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String digest(CellHistory history) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            history.addTo(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
