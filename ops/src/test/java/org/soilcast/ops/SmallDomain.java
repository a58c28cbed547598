package org.soilcast.ops;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.land.state.ParameterChange;
import org.soilcast.land.state.SixteenBits;
import org.soilcast.retrain.ModelTopics;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.schemas.avro.TileModel;

/**
 * A made-up domain of a few cells: its tile-days, its models, and what must come out, computed here with the kernel
 * alone. Version 1 begins on the first day, each later one {@value #VERSION_DAYS} days after the one before, with other
 * weights and another start state, which a tile that runs does not take.
 */
final class SmallDomain {
    static final String NAME = "small";
    static final int TILES = 3;
    static final int CELLS = 2;
    static final LocalDate FIRST = LocalDate.parse("2015-04-01");
    static final int VERSION_DAYS = 20;

    private static final List<String> INPUTS = List.of("sand_percent", "clay_percent");

    private SmallDomain() {}

    /** What a result must hold: version, date, and soil moisture of the surface and the root zone, m3/m3. */
    record Expected(int version, List<Float> surface, List<Float> rootZone) {}

    static LocalDate effectiveFrom(int version) {
        return FIRST.plusDays((long) VERSION_DAYS * (version - 1));
    }

    /** A tile-day that follows from tile and date alone. */
    static TileDay day(int tile, LocalDate date) {
        var random = new Random(31 * date.toEpochDay() + tile);
        var values = new float[3][CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            values[0][cell] = random.nextInt(3) == 0 ? 20 * random.nextFloat() : 0;
            values[1][cell] = 12 + 6 * random.nextFloat();
            values[2][cell] = 4 * random.nextFloat();
        }
        return TileDay.newBuilder()
                .setDomain(NAME)
                .setTile(tile)
                .setDate(date)
                .setRevision(1)
                .setPrecipitationMmPerDay(Floats.view(values[0]))
                .setAirTemperatureC(Floats.view(values[1]))
                .setPotentialEvapotranspirationMmPerDay(Floats.view(values[2]))
                .setObservedM3PerM3(Collections.nCopies(CELLS, Float.NaN))
                .setQuality(Collections.nCopies(CELLS, 0))
                .build();
    }

    static List<TileModel> tileModels(int version) {
        List<TileModel> models = new ArrayList<>();
        for (int tile = 0; tile < TILES; tile++) {
            models.add(tileModel(tile, version));
        }
        return models;
    }

    static TileModel tileModel(int tile, int version) {
        var start = new float[State.values().length * CELLS];
        Arrays.fill(
                start,
                State.LAYER_1_WATER_MM.ordinal() * CELLS,
                (State.LAYER_1_WATER_MM.ordinal() + 1) * CELLS,
                6 + 3 * version);
        Arrays.fill(
                start,
                State.LAYER_2_WATER_MM.ordinal() * CELLS,
                (State.LAYER_2_WATER_MM.ordinal() + 1) * CELLS,
                40 + 10 * version);
        Arrays.fill(
                start,
                State.LAYER_3_WATER_MM.ordinal() * CELLS,
                (State.LAYER_3_WATER_MM.ordinal() + 1) * CELLS,
                140 + 10 * version);
        return TileModel.newBuilder()
                .setDomain(NAME)
                .setTile(tile)
                .setVersion(version)
                .setEffectiveFrom(effectiveFrom(version))
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setInputNames(INPUTS)
                .setInputs(Floats.view(inputs(tile).values()))
                .setStateNames(Arrays.stream(State.values()).map(State::name).toList())
                .setStartState(Floats.view(start))
                .setSpinUpFrom(FIRST)
                .setSpinUpTo(FIRST)
                .setSpinUpCycles(0)
                .build();
    }

