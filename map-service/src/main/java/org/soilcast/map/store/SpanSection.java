package org.soilcast.map.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import org.soilcast.map.TileResults;
import org.soilcast.map.TileResults.Origin;
import org.soilcast.schemas.ResultColumn;

/**
 * A tile's part of a result file: length and checksum of a head, the head (dates, origins, and of each column its label,
 * decimals, length and checksum), then the columns, each packed by {@link ColumnChunk}. Columns are known by their labels,
 * so a file written before a column was added simply lacks it.
 */
final class SpanSection {
    private static final int LEAD_BYTES = 2 * Integer.BYTES;
    /** A head of a full span with all columns is shorter. */
    private static final int USUAL_HEAD_BYTES = 2048;

    private SpanSection() {}

    static byte[] pack(TileSpan span) throws IOException {
        TileResults[] days = span.days().values().toArray(TileResults[]::new);
        int cells = days[0].cells();
        var head = new ByteArrayOutputStream();
        var body = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(head)) {
            out.writeInt(cells);
            out.writeInt(days.length);
            for (Map.Entry<Long, TileResults> day : span.days().entrySet()) {
                Origin origin = day.getValue().origin();
                out.writeLong(day.getKey());
                out.writeInt(origin.epoch());
                out.writeInt(origin.modelVersion());
                out.writeInt(origin.revision());
                out.writeInt(origin.issue());
            }
            out.writeInt(ResultColumn.values().length);
            for (ResultColumn column : ResultColumn.values()) {
                byte[] chunk = ColumnChunk.pack(
                        Arrays.stream(days)
                                .map(day -> day.values()[column.ordinal()])
                                .toArray(int[][]::new),
                        cells);
                out.writeUTF(column.label());
                out.writeByte(column.decimals());
                out.writeInt(chunk.length);
                out.writeInt(Checksum.of(chunk));
                body.writeBytes(chunk);
            }
        }
        var section = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(section)) {
            out.writeInt(head.size());
            out.writeInt(Checksum.of(head.toByteArray()));
            head.writeTo(out);
            body.writeTo(out);
        }
        return section.toByteArray();
    }

    /** Reads a part of a section, so that columns which nobody asked for are not even read. */
    @FunctionalInterface
    interface Bytes {
        /** Exactly so many bytes; {@link DamagedResults} when there are fewer. */
        byte[] at(int offset, int length) throws IOException;
    }

    /**
     * Unpacks some columns; the others are unknown.
     *
     * @param size of the section, bytes
     * @param where names the section where it is damaged
     */
    static TileSpan unpack(Bytes section, int size, Set<ResultColumn> wanted, Supplier<String> where)
            throws IOException {
        byte[] begin = section.at(0, Math.min(size, USUAL_HEAD_BYTES));
        if (begin.length < LEAD_BYTES) {
            throw new DamagedResults(where.get() + ": its head is damaged");
        }
        int length = ByteBuffer.wrap(begin).getInt();
        int checksum = ByteBuffer.wrap(begin).getInt(Integer.BYTES);
        if (length < 0 || length > size - LEAD_BYTES) {
            throw new DamagedResults(where.get() + ": its head is damaged");
        }
        byte[] head = LEAD_BYTES + length <= begin.length
                ? Arrays.copyOfRange(begin, LEAD_BYTES, LEAD_BYTES + length)
                : section.at(LEAD_BYTES, length);
        if (Checksum.of(head) != checksum) {
            throw new DamagedResults(where.get() + ": its head is damaged");
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(head))) {
            int cells = in.readInt();
            var origins = new LinkedHashMap<Long, Origin>();
            for (int remaining = in.readInt(); remaining > 0; remaining--) {
                origins.put(in.readLong(), new Origin(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
            }
            var values = new int[origins.size()][ResultColumn.values().length][];
            int start = LEAD_BYTES + length;
            for (int remaining = in.readInt(); remaining > 0; remaining--) {
                String label = in.readUTF();
                int decimals = in.readByte();
                int chunkLength = in.readInt();
                int chunkChecksum = in.readInt();
                for (ResultColumn column : wanted) {
                    if (column.label().equals(label)) {
                        if (chunkLength < 0 || chunkLength > size - start || decimals != column.decimals()) {
                            throw new DamagedResults(where.get() + ", column " + label + ": damaged");
                        }
                        byte[] chunk = section.at(start, chunkLength);
                        if (Checksum.of(chunk) != chunkChecksum) {
                            throw new DamagedResults(where.get() + ", column " + label + ": damaged");
                        }
                        fill(values, column, ColumnChunk.unpack(chunk, origins.size(), cells));
                    }
                }
                start += chunkLength;
            }
            return span(origins, values, cells);
        } catch (DataFormatException e) {
            throw new DamagedResults(where.get() + ": " + e.getMessage());
        }
    }

    private static void fill(int[][][] values, ResultColumn column, int[][] unpacked) {
        for (int day = 0; day < unpacked.length; day++) {
            values[day][column.ordinal()] = unpacked[day];
        }
    }

    private static TileSpan span(Map<Long, Origin> origins, int[][][] values, int cells) {
        var unknown = new int[cells];
        Arrays.fill(unknown, TileResults.UNKNOWN);
        var span = new TileSpan();
        int day = 0;
        for (Map.Entry<Long, Origin> origin : origins.entrySet()) {
            int[][] columns = values[day++];
            for (int column = 0; column < columns.length; column++) {
                if (columns[column] == null) {
                    columns[column] = unknown;
                }
            }
            span.put(origin.getKey(), new TileResults(origin.getValue(), columns));
        }
        return span;
    }
}
