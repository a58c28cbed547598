package org.soilcast.inference.area;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
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
    /** Parts by date and tile, {@link #key}. */
    static final MapStateDescriptor<Long, byte[]> PARTS =
            new MapStateDescriptor<>("area-tile-parts", LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    /** How many tiles have a date by which definition of the area, {@link #count}; read so that a part costs no look at others. */
    static final MapStateDescriptor<Integer, Long> COUNTS =
            new MapStateDescriptor<>("area-tile-counts", IntSerializer.INSTANCE, LongSerializer.INSTANCE);
    /** Newest day that has been out. */
    static final ValueStateDescriptor<Integer> NEWEST =
            new ValueStateDescriptor<>("area-newest", IntSerializer.INSTANCE);

    private static final byte FORMAT = 1;

    private final MapState<Long, byte[]> parts;
    private final MapState<Integer, Long> counts;
    private final ValueState<Integer> newest;

    /** Of the areas of an operator. */
    public AreaDays(RuntimeContext context) {
        parts = context.getMapState(PARTS);
        counts = context.getMapState(COUNTS);
        newest = context.getState(NEWEST);
    }

    /** Takes what a tile adds to a day, also again. */
    public void take(AreaCells area, AreaPart part, Consumer<AreaDayResult> out) throws Exception {
        if (part.definition() != area.definition()) {
            return; // of a result from before the area was defined anew: that tile's day comes again
        }
        int day = part.epochDay();
        byte[] known = parts.get(key(day, part.tile()));
        boolean isFirst =
                known == null || read(area.id(), day, part.tile(), known).definition() != area.definition();
        parts.put(key(day, part.tile()), bytes(part));
        Long counted = counts.get(day);
        int tiles = counted == null || definition(counted) != area.definition()
                ? countedAnew(area, day)
                : counted.intValue() + (isFirst ? 1 : 0);
        counts.put(day, count(area.definition(), tiles));
        if (tiles == area.tiles()) {
            forgetBefore(day);
            out.accept(whole(area, day));
        }
    }

    /** Of a day that was counted by another definition of the area, which may have been this one before that. */
    private int countedAnew(AreaCells area, int day) throws Exception {
        int tiles = 0;
        for (int index = 0; index < area.tiles(); index++) {
            int tile = area.tile(index);
            byte[] part = parts.get(key(day, tile));
            tiles += part != null && read(area.id(), day, tile, part).definition() == area.definition() ? 1 : 0;
        }
        return tiles;
    }

    private void forgetBefore(int wholeEpochDay) throws Exception {
        Integer before = newest.value();
        if (before != null && before >= wholeEpochDay) {
            return;
        }
        newest.update(wholeEpochDay);
        int oldest = wholeEpochDay - TileMemory.REACH_DAYS;
        List<Long> old = new ArrayList<>();
        for (long key : parts.keys()) {
            if (day(key) < oldest) {
                old.add(key);
            }
        }
        for (long key : old) {
            parts.remove(key);
            counts.remove(day(key));
        }
    }

    /** A day that all tiles of the area have. */
    private AreaDayResult whole(AreaCells area, int epochDay) throws Exception {
        var sums = new AreaSums();
        int modelVersion = 0;
        int revision = 0;
        boolean shortClimatology = false;
        for (int index = 0; index < area.tiles(); index++) {
            int tile = area.tile(index);
            AreaPart part = read(area.id(), epochDay, tile, parts.get(key(epochDay, tile)));
            sums.add(new AreaSums(part.sums()));
            modelVersion = Math.max(modelVersion, part.modelVersion());
            revision = Math.max(revision, part.revision());
            shortClimatology |= part.shortClimatology();
        }
        return new AreaDayResult(
                area.id(), area.name(), epochDay, modelVersion, revision, shortClimatology, sums.numbers());
    }

    private static long key(int epochDay, int tile) {
        return (long) epochDay << Integer.SIZE | tile;
    }

    private static int day(long key) {
        return (int) (key >> Integer.SIZE);
    }

    private static long count(int definition, int tiles) {
        return key(definition, tiles);
    }

    private static int definition(long count) {
        return day(count);
    }

    private static byte[] bytes(AreaPart part) throws IOException {
        var out = new DataOutputSerializer(1 + 3 * Integer.BYTES + 1 + part.sums().length * Float.BYTES);
        out.writeByte(FORMAT);
        out.writeInt(part.definition());
        out.writeInt(part.modelVersion());
        out.writeInt(part.revision());
        out.writeBoolean(part.shortClimatology());
        for (float sum : part.sums()) {
            out.writeFloat(sum);
        }
        return out.getCopyOfBuffer();
    }

    private static AreaPart read(String area, int epochDay, int tile, byte[] bytes) throws IOException {
        var in = new DataInputDeserializer(bytes);
        byte format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("part of an area: expected format " + FORMAT + ", found " + format);
        }
        int definition = in.readInt();
        int modelVersion = in.readInt();
        int revision = in.readInt();
        boolean shortClimatology = in.readBoolean();
        var sums = new float[AreaSums.LENGTH];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = in.readFloat();
        }
        return new AreaPart(area, tile, epochDay, definition, modelVersion, revision, shortClimatology, sums);
    }
}
