package org.soilcast.ingest.netcdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.ingest.arrays.Attributes;

/**
 * The header of a netCDF-3 file.
 *
 * @param attributes of the file as a whole
 * @param stored arrays with their places, in the order of the file
 * @param recordBytes distance between two records
 */
record NetCdf3Header(Attributes attributes, Map<String, Stored> stored, long recordBytes) {
    private static final int DIMENSIONS = 0x0A;
    private static final int VARIABLES = 0x0B;
    private static final int ATTRIBUTES = 0x0C;
    /** Entries of one list beyond which a header is taken for damaged. */
    private static final int MOST_ENTRIES = 10_000;

    /**
     * An array and its place in the file.
     *
     * @param byRecord whether its first dimension is the record dimension, whose records of all arrays alternate
     * @param begin first byte
     */
    record Stored(ArrayVariable variable, NetCdf3Type type, boolean byRecord, long begin) {}

    /**
     * Reads a header.
     *
     * @param head the first bytes of the file
     * @throws IllegalArgumentException when it contradicts itself
     * @throws java.nio.BufferUnderflowException when it ends early
     */
    static NetCdf3Header parse(ByteBuffer head, long fileBytes) {
        return new Reader(head, fileBytes).read();
    }

    private static final class Reader {
        private final ByteBuffer head;
        private final long fileBytes;
        private final boolean longCounts;
        private final boolean longOffsets;
        private final List<String> dimensionNames = new ArrayList<>();
        private final List<Long> lengths = new ArrayList<>();

        Reader(ByteBuffer head, long fileBytes) {
            this.head = head;
            this.fileBytes = fileBytes;
            int magic = head.getInt();
            int version = magic & 0xFF;
            if (magic >>> 8 != 0x434446 || version != 1 && version != 2 && version != 5) {
                throw new IllegalArgumentException("no version 1, 2 or 5 of CDF");
            }
            longCounts = version == 5;
            longOffsets = version != 1;
        }

        NetCdf3Header read() {
            long records = count();
            int dimensions = list(DIMENSIONS);
            for (int i = 0; i < dimensions; i++) {
                dimensionNames.add(text());
                lengths.add(count());
            }
            Attributes attributes = attributes();
            int variables = list(VARIABLES);
            var all = new ArrayList<Unplaced>();
            for (int i = 0; i < variables; i++) {
                all.add(variable());
            }
            long recordBytes = recordBytes(all);
            boolean streaming = records == (longCounts ? -1 : 0xFFFFFFFFL);
            var stored = new LinkedHashMap<String, Stored>();
            for (Unplaced array : all) {
                long found = streaming ? (fileBytes - array.begin()) / Math.max(1, recordBytes) : records;
                stored.put(array.name(), array.placed(dimensionNames, lengths, found));
            }
            return new NetCdf3Header(attributes, stored, recordBytes);
        }

        /** A single array of records has no padding between them; several are padded to four bytes each. */
        private long recordBytes(List<Unplaced> all) {
            List<Unplaced> byRecord =
                    all.stream().filter(array -> array.byRecord(lengths)).toList();
            if (byRecord.size() == 1) {
                return byRecord.get(0).pieceBytes(lengths);
            }
            return byRecord.stream()
                    .mapToLong(array -> (array.pieceBytes(lengths) + 3) / 4 * 4)
                    .sum();
        }

        private Unplaced variable() {
            String name = text();
            int rank = entries(count());
            var dimensions = new ArrayList<Integer>();
            for (int i = 0; i < rank; i++) {
                long dimension = count();
                if (dimension < 0 || dimension >= lengths.size()) {
                    throw new IllegalArgumentException(name + " has unknown dimension " + dimension);
                }
                dimensions.add((int) dimension);
            }
            Attributes attributes = attributes();
            NetCdf3Type type = NetCdf3Type.of(head.getInt());
            count(); // the size, which is redundant, and wrong for large arrays
            long begin = longOffsets ? head.getLong() : head.getInt();
            if (begin < 0) {
                throw new IllegalArgumentException(name + " begins before the file");
            }
            return new Unplaced(name, dimensions, attributes, type, begin);
        }

        private Attributes attributes() {
            int entries = list(ATTRIBUTES);
            var attributes = new Attributes();
            for (int i = 0; i < entries; i++) {
                String name = text();
                NetCdf3Type type = NetCdf3Type.of(head.getInt());
                long values = count();
                long bytes = values * type.bytes();
                if (values < 0 || values > head.remaining() || bytes > head.remaining()) {
                    throw new IllegalArgumentException("attribute " + name + " is longer than the header");
                }
                ByteBuffer data = head.slice(head.position(), (int) bytes);
                skip(bytes);
                if (type == NetCdf3Type.CHAR) {
                    attributes.put(name, StandardCharsets.UTF_8.decode(data).toString());
                } else if (values == 1) {
                    attributes.put(name, type.read(data));
                }
            }
            return attributes;
        }

        private int list(int expected) {
            int tag = head.getInt();
            int entries = entries(count());
            if (tag != expected && (tag != 0 || entries != 0)) {
                throw new IllegalArgumentException("expected list " + expected + ", found " + tag);
            }
            return entries;
        }

        private static int entries(long count) {
            if (count < 0 || count > MOST_ENTRIES) {
                throw new IllegalArgumentException("a list of " + count + " entries");
            }
            return (int) count;
        }

        private String text() {
            long length = count();
            if (length < 0 || length > head.remaining()) {
                throw new IllegalArgumentException("a name is longer than the header");
            }
            String text = StandardCharsets.UTF_8
                    .decode(head.slice(head.position(), (int) length))
                    .toString();
            if (text.chars().anyMatch(Character::isISOControl)) { // which would break the line that tells of it
                throw new IllegalArgumentException("a name has control characters");
            }
            skip(length);
            return text;
        }

        private void skip(long bytes) {
            head.position((int) Math.min(head.limit(), head.position() + (bytes + 3) / 4 * 4));
        }

        private long count() {
            return longCounts ? head.getLong() : head.getInt() & 0xFFFFFFFFL;
        }
    }

    private record Unplaced(
            String name, List<Integer> dimensions, Attributes attributes, NetCdf3Type type, long begin) {
        boolean byRecord(List<Long> lengths) {
            return !dimensions.isEmpty() && lengths.get(dimensions.get(0)) == 0;
        }

        /** Bytes of one record, or of all without records. */
        long pieceBytes(List<Long> lengths) {
            List<Integer> inner = shape(lengths, 1);
            return ArrayVariable.product(inner) * type.bytes();
        }

        Stored placed(List<String> names, List<Long> lengths, long records) {
            var variable = new ArrayVariable(
                    name,
                    dimensions.stream().map(names::get).toList(),
                    shape(lengths, records),
                    type != NetCdf3Type.CHAR,
                    attributes);
            return new Stored(variable, type, byRecord(lengths), begin);
        }

        private List<Integer> shape(List<Long> lengths, long records) {
            var shape = new ArrayList<Integer>();
            for (int i = 0; i < dimensions.size(); i++) {
                long length = lengths.get(dimensions.get(i));
                long found = length == 0 && i == 0 ? records : length;
                if (found < 0 || found > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException(name + " has a dimension of " + found);
                }
                shape.add((int) found);
            }
            return shape;
        }
    }
}
