package org.soilcast.dayline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.ResidualNumbers;
import org.soilcast.dayline.ensemble.CounterRandom;
import org.soilcast.dayline.ensemble.RunParameters;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

/** A tile of made-up cells with seasons, storms, some snow, and a retrieval on about two days in five. */
public final class MadeUpTile {
    private static final int ANCHOR_EVERY_DAYS = 7;

    private final long seed;
    private final int[] cells;
    private final ObservationOperator observation;
    private final boolean retrievals;
    private final boolean filter;

    public MadeUpTile(long seed, int cells) {
        this(seed, IntStream.range(0, cells).toArray(), ObservationOperator.END_OF_DAY, true, true);
    }

    private MadeUpTile(long seed, int[] cells, ObservationOperator observation, boolean retrievals, boolean filter) {
        this.seed = seed;
        this.cells = cells;
        this.observation = observation;
        this.retrievals = retrievals;
        this.filter = filter;
    }

    public long seed() {
        return seed;
    }

    public MadeUpTile select(int... chosen) {
        return new MadeUpTile(
                seed, Arrays.stream(chosen).map(i -> cells[i]).toArray(), observation, retrievals, filter);
    }

    public MadeUpTile withoutRetrievals() {
        return new MadeUpTile(seed, cells, observation, false, filter);
    }

    public MadeUpTile withoutFilter() {
        return new MadeUpTile(seed, cells, observation, retrievals, false);
    }

    public MadeUpTile observed(ObservationOperator operator) {
        return new MadeUpTile(seed, cells, operator, retrievals, filter);
    }

    public float[] firstState() {
        var land = new float[State.values().length * cells.length];
        float[] parameters = parameters(0);
        for (int i = 0; i < cells.length; i++) {
            float porosity = parameters[Parameter.POROSITY.ordinal() * cells.length + i];
            double[] depthsMm = {SoilLayers.DEPTH_1_MM, SoilLayers.DEPTH_2_MM, SoilLayers.DEPTH_3_MM};
            for (int layer = 0; layer < depthsMm.length; layer++) {
                land[layer * cells.length + i] = (float) (0.6 * porosity * depthsMm[layer]);
            }
            land[State.GROUNDWATER_MM.ordinal() * cells.length + i] = 20;
        }
        return TileState.begin(land, cells.length);
    }

    public TileDay day(int day, float[] state) {
        return day(day, state, Math.floorMod(day + 1, ANCHOR_EVERY_DAYS) == 0);
    }

    public TileDay unrounded(int day, float[] state) {
        return day(day, state, false);
    }

    private TileDay day(int day, float[] state, boolean rounded) {
        int count = cells.length;
        var keys = new long[count];
        var drivers = new float[Driver.values().length * count];
        var observed = new float[count];
        var recommended = new boolean[count];
        for (int i = 0; i < count; i++) {
            var random = new SplittableRandom((seed * 1_000 + cells[i]) * 10_000 + day);
            keys[i] = CounterRandom.cellKey("made up " + cells[i]);
            boolean storm = random.nextInt(4) == 0;
            drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal() * count + i] =
                    storm ? (float) (25 * random.nextDouble()) : 0;
            drivers[Driver.AIR_TEMPERATURE_C.ordinal() * count + i] =
                    (float) (-6 + day * 0.4 + 8 * (random.nextDouble() - 0.5));
            drivers[Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal() * count + i] =
                    (float) (5 * random.nextDouble());
            boolean seen = random.nextInt(5) < 2;
            float value = (float) (0.1 + 0.3 * random.nextDouble());
            observed[i] = retrievals && seen ? value : Float.NaN;
            recommended[i] = random.nextInt(6) > 0;
        }
        return new TileDay(16_000 + day, keys, drivers, observed, recommended, model(), state, rounded);
    }

    private TileModel model() {
        return new TileModel(
                seed,
                observation,
                new RunParameters(parameters(0), List.of(parameters(1), parameters(2), parameters(3))),
                filter ? Optional.of(FilterNumbers.PLANNED) : Optional.empty(),
                Optional.of(new Correction(new ResidualNumbers(29, 0.0109, 1.74, 0.0098, 0.0088), Optional.empty())),
                Optional.empty());
    }

    private float[] parameters(int member) {
        var parameters = new float[Parameter.values().length * cells.length];
        for (Parameter parameter : Parameter.values()) {
            for (int i = 0; i < cells.length; i++) {
                var random = new SplittableRandom((seed * 1_000 + cells[i]) * 100 + parameter.ordinal());
                double place = 0.2 + 0.5 * random.nextDouble() + 0.03 * member;
                parameters[parameter.ordinal() * cells.length + i] = (float) parameter.fromUnit(place);
            }
        }
        return parameters;
    }

    /** Some columns of {@code [row][cell]}. */
    public static float[] columns(float[] rows, int width, int[] chosen) {
        var some = new float[rows.length / width * chosen.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = rows[i / chosen.length * width + chosen[i % chosen.length]];
        }
        return some;
    }
}
