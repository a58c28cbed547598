package org.soilcast.inference.tile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.soilcast.inference.tile.TileStateSerializers.AnchorSerializer;
import org.soilcast.inference.tile.TileStateSerializers.DaySerializer;
import org.soilcast.inference.tile.TileStateSerializers.ForecastIssueSerializer;
import org.soilcast.inference.tile.TileStateSerializers.FrontSerializer;
import org.soilcast.inference.tile.TileStateSerializers.ModelSerializer;

/** Names and bytes of a tile's keyed state; changing either is a migration. */
public final class TileStates {
    static final ValueStateDescriptor<TileFront> FRONT =
            new ValueStateDescriptor<>("tile-front", FrontSerializer.INSTANCE);
    /** By date, days since 1970-01-01. */
    static final MapStateDescriptor<Integer, KeptDay> DAYS =
            new MapStateDescriptor<>("tile-days", IntSerializer.INSTANCE, DaySerializer.INSTANCE);
    /** By the date at whose end they stood. */
    static final MapStateDescriptor<Integer, Anchor> ANCHORS =
            new MapStateDescriptor<>("tile-anchors", IntSerializer.INSTANCE, AnchorSerializer.INSTANCE);
    /** By version. */
    static final MapStateDescriptor<Integer, TileParameters> MODELS =
            new MapStateDescriptor<>("tile-model-versions", IntSerializer.INSTANCE, ModelSerializer.INSTANCE);

    /** Packed drivers of final days by date. */
    static final MapStateDescriptor<Integer, byte[]> WEATHER =
            new MapStateDescriptor<>("tile-weather", IntSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    /** Forecast weather by the date of its issue: its revision (4 bytes), then {@link ForecastDays}. */
    static final MapStateDescriptor<Integer, byte[]> FORECAST_WEATHER = new MapStateDescriptor<>(
            "tile-forecast-weather", IntSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    /** The newest forecast. */
    static final ValueStateDescriptor<ForecastIssue> FORECAST_ISSUE =
            new ValueStateDescriptor<>("tile-forecast-issue", ForecastIssueSerializer.INSTANCE);

    private static final int INITIAL_BYTES = 1 << 16;

    private TileStates() {}

    /**
     * The part of a tile's state that is a function of the set of its inputs, for checks that it is: the state as a
     * checkpoint writes it, in order, with every issue, which counts how often a day has been sent, set to 0.
     *
     * @param backend keyed state of a land operator; its current key is changed
     * @param tile tile number; a tile of which nothing has come has the state of an empty one
     */
    public static byte[] bytesWithoutIssues(KeyedStateBackend<Integer> backend, int tile) throws Exception {
        return bytes(backend, tile, 0);
    }

    /** As {@link #bytesWithoutIssues}, with the issues. */
    public static byte[] bytes(KeyedStateBackend<Integer> backend, int tile) throws Exception {
        return bytes(backend, tile, 1);
    }

    private static byte[] bytes(KeyedStateBackend<Integer> backend, int tile, int issues) throws Exception {
        backend.setCurrentKey(tile);
        var out = new DataOutputSerializer(INITIAL_BYTES);
        ValueState<TileFront> front = state(backend, FRONT);
        FrontSerializer.INSTANCE.serialize(front.value() == null ? TileFront.NONE : front.value(), out);
        MapState<Integer, KeptDay> days = state(backend, DAYS);
        for (Map.Entry<Integer, KeptDay> day : sorted(days).entrySet()) {
            out.writeInt(day.getKey());
            KeptDay kept = day.getValue();
            DaySerializer.INSTANCE.serialize(new KeptDay(kept.input(), kept.issue() * issues), out);
        }
        MapState<Integer, Anchor> anchors = state(backend, ANCHORS);
        for (Map.Entry<Integer, Anchor> anchor : sorted(anchors).entrySet()) {
            out.writeInt(anchor.getKey());
            AnchorSerializer.INSTANCE.serialize(anchor.getValue(), out);
        }
        MapState<Integer, TileParameters> models = state(backend, MODELS);
        for (TileParameters model : sorted(models).values()) {
            ModelSerializer.INSTANCE.serialize(model, out);
        }
        for (var descriptor : List.of(WEATHER, FORECAST_WEATHER)) {
            MapState<Integer, byte[]> weather = state(backend, descriptor);
            for (Map.Entry<Integer, byte[]> day : sorted(weather).entrySet()) {
                out.writeInt(day.getKey());
                out.write(day.getValue());
            }
        }
        ValueState<ForecastIssue> issued = state(backend, FORECAST_ISSUE);
        ForecastIssue newest = issued.value() == null ? ForecastIssue.NONE : issued.value();
        ForecastIssueSerializer.INSTANCE.serialize(new ForecastIssue(newest.epochDay(), newest.issue() * issues), out);
        return out.getCopyOfBuffer();
    }

    private static <S extends org.apache.flink.api.common.state.State> S state(
            KeyedStateBackend<Integer> backend, StateDescriptor<S, ?> descriptor) throws Exception {
        return backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
    }

    private static <V> Map<Integer, V> sorted(MapState<Integer, V> state) throws Exception {
        var sorted = new TreeMap<Integer, V>();
        for (Map.Entry<Integer, V> entry : state.entries()) {
            sorted.put(entry.getKey(), entry.getValue());
        }
        return sorted;
    }
}