    /** An unsigned bundle for these tile-models; from version 2 on its weights are none of the untrained ones. */
    static ParameterBundle bundle(int version, List<TileModel> tileModels) {
        var manifest = new BundleManifest(
                version,
                version == 1 ? OptionalInt.empty() : OptionalInt.of(version - 1),
                Instant.parse("2026-11-21T09:00:00Z"),
                effectiveFrom(version),
                Optional.empty(),
                new TreeMap<>(),
                new TreeMap<>(),
                ModelTopics.digests(tileModels));
        var scaling = new InputScaling(INPUTS, new float[] {40, 20}, new float[] {20, 10});
        return new ParameterBundle(manifest, scaling, weights(version));
    }

    private static NetworkWeights weights(int version) {
        NetworkWeights untrained = NetworkWeights.untrained(new NetworkShape(INPUTS.size(), List.of(8), 1));
        if (version == 1) {
            return untrained;
        }
        var random = new Random(version);
        List<float[]> tensors = untrained.tensors();
        for (float[] tensor : tensors) {
            for (int i = 0; i < tensor.length; i++) {
                tensor[i] += 0.3f * (float) random.nextGaussian();
            }
        }
        return new NetworkWeights(untrained.shape(), tensors);
    }

    private static NetworkInputs inputs(int tile) {
        return new NetworkInputs(INPUTS, new float[] {30 + 10 * tile, 50, 15, 25 - 5 * tile}, CELLS);
    }

    /** The results of all tiles for so many days, by tile and date, when these versions are in force; the first is 1. */
    static Map<String, Expected> expected(int days, int newestVersion) {
        Map<String, Expected> expected = new TreeMap<>();
        for (int tile = 0; tile < TILES; tile++) {
            float[] states = Floats.array(tileModel(tile, 1).getStartState());
            SixteenBits.round(states, new float[CELLS], CELLS);
            float[] before = parameters(tile, 1);
            for (int version = 1; version <= newestVersion; version++) {
                float[] parameters = parameters(tile, version);
                ParameterChange.apply(states, before, parameters, new float[CELLS], CELLS);
                before = parameters;
                LocalDate end = version == newestVersion ? FIRST.plusDays(days) : effectiveFrom(version + 1);
                for (LocalDate date = effectiveFrom(version); date.isBefore(end); date = date.plusDays(1)) {
                    step(states, parameters, day(tile, date));
                    if (date.toEpochDay() % 7 == 0) { // what an anchor keeps
                        SixteenBits.round(states, new float[CELLS], CELLS);
                    }
                    expected.put(tile + "/" + date, result(version, states));
                }
            }
        }
        return expected;
    }

    private static float[] parameters(int tile, int version) {
        try (var network = bundle(version, tileModels(version)).network()) {
            return network.parameters(inputs(tile));
        }
    }

    static Expected of(SoilMoisture result) {
        return new Expected(result.getModelVersion(), result.getSurfaceMeanM3PerM3(), result.getRootZoneMeanM3PerM3());
    }

    private static void step(float[] states, float[] parameters, TileDay day) {
        var drivers = new float[Driver.values().length * CELLS];
        put(drivers, Driver.PRECIPITATION_MM_PER_DAY, day.getPrecipitationMmPerDay());
        put(drivers, Driver.AIR_TEMPERATURE_C, day.getAirTemperatureC());
        put(drivers, Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY, day.getPotentialEvapotranspirationMmPerDay());
        new LandKernel().step(states, parameters, drivers, new float[Flux.values().length * CELLS], CELLS);
    }

    private static void put(float[] drivers, Driver driver, List<Float> values) {
        for (int cell = 0; cell < CELLS; cell++) {
            float value = values.get(cell);
            drivers[driver.ordinal() * CELLS + cell] = driver == Driver.AIR_TEMPERATURE_C
                    ? SixteenBits.temperatureC(SixteenBits.ofTemperatureC(value))
                    : SixteenBits.rounded(value);
        }
    }

    private static Expected result(int version, float[] states) {
        var surface = new float[CELLS];
        var rootZone = new float[CELLS];
        SoilLayers.surface(states, surface, CELLS);
        SoilLayers.rootZone(states, rootZone, CELLS);
        return new Expected(version, Floats.view(surface), Floats.view(rootZone));
    }
}
