package org.soilcast.inference.operators;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.soilcast.land.network.BundleCodec;
import org.soilcast.land.network.Decoded;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.network.ParameterNetwork;

/**
 * Runs the parameter network of a bundle on each tile-model of the same version: once per tile and version, not once
 * per day. Bundle and tile-model may come in either order; the one that comes first waits for the other.
 */
public final class ParameterOperator
        extends KeyedBroadcastProcessFunction<Integer, TileModelInput, BundleInput, TileParameters> {
    /** Bundles that were refused. */
    public static final OutputTag<RejectedInput> REJECTED =
            new OutputTag<>("rejected-bundles", TypeInformation.of(RejectedInput.class));
    /** Accepted bundles by version, in their encoded form. */
    public static final MapStateDescriptor<Integer, byte[]> BUNDLES =
            new MapStateDescriptor<>("bundles", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final Logger LOG = LoggerFactory.getLogger(ParameterOperator.class);
    private static final MapStateDescriptor<Integer, TileModelInput> WAITING =
            new MapStateDescriptor<>("waiting-tile-models", Types.INT, TypeInformation.of(TileModelInput.class));

    private transient MapState<Integer, TileModelInput> waiting;
    private transient Map<Integer, ParameterNetwork> networks;

    @Override
    public void open(OpenContext context) {
        waiting = getRuntimeContext().getMapState(WAITING);
        networks = new HashMap<>();
    }

    @Override
    public void close() {
        if (networks != null) {
            networks.values().forEach(ParameterNetwork::close);
        }
    }

    @Override
    public void processElement(TileModelInput model, ReadOnlyContext context, Collector<TileParameters> out)
            throws Exception {
        byte[] bundle = context.getBroadcastState(BUNDLES).get(model.version());
        if (bundle == null) {
            waiting.put(model.version(), model);
        } else {
            out.collect(parameters(model, bundle));
        }
    }

    @Override
    public void processBroadcastElement(BundleInput bundle, Context context, Collector<TileParameters> out)
            throws Exception {
        if (context.getBroadcastState(BUNDLES).contains(bundle.version())) {
            return;
        }
        if (BundleCodec.decode(bundle.bundle()) instanceof Decoded.Refused refused) {
            LOG.warn("bundle {} refused: {}", bundle.version(), refused.reason());
            context.output(
                    REJECTED, new RejectedInput("model-bundles", -1, "bundle-refused", refused.reason(), new byte[0]));
            return;
        }
        context.getBroadcastState(BUNDLES).put(bundle.version(), bundle.bundle());
        LOG.info("bundle {} accepted", bundle.version());
        context.applyToKeyedState(WAITING, (tile, models) -> {
            TileModelInput model = models.get(bundle.version());
            if (model != null) {
                out.collect(parameters(model, bundle.bundle()));
                models.remove(bundle.version());
            }
        });
    }

    private TileParameters parameters(TileModelInput model, byte[] bundle) {
        ParameterNetwork network = networks.computeIfAbsent(model.version(), version -> open(bundle));
        int cells = model.inputs().length / model.inputNames().length;
        float[] parameters = network.parameters(new NetworkInputs(List.of(model.inputNames()), model.inputs(), cells));
        LOG.debug(
                "tile {} version {} from {}",
                model.tile(),
                model.version(),
                LocalDate.ofEpochDay(model.effectiveFromEpochDay()));
        return new TileParameters(
                model.tile(),
                model.version(),
                model.effectiveFromEpochDay(),
                model.dailyMean(),
                parameters,
                model.startState());
    }

    private static ParameterNetwork open(byte[] bundle) {
        Decoded decoded = BundleCodec.decode(bundle);
        if (decoded instanceof Decoded.Accepted accepted) {
            return new ParameterNetwork(accepted.bundle());
        }
        throw new IllegalStateException("a bundle that was accepted before is refused now: " + decoded);
    }
}
