package org.soilcast.inference.operators;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * Bytes of {@link TileMemory} in checkpoints and savepoints: a format number, then every part in a fixed order. A newer
 * release reads the formats of older ones here; it never changes what a number means.
 */
public final class TileMemorySerializer extends TypeSerializerSingleton<TileMemory> {
    static final TileMemorySerializer INSTANCE = new TileMemorySerializer();
    private static final int FORMAT = 1;
    private static final int INITIAL_BYTES = 1 << 16;

    /**
     * The part of a tile's state that is a function of the set of its inputs, for checks that it is: the state as a
     * checkpoint writes it, with every issue, which counts how often a day has been sent, set to 0.
     *
     * @param backend keyed state of a {@link LandOperator}; its current key is changed
     * @param tile tile number; a tile of which nothing has come has the state of an empty one
     */
    public static byte[] bytesWithoutIssues(KeyedStateBackend<Integer> backend, int tile) throws Exception {
        backend.setCurrentKey(tile);
        ValueState<TileMemory> state = backend.getPartitionedState(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, LandOperator.MEMORY);
        TileMemory memory =
                state.value() == null ? new TileMemory() : state.value().copy();
        memory.days.replaceAll((date, day) -> new TileMemory.KeptDay(day.input(), 0));
        var out = new DataOutputSerializer(INITIAL_BYTES);
        INSTANCE.serialize(memory, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TileMemory createInstance() {
        return new TileMemory();
    }

    @Override
    public TileMemory copy(TileMemory from) {
        return from.copy();
    }

    @Override
    public TileMemory copy(TileMemory from, TileMemory reuse) {
        return from.copy();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(TileMemory memory, DataOutputView out) throws IOException {
        out.writeInt(FORMAT);
        out.writeLong(memory.frontEpochDay);
        write(memory.now, out);
        out.writeInt(memory.days.size());
        for (TileMemory.KeptDay day : memory.days.values()) {
            write(day, out);
        }
        out.writeInt(memory.anchors.size());
        for (var anchor : memory.anchors.entrySet()) {
            out.writeLong(anchor.getKey());
            write(anchor.getValue(), out);
        }
        out.writeInt(memory.models.size());
        for (TileParameters model : memory.models.values()) {
            write(model, out);
        }
    }

    @Override
    public TileMemory deserialize(DataInputView in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("tile state of format " + format + ", this release reads format " + FORMAT);
        }
        var memory = new TileMemory();
        memory.frontEpochDay = in.readLong();
        memory.now = readAnchor(in);
        for (int left = in.readInt(); left > 0; left--) {
            TileMemory.KeptDay day = readDay(in);
            memory.days.put(day.input().epochDay(), day);
        }
        for (int left = in.readInt(); left > 0; left--) {
            memory.anchors.put(in.readLong(), readAnchor(in));
        }
        for (int left = in.readInt(); left > 0; left--) {
            TileParameters model = readModel(in);
            memory.models.put(model.version(), model);
        }
        return memory;
    }

    @Override
    public TileMemory deserialize(TileMemory reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public TypeSerializerSnapshot<TileMemory> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Tells Flink which serialiser wrote the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<TileMemory> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }

    private static void write(TileMemory.Anchor anchor, DataOutputView out) throws IOException {
        out.writeInt(anchor.version());
        write(anchor.states(), out);
    }

    private static TileMemory.Anchor readAnchor(DataInputView in) throws IOException {
        return new TileMemory.Anchor(in.readInt(), readFloats(in));
    }

    private static void write(TileMemory.KeptDay day, DataOutputView out) throws IOException {
        TileDayInput input = day.input();
        out.writeInt(day.issue());
        out.writeInt(input.tile());
        out.writeLong(input.epochDay());
        out.writeInt(input.revision());
        write(input.precipitationMmPerDay(), out);
        write(input.airTemperatureC(), out);
        write(input.potentialEvapotranspirationMmPerDay(), out);
        write(input.observedM3PerM3(), out);
        out.writeInt(input.quality().length);
        for (int bits : input.quality()) {
            out.writeInt(bits);
        }
    }

    private static TileMemory.KeptDay readDay(DataInputView in) throws IOException {
        int issue = in.readInt();
        return new TileMemory.KeptDay(
                new TileDayInput(
                        in.readInt(),
                        in.readLong(),
                        in.readInt(),
                        readFloats(in),
                        readFloats(in),
                        readFloats(in),
                        readFloats(in),
                        readInts(in)),
                issue);
    }

    private static void write(TileParameters model, DataOutputView out) throws IOException {
        out.writeInt(model.tile());
        out.writeInt(model.version());
        out.writeLong(model.effectiveFromEpochDay());
        out.writeBoolean(model.dailyMean());
        write(model.parameters(), out);
        write(model.startState(), out);
    }

    private static TileParameters readModel(DataInputView in) throws IOException {
        return new TileParameters(
                in.readInt(), in.readInt(), in.readLong(), in.readBoolean(), readFloats(in), readFloats(in));
    }

    private static void write(float[] values, DataOutputView out) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static float[] readFloats(DataInputView in) throws IOException {
        var values = new float[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }

    private static int[] readInts(DataInputView in) throws IOException {
        var values = new int[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readInt();
        }
        return values;
    }
}
