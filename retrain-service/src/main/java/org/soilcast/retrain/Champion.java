package org.soilcast.retrain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.Parameter;
import org.soilcast.retrain.gate.JudgedPairs;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.TileModel;

/**
 * The version in force, or one that was, as it runs: its network with what its tile-models say of the cells.
 *
 * @param bundle its network and numbers
 * @param tileModels by tile
 */
record Champion(ParameterBundle bundle, SortedMap<Integer, TileModel> tileModels) {
    /** The newest version on the topics. */
    static Champion of(ModelTopics models) {
        return of(models, models.newestVersion().orElseThrow());
    }

    /** A version that is there. */
    static Champion of(ModelTopics models, int version) {
        return new Champion(requireNonNull(models.versions().get(version)), models.tileModels(version));
    }

    int version() {
        return bundle.manifest().version();
    }

    boolean isTrained() {
        return bundle.manifest().training().isPresent();
    }

    /** Its numbers of the day line. */
    DayNumbers numbers() {
        return DayNumbers.of(bundle.sections());
    }

    /** Its parameters of all cells, {@code [parameter][cell]}, in the order of tiles. */
    float[] parameters() {
        int cells = tileModels.values().stream().mapToInt(Champion::cells).sum();
        var all = new float[Parameter.values().length * cells];
        int first = 0;
        try (var network = bundle.network()) {
            for (TileModel tile : tileModels.values()) {
                int count = cells(tile);
                float[] own = network.parameters(
                        new NetworkInputs(tile.getInputNames(), Floats.array(tile.getInputs()), count));
                for (int row = 0; row < own.length / count; row++) {
                    System.arraycopy(own, row * count, all, row * cells + first, count);
                }
                first += count;
            }
        }
        return all;
    }

    /** What of a domain's cells and dates a version with this training has learned from. */
    static JudgedPairs.Learned learned(Optional<BundleManifest.Training> trained, String domain, Set<String> cells) {
        return trained.<JudgedPairs.Learned>map(training -> {
                    Set<String> seen = training.cells()
                            .map(learned -> learned.among(domain, cells))
                            .orElseGet(() -> new TreeSet<>(cells));
                    return (cell, date) ->
                            seen.contains(cell) && !date.isBefore(training.first()) && !date.isAfter(training.last());
                })
                .orElse((cell, date) -> false);
    }

    private static int cells(TileModel tile) {
        return tile.getInputs().size() / tile.getInputNames().size();
    }
}
