package org.soilcast.inference.tile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.soilcast.dayline.alert.DroughtAlert;
import org.soilcast.dayline.drought.DroughtClass;

/**
 * What a rule remembers of a cell or an area.
 *
 * @param settled its latest alert as it stood at the end of the last pentad that can no longer change
 * @param told the alerts that have been told and may still change, in the order of their onset
 */
record WatchedCell(Optional<DroughtAlert> settled, List<Told> told) {
    /** A cell of which nothing has been told. */
    static final WatchedCell NONE = new WatchedCell(Optional.empty(), List.of());

    private static final byte FORMAT = 2;
    private static final int INITIAL_BYTES = 64;

    /**
     * An alert as it was told last.
     *
     * @param alert what it was
     * @param sequence how often it has been told
     * @param provisional whether it was told that it may still change
     * @param cancelled whether it has been taken back
     * @param notified whether somebody was to be told
     */
    record Told(DroughtAlert alert, int sequence, boolean provisional, boolean cancelled, boolean notified) {}

    /** Whether nothing can change as long as no drought begins: no alert stands, and all that was told is final. */
    boolean isQuiet() {
        return settled.filter(DroughtAlert::stands).isEmpty()
                && told.stream()
                        .allMatch(each -> !each.provisional()
                                && !each.cancelled()
                                && settled.filter(each.alert()::equals).isPresent());
    }

    /**
     * Cells of a tile in bytes: a format number, the number of the last settled pentad, the number of cells, and the cells.
     *
     * @param pentad number of the last pentad that can no longer change
     * @param cells what is remembered of each, [cell]
     */
    record Tile(int pentad, List<WatchedCell> cells) {
        byte[] bytes() throws IOException {
            var out = new DataOutputSerializer(INITIAL_BYTES);
            out.writeByte(FORMAT);
            out.writeInt(pentad);
            out.writeShort(cells.size());
            for (WatchedCell cell : cells) {
                out.writeBoolean(cell.settled().isPresent());
                if (cell.settled().isPresent()) {
                    write(cell.settled().get(), out);
                }
                out.writeByte(cell.told().size());
                for (Told told : cell.told()) {
                    write(told.alert(), out);
                    out.writeInt(told.sequence());
                    out.writeBoolean(told.provisional());
                    out.writeBoolean(told.cancelled());
                    out.writeBoolean(told.notified());
                }
            }
            return out.getCopyOfBuffer();
        }

        static Tile of(byte[] bytes) throws IOException {
            var in = new DataInputDeserializer(bytes);
            byte format = in.readByte();
            if (format != FORMAT) {
                throw new IOException("alerts: expected format " + FORMAT + ", found " + format);
            }
            int pentad = in.readInt();
            int count = in.readUnsignedShort();
            var cells = new ArrayList<WatchedCell>(count);
            for (int cell = 0; cell < count; cell++) {
                Optional<DroughtAlert> settled = in.readBoolean() ? Optional.of(read(in)) : Optional.empty();
                int length = in.readUnsignedByte();
                var told = new ArrayList<Told>(length);
                for (int i = 0; i < length; i++) {
                    told.add(new Told(read(in), in.readInt(), in.readBoolean(), in.readBoolean(), in.readBoolean()));
                }
                cells.add(new WatchedCell(settled, told));
            }
            return new Tile(pentad, cells);
        }
    }

    private static void write(DroughtAlert alert, DataOutputSerializer out) throws IOException {
        out.writeInt(alert.onsetEpochDay());
        out.writeInt(alert.raisedEpochDay());
        out.writeByte(alert.droughtClass().ordinal());
        out.writeByte(alert.peak().ordinal());
        out.writeInt(alert.changedEpochDay());
        out.writeFloat(alert.percentile());
        out.writeFloat(alert.probability());
        out.writeBoolean(alert.modelChanged());
        out.writeInt(alert.modelVersion());
        out.writeInt(alert.revision());
        out.writeBoolean(alert.shortClimatology());
        out.writeInt(alert.clearedEpochDay().orElse(AlertResult.NOT_CLEARED));
    }

    private static DroughtAlert read(DataInputDeserializer in) throws IOException {
        DroughtClass[] classes = DroughtClass.values();
        int onset = in.readInt();
        int raised = in.readInt();
        DroughtClass droughtClass = classes[in.readByte()];
        DroughtClass peak = classes[in.readByte()];
        int changed = in.readInt();
        float percentile = in.readFloat();
        float probability = in.readFloat();
        boolean modelChanged = in.readBoolean();
        int version = in.readInt();
        int revision = in.readInt();
        boolean shortClimatology = in.readBoolean();
        int cleared = in.readInt();
        return new DroughtAlert(
                onset,
                raised,
                droughtClass,
                peak,
                changed,
                percentile,
                probability,
                modelChanged,
                version,
                revision,
                shortClimatology,
                cleared == AlertResult.NOT_CLEARED ? OptionalInt.empty() : OptionalInt.of(cleared));
    }
}
