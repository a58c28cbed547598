package org.soilcast.learning.training;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.forecast.ForecastNumbers;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.land.bundle.LearnedCells;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.OpenLoop;
import org.soilcast.learning.score.CellScores;
import org.soilcast.learning.score.Metric;

/** What a training leaves behind: its network, and in the manifest what it was made from and how well it does. */
public final class LearnedBundle {
    private static final int CYCLES = 6;

    private LearnedBundle() {}

    /**
     * The bundle, unsigned and without tile-models. Its skill table says how the network does at the cells it learned
     * from, and how each fold's cells are predicted by the members that did not see them, on the days learned from.
     *
     * @param history what was learned from
     * @param numbers what was learned of the analysis
     * @param forecasts the same of forecasts
     * @param domain of the cells
     */
    public static ParameterBundle of(
            Trainer trainer,
            CellHistory history,
            DayNumbers numbers,
            Optional<ForecastNumbers> forecasts,
            String domain,
            Instant created) {
        TrainedNetwork network = trainer.network();
        SortedMap<String, SortedMap<String, Double>> skill = new TreeMap<>();
        skill.put("trained cells", summary(rmse(network, history)));
        double[] heldOut = heldOutRmse(trainer, history);
        if (heldOut.length > 0) {
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
        BundleSections analysis = numbers.into(BundleSections.none());
        return new ParameterBundle(manifest, network.scaling(), network.weights())
                .withSections(forecasts.map(learned -> learned.into(analysis)).orElse(analysis));
    }

    /** Root mean square difference of each cell by the members that did not learn from it, m3/m3; empty without folds. */
    public static double[] heldOutRmse(Trainer trainer, CellHistory history) {
        return trainer.heldOut().stream()
                .flatMapToDouble(part -> Arrays.stream(rmse(part.network(), history.select(part.cells()))))
                .toArray();
    }

    /** Median over the cells of their root mean square difference from retrievals, m3/m3, on all days of the history. */
    public static double medianRmse(TrainedNetwork network, CellHistory history) {
        return CellScores.median(rmse(network, history));
    }

    /** Root mean square difference of each cell that has retrievals, m3/m3. */
    private static double[] rmse(TrainedNetwork network, CellHistory history) {
        float[] parameters = network.parameters(history);
        float[] start = OpenLoop.cycled(history.forcing(), parameters, CYCLES);
        OpenLoop run = OpenLoop.run(history.forcing(), parameters, start, history.observation());
        CellScores scores = CellScores.of(history, run.surface());
        return IntStream.range(0, history.cells().size())
                .mapToDouble(cell -> scores.of(Metric.RMSE, cell))
                .filter(rmse -> !Double.isNaN(rmse))
                .toArray();
    }

    private static SortedMap<String, Double> summary(double[] rmse) {
        var summary = new TreeMap<String, Double>();
        if (rmse.length > 0) {
            summary.put("median_rmse_m3_per_m3", CellScores.median(rmse));
            summary.put("mean_rmse_m3_per_m3", Arrays.stream(rmse).average().orElseThrow());
        }
        return summary;
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
