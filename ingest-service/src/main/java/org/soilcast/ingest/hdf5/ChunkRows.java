package org.soilcast.ingest.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.soilcast.ingest.arrays.ArrayVariable;

/**
 * Reads some rows of a chunked array of numbers: only the chunks that hold some of them, each decompressed once and read from
 * there, so that nothing of the size of the whole array is made. Where a chunk has more rows than are asked for, the chunks
 * along them are kept for the next rows. Not for use by several threads.
 */
final class ChunkRows {
    /** How jhdf begins to tell of a chunk that is in no index. */
    private static final String NEVER_WRITTEN = "No chunk with offset";
    /** Beyond so many chunks a file is damaged, or better left to jhdf, which looks for those that are there. */
    private static final long MOST_CHUNKS = 100_000;
    /** What may be kept, bytes: the chunks of two months of a national grid of 4 km. */
    private static final long MOST_KEPT_BYTES = 128L << 20;

    private final ChunkedDataset dataset;
    private final StoredNumber number;
    private final ByteOrder order;
    private final int[] shape;
    private final int[] chunk;
    private final Map<Integer, byte[]> kept = new HashMap<>();
    private int keptRow = -1;

    private ChunkRows(ChunkedDataset dataset, StoredNumber number, int[] shape, int[] chunk) {
        this.dataset = dataset;
        this.number = number;
        this.order = StoredNumber.order(dataset.getDataType());
        this.shape = shape;
        this.chunk = chunk;
    }

    /** The rows of a dataset; empty when it is not chunked, or of a kind that is left to jhdf. */
    static Optional<ChunkRows> of(Dataset dataset) {
        if (!(dataset instanceof ChunkedDataset chunked) || dataset.isScalar()) {
            return Optional.empty();
        }
        int[] shape = dataset.getDimensions();
        int[] chunk = chunked.getChunkDimensions();
        boolean fits = chunk.length == shape.length && Arrays.stream(chunk).allMatch(length -> length > 0);
        if (!fits || product(chunk) > ArrayVariable.MOST_ELEMENTS) {
            return Optional.empty();
        }
        long chunks = 1;
        for (int i = 0; i < shape.length; i++) {
            chunks = Math.min(MOST_CHUNKS + 1, chunks * ((shape[i] + chunk[i] - 1L) / chunk[i]));
        }
        return chunks > MOST_CHUNKS
                ? Optional.empty()
                : StoredNumber.of(dataset.getDataType()).map(number -> new ChunkRows(chunked, number, shape, chunk));
    }

    private static long product(int[] lengths) {
        return ArrayVariable.product(Arrays.stream(lengths).boxed().toList());
    }

    /** The numbers of {@code count} rows from the {@code first} on, row-major, as they are stored. */
    double[] read(int first, int count) {
        if (first < 0 || count < 0 || first + (long) count > shape[0]) {
            throw new IllegalArgumentException("rows from " + first + ", " + count + " of them, of " + shape[0]);
        }
        int[] wanted = shape.clone();
        wanted[0] = count;
        var values = new double[Math.toIntExact(product(wanted))];
        if (dataset.getFillValue() instanceof Number fill && fill.doubleValue() != 0) {
            Arrays.fill(values, fill.doubleValue()); // what chunks that were never written hold
        }
        if (values.length > 0) {
            for (int row = first / chunk[0]; row * (long) chunk[0] < (long) first + count; row++) {
                read(row, first, count, values);
            }
        }
        return values;
    }

    /** Reads from the chunks along one row of chunks. */
    private void read(int chunkRow, int first, int count, double[] values) {
        var offset = new int[shape.length];
        offset[0] = chunkRow * chunk[0];
        int along = 0;
        do {
            if (!isStored(offset)) {
                along++;
                continue;
            }
            ByteBuffer bytes = ByteBuffer.wrap(bytes(chunkRow, along++, offset)).order(order);
            int from = Math.max(first, offset[0]);
            int to = Math.min(first + count, offset[0] + chunk[0]);
            for (int row = from; row < to; row++) {
                copy(bytes, offset, 1, row - offset[0], values, row - first);
            }
        } while (next(offset));
    }

    /** The next chunk of the same row of chunks. */
    private boolean next(int[] offset) {
        for (int i = offset.length - 1; i > 0; i--) {
            offset[i] += chunk[i];
            if (offset[i] < shape[i]) {
                return true;
            }
            offset[i] = 0;
        }
        return false;
    }

    /** Copies what a chunk has below a place in the dimensions before this one. */
    private void copy(ByteBuffer bytes, int[] offset, int dimension, int source, double[] values, int target) {
        if (dimension == shape.length) {
            number.read(bytes, source, values, target, 1);
            return;
        }
        int length = Math.min(chunk[dimension], shape[dimension] - offset[dimension]);
        int inChunk = source * chunk[dimension];
        int inValues = target * shape[dimension] + offset[dimension];
        if (dimension == shape.length - 1) {
            number.read(bytes, inChunk, values, inValues, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            copy(bytes, offset, dimension + 1, inChunk + i, values, inValues + i);
        }
    }

    private byte[] bytes(int chunkRow, int along, int[] offset) {
        if (chunkRow != keptRow) {
            kept.clear();
            keptRow = chunkRow;
        }
        byte[] before = kept.get(along);
        if (before != null) {
            return before;
        }
        byte[] decompressed = dataset.getDecompressedChunk(offset);
        long expected = product(chunk) * number.bytes();
        if (decompressed.length < expected) {
            throw new HdfException("a chunk has " + decompressed.length + " bytes, expected " + expected);
        }
        if (chunk[0] > 1 && (kept.size() + 1) * expected <= MOST_KEPT_BYTES) {
            kept.put(along, decompressed);
        }
        return decompressed;
    }

    private boolean isStored(int[] offset) {
        try {
            return dataset.getRawChunkBuffer(offset) != null;
        } catch (HdfException e) {
            if (String.valueOf(e.getMessage()).startsWith(NEVER_WRITTEN)) {
                return false;
            }
            throw e; // damaged: what it holds is not what was never written
        }
    }
}
