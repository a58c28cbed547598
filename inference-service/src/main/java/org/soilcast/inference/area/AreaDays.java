package org.soilcast.inference.area;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.soilcast.dayline.area.AreaSums;
import org.soilcast.inference.tile.TileMemory;

/**
 * The days of the area that is the current key. A day is out when each tile with a share of it has sent its own, and again
 * whenever one sends it again, as late input makes it do. What a day says follows from the newest part of each tile alone;
 * parts are added in the order of the tiles, so that its bits do, too. Days are kept as far back as a tile may send them
 * again.
 */
public final class AreaDays {
    /** Parts of a day by date, in the order of their tiles. */
    static final MapStateDescriptor<Integer, byte[]> PARTS =
            new MapStateDescriptor<>("area-parts", IntSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    /** Newest day that has been out. */
    static final ValueStateDescriptor<Integer> NEWEST =
            new ValueStateDescriptor<>("area-newest", IntSerializer.INSTANCE);

    private static final byte FORMAT = 1;
    private static final int INITIAL_BYTES = 512;

    private final MapState<Integer, byte[]> parts;
    private final ValueState<Integer> newest;

    /** Of the areas of an operator. */
    public AreaDays(RuntimeContext context) {
        parts = context.getMapState(PARTS);
        newest = context.getState(NEWEST);
    }

    /** Takes what a tile adds to a day, also again. */
    public void take(AreaCells area, AreaPart part, Consumer<AreaDayResult> out) throws Exception {
        byte[] known = parts.get(part.epochDay());
        SortedMap<Integer, AreaPart> ofDay = known == null ? new TreeMap<>() : read(area.id(), part.epochDay(), known);
        ofDay.put(part.tile(), part);
        parts.put(part.epochDay(), bytes(ofDay));
        Optional<AreaDayResult> day = whole(area, ofDay);
        if (day.isPresent()) {
            forgetBefore(part.epochDay());
            out.accept(day.get());
        }
    }

    private void forgetBefore(int wholeEpochDay) throws Exception {
        Integer before = newest.value();
        if (before != null && before >= wholeEpochDay) {
            return;
        }
        newest.update(wholeEpochDay);
        List<Integer> old = new ArrayList<>();
        for (int day : parts.keys()) {
            if (day < wholeEpochDay - TileMemory.REACH_DAYS) {
                old.add(day);
            }
        }
        for (int day : old) {
            parts.remove(day);
        }
    }

    /** The day, when all tiles of the area as it is now defined have it. */
    private static Optional<AreaDayResult> whole(AreaCells area, Map<Integer, AreaPart> ofDay) {
        int definition = area.definition();
        var sums = new AreaSums();
        int modelVersion = 0;
        int revision = 0;
        boolean shortClimatology = false;
        int epochDay = 0;
        for (int index = 0; index < area.tiles(); index++) {
            AreaPart part = ofDay.get(area.tile(index));
            if (part == null || part.definition() != definition) {
                return Optional.empty();
            }
            sums.add(new AreaSums(part.sums()));
            modelVersion = Math.max(modelVersion, part.modelVersion());
            revision = Math.max(revision, part.revision());
            shortClimatology |= part.shortClimatology();
            epochDay = part.epochDay();
        }
        return Optional.of(new AreaDayResult(
                area.id(), area.name(), epochDay, modelVersion, revision, shortClimatology, sums.numbers()));
    }

    private static byte[] bytes(SortedMap<Integer, AreaPart> ofDay) throws IOException {
        var out = new DataOutputSerializer(INITIAL_BYTES);
        out.writeByte(FORMAT);
        out.writeInt(ofDay.size());
        for (AreaPart part : ofDay.values()) {
            out.writeInt(part.tile());
            out.writeInt(part.definition());
            out.writeInt(part.modelVersion());
            out.writeInt(part.revision());
            out.writeBoolean(part.shortClimatology());
            for (float sum : part.sums()) {
                out.writeFloat(sum);
            }
        }
        return out.getCopyOfBuffer();
    }

    private static SortedMap<Integer, AreaPart> read(String area, int epochDay, byte[] bytes) throws IOException {
        var in = new DataInputDeserializer(bytes);
        byte format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("day of an area: expected format " + FORMAT + ", found " + format);
        }
        var ofDay = new TreeMap<Integer, AreaPart>();
        for (int left = in.readInt(); left > 0; left--) {
            int tile = in.readInt();
            int definition = in.readInt();
            int modelVersion = in.readInt();
            int revision = in.readInt();
            boolean shortClimatology = in.readBoolean();
            var sums = new float[AreaSums.LENGTH];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = in.readFloat();
            }
            ofDay.put(
                    tile,
                    new AreaPart(area, tile, epochDay, definition, modelVersion, revision, shortClimatology, sums));
        }
        return ofDay;
    }
}
