package org.soilcast.retrain;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;
import org.soilcast.learning.history.CellAttributes;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.CellInputs;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.run.OpenLoop;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.TileModel;

/** A year of cells far apart, with noisy retrievals of the model itself under parameters that texture does not tell. */
final class LearnableCells {
    static final String DOMAIN = "made-up";
    static final LocalDate FIRST = LocalDate.parse("2015-04-01");
    static final int CELLS = 40;
    static final int DAYS = 366;

    private static final long SEED = 31;
    private static final float NOISE_M3_PER_M3 = 0.02f;

    private LearnableCells() {}

    static CellHistory history() {
        return history(observed -> observed);
    }

    /** The same days and cells, the retrievals dealt out anew among all of them. */
    static CellHistory shuffled() {
        var random = new Random(SEED);
        return history(observed -> {
            for (int i = observed.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                float value = observed[i];
                observed[i] = observed[other];
                observed[other] = value;
            }
            return observed;
        });
    }

    /** The same days and cells, the retrievals from a day on all higher: another instrument. */
    static CellHistory shifted(int fromDay, float byM3PerM3) {
        return history(observed -> {
            for (int i = fromDay * CELLS; i < observed.length; i++) {
                observed[i] += byM3PerM3;
            }
            return observed;
        });
    }

    private static CellHistory history(UnaryOperator<float[]> change) {
        var random = new Random(SEED);
        var rain = new float[DAYS * CELLS];
        var temperature = new float[DAYS * CELLS];
        var pet = new float[DAYS * CELLS];
        for (int i = 0; i < rain.length; i++) {
            rain[i] = random.nextInt(4) == 0 ? (float) (-8 * Math.log(1 - random.nextDouble())) : 0;
            temperature[i] = 15 + 5 * random.nextFloat();
            pet[i] = 1 + 4 * random.nextFloat();
        }
        var forcing = new CellForcing(new DaySpan(FIRST, DAYS), CELLS, rain, temperature, pet);
        var sand = new float[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            sand[cell] = 15 + 60 * random.nextFloat();
        }
        float[] hidden = hidden(sand);
        OpenLoop truth =
                OpenLoop.run(forcing, hidden, OpenLoop.cycled(forcing, hidden, 4), ObservationOperator.END_OF_DAY);
        var observed = new float[DAYS * CELLS];
        for (int i = 0; i < observed.length; i++) {
            float noise = NOISE_M3_PER_M3 * (float) random.nextGaussian();
            observed[i] = i / CELLS % 2 == i % CELLS % 2
                    ? Math.max(0.01f, truth.surfaceM3PerM3(i / CELLS, i % CELLS) + noise)
                    : Float.NaN;
        }
        return withRetrievals(forcing, sand, change.apply(observed));
    }

    /** A champion with this network that knows of the cells what these days tell, all in one tile. */
    static Champion champion(ParameterBundle bundle, CellHistory known) {
        NetworkInputs inputs = CellInputs.of(known);
        TileModel tile = TileModel.newBuilder()
                .setDomain(DOMAIN)
                .setTile(0)
                .setVersion(1)
                .setEffectiveFrom(FIRST)
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setInputNames(inputs.names())
                .setInputs(Floats.view(inputs.values()))
                .setStateNames(List.of())
                .setStartState(List.of())
                .setSpinUpFrom(FIRST)
                .setSpinUpTo(FIRST)
                .setSpinUpCycles(0)
                .build();
        SortedMap<Integer, TileModel> tiles = new TreeMap<>(Map.of(0, tile));
        return new Champion(bundle, tiles);
    }

    static ParameterBundle untrained(CellHistory history) {
        NetworkInputs inputs = CellInputs.of(history);
        var planned = new DayNumbers(java.util.Optional.of(FilterNumbers.PLANNED), java.util.Optional.empty());
        return ParameterBundle.untrained(
                        InputScaling.of(inputs.names(), List.of(inputs)),
                        BundleManifest.first(java.time.Instant.EPOCH, FIRST, Map.of(), Map.of()))
                .withSections(planned.into(BundleSections.none()));
    }

    private static CellHistory withRetrievals(CellForcing forcing, float[] sand, float[] observed) {
        Map<String, float[]> attributes = new LinkedHashMap<>();
        attributes.put("sand_percent", sand);
        var clay = new float[CELLS];
        Arrays.fill(clay, 20);
        attributes.put("clay_percent", clay);
        List<CellHistory.Cell> places = IntStream.range(0, CELLS)
                .mapToObj(cell -> new CellHistory.Cell("c" + cell, 0, -120 + 5 * cell))
                .toList();
        return new CellHistory(
                places,
                forcing,
                observed,
                observed,
                CellAttributes.of(attributes, CELLS),
                ObservationOperator.END_OF_DAY);
    }

    private static float[] hidden(float[] sand) {
        var parameters = new float[Parameter.values().length * CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            double[] texture = TextureParameters.of(sand[cell], 20, 0.3);
            texture[Parameter.WILTING_POINT.ordinal()] = 0.03 + 0.001 * sand[cell];
            texture[Parameter.POROSITY.ordinal()] = 0.58 - 0.003 * sand[cell];
            texture[Parameter.CROP_COEFFICIENT.ordinal()] = 1.2;
            for (Parameter parameter : Parameter.values()) {
                parameters[parameter.ordinal() * CELLS + cell] = (float) texture[parameter.ordinal()];
            }
        }
        return parameters;
    }
}
