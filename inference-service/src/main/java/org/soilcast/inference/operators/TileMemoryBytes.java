package org.soilcast.inference.operators;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The part of a tile's state that is a function of the set of its inputs, for checks that it is: all of it but how often
 * each day has been sent.
 */
public final class TileMemoryBytes {
    private static final int INITIAL_BYTES = 1 << 16;

    private TileMemoryBytes() {}

    /**
     * The state of a tile as a checkpoint writes it, every issue set to 0.
     *
     * @param backend keyed state of a {@link LandOperator}; its current key is changed
     * @param tile tile number; a tile of which nothing has come has the state of an empty one
     */
    public static byte[] of(KeyedStateBackend<Integer> backend, int tile) throws Exception {
        backend.setCurrentKey(tile);
        ValueState<TileMemory> state = backend.getPartitionedState(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, LandOperator.MEMORY);
        TileMemory memory =
                state.value() == null ? new TileMemory() : state.value().copy();
        memory.days.replaceAll((date, day) -> new TileMemory.KeptDay(day.input(), 0));
        return bytes(memory);
    }

    private static byte[] bytes(TileMemory memory) throws IOException {
        var out = new DataOutputSerializer(INITIAL_BYTES);
        TileMemorySerializer.INSTANCE.serialize(memory, out);
        return out.getCopyOfBuffer();
    }
}
