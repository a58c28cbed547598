package org.soilcast.land.cuda;

import com.sun.jna.Pointer;

/**
 * Copies between Java arrays and the device through two pinned buffers in turn, so that the copy of one piece over the
 * bus runs while the next is written into, or the last is read from, the other buffer.
 */
final class HostStaging implements AutoCloseable {
    private static final int PIECE_FLOATS = 1 << 20;
    private static final long PIECE_BYTES = (long) PIECE_FLOATS * Float.BYTES;
    private static final int BUFFERS = 2;

    private final CudaDriver driver;
    private final Pointer stream;
    private final Pointer[] buffers = new Pointer[BUFFERS];
    private final Pointer[] copied = new Pointer[BUFFERS];

    HostStaging(CudaDriver driver, Pointer stream) {
        this.driver = driver;
        this.stream = stream;
        for (int i = 0; i < BUFFERS; i++) {
            buffers[i] = driver.pointer("cuMemHostAlloc", PIECE_BYTES, 0);
            copied[i] = driver.pointer("cuEventCreate", 0);
        }
    }

    void upload(float[] from, int first, int count, long address) {
        for (int piece = 0; piece < pieces(count); piece++) {
            int at = piece % BUFFERS;
            driver.call("cuEventSynchronize", copied[at]); // of an event that was never recorded: at once
            buffers[at].write(0, from, first + piece * PIECE_FLOATS, floats(piece, count));
            driver.call(
                    "cuMemcpyHtoDAsync_v2", address + piece * PIECE_BYTES, buffers[at], bytes(piece, count), stream);
            driver.call("cuEventRecord", copied[at], stream);
        }
    }

    void download(long address, float[] to, int first, int count) {
        for (int piece = 0; piece <= pieces(count); piece++) {
            if (piece < pieces(count)) {
                int at = piece % BUFFERS;
                driver.call(
                        "cuMemcpyDtoHAsync_v2",
                        buffers[at],
                        address + piece * PIECE_BYTES,
                        bytes(piece, count),
                        stream);
                driver.call("cuEventRecord", copied[at], stream);
            }
            if (piece > 0) {
                int at = (piece - 1) % BUFFERS;
                driver.call("cuEventSynchronize", copied[at]);
                buffers[at].read(0, to, first + (piece - 1) * PIECE_FLOATS, floats(piece - 1, count));
            }
        }
    }

    private static int pieces(int count) {
        return (count + PIECE_FLOATS - 1) / PIECE_FLOATS;
    }

    private static int floats(int piece, int count) {
        return Math.min(PIECE_FLOATS, count - piece * PIECE_FLOATS);
    }

    private static long bytes(int piece, int count) {
        return (long) floats(piece, count) * Float.BYTES;
    }

    @Override
    public void close() {
        for (int i = 0; i < BUFFERS; i++) {
            driver.call("cuEventDestroy_v2", copied[i]);
            driver.call("cuMemFreeHost", buffers[i]);
        }
    }
}
