package org.soilcast.ingest.hdf5;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** HDF5's deflate filter with an end: a chunk that inflates to more than any product's chunk is taken for a bomb. */
final class BoundedInflate implements Filter {
    /** One chunk of a whole 9 km field in double precision takes 50 MB. */
    private static final int MOST_BYTES = 64 << 20;

    private static final int DEFLATE_ID = 1;
    private static final int STEP_BYTES = 1 << 16;

    @Override
    public int getId() {
        return DEFLATE_ID;
    }

    @Override
    public String getName() {
        return "deflate";
    }

    @Override
    public byte[] decode(byte[] encoded, int[] settings) {
        var inflater = new Inflater();
        try {
            inflater.setInput(encoded);
            var decoded = new byte[(int) Math.min(MOST_BYTES, encoded.length * 4L + STEP_BYTES)];
            int length = 0;
            while (!inflater.finished()) {
                if (length == decoded.length) {
                    if (length == MOST_BYTES) {
                        throw new HdfFilterException(
                                "a compressed chunk inflates to more than " + MOST_BYTES + " bytes");
                    }
                    decoded = Arrays.copyOf(decoded, (int) Math.min(MOST_BYTES, length * 2L));
                }
                int more = inflater.inflate(decoded, length, decoded.length - length);
                if (more == 0 && !inflater.finished() && length < decoded.length) {
                    throw new HdfFilterException("a compressed chunk ends early");
                }
                length += more;
            }
            return length == decoded.length ? decoded : Arrays.copyOf(decoded, length);
        } catch (DataFormatException e) {
            throw new HdfFilterException("a compressed chunk is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
