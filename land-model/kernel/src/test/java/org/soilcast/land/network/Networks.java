package org.soilcast.land.network;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.soilcast.land.bundle.BundleManifest;

/** Inputs, bundles and weights for tests, all from a seed. */
public final class Networks {
    public static final List<String> NAMES = List.of(
            "sand_percent",
            "silt_percent",
            "clay_percent",
            "bulk_density_g_per_cm3",
            "ndvi_mean",
            "mean_precipitation_mm_per_day",
            "aridity_index");

    private Networks() {}

    /** Plausible inputs; each value is absent with the probability given. */
    public static NetworkInputs inputs(long seed, int cells, double absent) {
        Random random = new Random(seed);
        float[] values = new float[NAMES.size() * cells];
        for (int cell = 0; cell < cells; cell++) {
            double sand = 100 * random.nextDouble();
            double clay = (100 - sand) * random.nextDouble();
            double[] of = {
                sand,
                100 - sand - clay,
                clay,
                1 + 0.7 * random.nextDouble(),
                0.7 * random.nextDouble(),
                8 * random.nextDouble(),
                4 * random.nextDouble()
            };
            for (int input = 0; input < of.length; input++) {
                values[input * cells + cell] = random.nextDouble() < absent ? Float.NaN : (float) of[input];
            }
        }
        return new NetworkInputs(NAMES, values, cells);
    }

    public static InputScaling scaling() {
        return InputScaling.of(NAMES, List.of(inputs(1, 500, 0)));
    }

    /** Weights as after training: none of them zero. */
    public static NetworkWeights trained(long seed, NetworkShape shape) {
        Random random = new Random(seed);
        List<float[]> tensors = new ArrayList<>();
        for (NetworkShape.TensorShape tensor : shape.tensors()) {
            float[] values = new float[(int) tensor.size()];
            double scale = tensor.dimensions().size() == 1
                    ? 0.3
                    : 1.5 / Math.sqrt(tensor.dimensions().get(0));
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (scale * random.nextGaussian());
            }
            tensors.add(values);
        }
        return new NetworkWeights(shape, tensors);
    }

    public static BundleManifest manifest() {
        return BundleManifest.first(
                Instant.parse("2026-11-21T09:00:00Z"),
                LocalDate.parse("2015-04-01"),
                Map.of("smap_conus/daily.csv.gz", "ab".repeat(32)),
                Map.of(0, "01".repeat(32), 11, "02".repeat(32), 2, "03".repeat(32)));
    }
}
