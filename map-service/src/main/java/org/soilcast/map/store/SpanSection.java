package org.soilcast.map.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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

    /** Unpacks some columns; the others are unknown. */
    static TileSpan unpack(byte[] section, Set<ResultColumn> wanted, String where) throws IOException {
        try (var lead = new DataInputStream(new ByteArrayInputStream(section))) {
            int length = lead.readInt();
            int checksum = lead.readInt();
            if (length < 0 || length > section.length - 8 || Checksum.of(section, 8, length) != checksum) {
                throw new DamagedResults(where + ": its head is damaged");
            }
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(section, 8, section.length - 8))) {
            int cells = in.readInt();
            var origins = new LinkedHashMap<Long, Origin>();
            for (int remaining = in.readInt(); remaining > 0; remaining--) {
                origins.put(in.readLong(), new Origin(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
            }
            var values = new int[origins.size()][ResultColumn.values().length][];
            int start = 8 + java.nio.ByteBuffer.wrap(section).getInt();
            for (int remaining = in.readInt(); remaining > 0; remaining--) {
                String label = in.readUTF();
                int decimals = in.readByte();
                int length = in.readInt();
                int checksum = in.readInt();
                for (ResultColumn column : wanted) {
                    if (column.label().equals(label)) {
                        if (length < 0
                                || length > section.length - start
                                || Checksum.of(section, start, length) != checksum
                                || decimals != column.decimals()) {
                            throw new DamagedResults(where + ", column " + label + ": damaged");
                        }
                        byte[] chunk = Arrays.copyOfRange(section, start, start + length);
                        fill(values, column, ColumnChunk.unpack(chunk, origins.size(), cells));
                    }
                }
                start += length;
            }
            return span(origins, values, cells);
        } catch (DataFormatException e) {
            throw new DamagedResults(where + ": " + e.getMessage());
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
