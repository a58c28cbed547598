package org.soilcast.inference.operators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.Decoded;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.network.ParameterNetwork;
import org.soilcast.land.physics.State;
import org.soilcast.land.state.SixteenBits;
import org.soilcast.schemas.Topics;

/**
 * Runs the parameter network of a bundle on each tile-model of the same version: once per tile and version, not once
 * per day. Bundle and tile-model may come in either order; the one that comes first waits for the other. When they meet,
 * the manifest says which tile-model is meant: any other is refused, and nothing in it has been used till then.
 */
public final class ParameterOperator
        extends KeyedBroadcastProcessFunction<Integer, TileModelInput, BundleInput, TileParameters> {
    /** Tile-models that were refused. */
    public static final OutputTag<RejectedInput> REJECTED =
            new OutputTag<>("refused-tile-models", TypeInformation.of(RejectedInput.class));
    /** Accepted bundles by version, in their encoded form. */
    public static final MapStateDescriptor<Integer, byte[]> BUNDLES =
            new MapStateDescriptor<>("bundles", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final Logger LOG = LoggerFactory.getLogger(ParameterOperator.class);
    /** By digest, so that a false tile-model cannot push out the true one before the bundle tells them apart. */
    private static final MapStateDescriptor<String, TileModelInput> WAITING = new MapStateDescriptor<>(
            "tile-models-waiting-by-digest", Types.STRING, TypeInformation.of(TileModelInput.class));

    private static final int MOST_OPEN = 2;

    private transient MapState<String, TileModelInput> waiting;
    /** Those used last; of the others the native memory is freed, and they are opened again should they be needed. */
    private transient Map<Integer, Opened> bundles;

    /** A bundle that is in use. */
    private record Opened(BundleManifest manifest, ParameterNetwork network, byte[] sections) {}

    @Override
    public void open(OpenContext context) {
        waiting = getRuntimeContext().getMapState(WAITING);
        bundles = new LinkedHashMap<>(MOST_OPEN, 1, true);
    }

    @Override
    public void close() {
        if (bundles != null) {
            bundles.values().forEach(bundle -> bundle.network().close());
        }
    }

    @Override
    public void processElement(TileModelInput model, ReadOnlyContext context, Collector<TileParameters> out)
            throws Exception {
        byte[] bytes = context.getBroadcastState(BUNDLES).get(model.version());
        if (bytes == null) {
            waiting.put(model.sha256(), model);
            return;
        }
        Opened bundle = opened(model.version(), bytes);
        Optional<RejectedInput> refused = refused(model, bundle.manifest());
        refused.ifPresent(rejected -> context.output(REJECTED, rejected));
        answer(model, bundle, refused.isEmpty()).ifPresent(out::collect);
    }

    @Override
    public void processBroadcastElement(BundleInput input, Context context, Collector<TileParameters> out)
            throws Exception {
        if (context.getBroadcastState(BUNDLES).contains(input.version())) {
            return;
        }
        context.getBroadcastState(BUNDLES).put(input.version(), input.bundle());
        context.applyToKeyedState(WAITING, (tile, models) -> {
            Optional<TileParameters> answer = Optional.empty();
            Opened bundle = opened(input.version(), input.bundle());
            for (TileModelInput model : upToVersion(input.version(), models)) {
                Optional<RejectedInput> refused = refused(model, bundle.manifest());
                refused.ifPresent(rejected -> context.output(REJECTED, rejected));
                if (refused.isEmpty() || answer.isEmpty() && model.version() == input.version()) {
                    answer = answer(model, bundle, refused.isEmpty());
                }
                models.remove(model.sha256());
            }
            answer.ifPresent(out::collect);
        });
    }

    /** Those of the version and, since bundles come in order, those of earlier ones whose bundle never came. */
    private static List<TileModelInput> upToVersion(int version, MapState<String, TileModelInput> models)
            throws Exception {
        List<TileModelInput> found = new ArrayList<>();
        for (TileModelInput model : models.values()) {
            if (model.version() <= version) {
                found.add(model);
            }
        }
        return found;
    }

    /** Why a tile-model is not the one that the manifest means; empty when it is. */
    private Optional<RejectedInput> refused(TileModelInput model, BundleManifest manifest) {
        if (model.version() < manifest.version()) {
            return Optional.of(refused(
                    model, "tile-model-without-bundle", "no bundle of its version came before " + manifest.version()));
        }
        String meant = manifest.tileModelDigests().getOrDefault(model.tile(), "none");
        LocalDate from = LocalDate.ofEpochDay(model.effectiveFromEpochDay());
        if (!model.sha256().equals(meant)) {
            return Optional.of(refused(
                    model, "tile-model-digest", "the manifest names " + meant + ", its digest is " + model.sha256()));
        }
        if (!from.equals(manifest.effectiveFrom())) {
            return Optional.of(refused(
                    model,
                    "tile-model-effective-from",
                    "it begins on " + from + ", its bundle on " + manifest.effectiveFrom()));
        }
        return malformed(model).map(fault -> refused(model, "tile-model-malformed", fault));
    }

    /** What the land model could not work with, whoever signed it. */
    private static Optional<String> malformed(TileModelInput model) {
        int names = model.inputNames().length;
        int cells = names == 0 ? 0 : model.inputs().length / names;
        if (cells == 0 || model.inputs().length != names * cells) {
            return Optional.of(model.inputs().length + " values of " + names + " inputs");
        }
        if (new HashSet<>(List.of(model.inputNames())).size() != names) {
            return Optional.of("an input comes twice");
        }
        for (float input : model.inputs()) {
            if (Float.isInfinite(input)) {
                return Optional.of("an input is infinite");
            }
        }
        if (model.startState().length != State.values().length * cells) {
            return Optional.of(model.startState().length + " states of " + cells + " cells");
        }
        if (model.cellKeys().length != 0 && model.cellKeys().length != cells) {
            return Optional.of(model.cellKeys().length + " keys of " + cells + " cells");
        }
        if (model.climatology().length != 0 && model.climatology().length != Climatology.COEFFICIENTS * cells) {
            return Optional.of(model.climatology().length + " coefficients of a climatology of " + cells + " cells");
        }
        for (float state : model.startState()) {
            if (!(state >= 0 && state <= SixteenBits.LARGEST_AMOUNT)) {
                return Optional.of("a state is " + state);
            }
        }
        return Optional.empty();
    }

    private RejectedInput refused(TileModelInput model, String reason, String detail) {
        String text = "tile " + model.tile() + " version " + model.version() + ": " + detail;
        LOG.warn("tile-model at offset {} refused, {}: {}", model.offset(), reason, text);
        return new RejectedInput(Topics.TILE_MODELS.topic(), model.offset(), reason, text, new byte[0]);
    }

    /** What the tile's simulation is told; nothing for a tile that the bundle does not know. */
    private static Optional<TileParameters> answer(TileModelInput model, Opened bundle, boolean taken) {
        if (taken) {
            return Optional.of(parameters(model, bundle));
        }
        long effectiveFrom = bundle.manifest().effectiveFrom().toEpochDay();
        return bundle.manifest().tileModelDigests().containsKey(model.tile())
                ? Optional.of(TileParameters.refused(model.tile(), model.version(), effectiveFrom))
                : Optional.empty();
    }

    private static TileParameters parameters(TileModelInput model, Opened bundle) {
        int cells = model.inputs().length / model.inputNames().length;
        float[] parameters =
                bundle.network().parameters(new NetworkInputs(List.of(model.inputNames()), model.inputs(), cells));
        return new TileParameters(
                model.tile(),
                model.version(),
                model.effectiveFromEpochDay(),
                model.dailyMean(),
                parameters,
                model.startState(),
                model.cellKeys().length == 0 ? TileParameters.placeKeys(model.tile(), cells) : model.cellKeys(),
                model.climatologyYears(),
                model.climatology(),
                bundle.sections());
    }

    private Opened opened(int version, byte[] bytes) {
        Opened open = bundles.get(version);
        if (open == null) {
            if (!(BundleCodec.decode(bytes) instanceof Decoded.Accepted accepted)) {
                throw new IllegalStateException("bundle " + version + " passed the gate and cannot be read now");
            }
            open = new Opened(
                    accepted.bundle().manifest(),
                    accepted.bundle().network(),
                    accepted.bundle().sections().bytes());
            bundles.put(version, open);
            closeAllBut(MOST_OPEN);
        }
        return open;
    }

    private void closeAllBut(int newest) {
        Iterator<Opened> oldestFirst = bundles.values().iterator();
        for (int surplus = bundles.size() - newest; surplus > 0; surplus--) {
            oldestFirst.next().network().close();
            oldestFirst.remove();
        }
    }
}
