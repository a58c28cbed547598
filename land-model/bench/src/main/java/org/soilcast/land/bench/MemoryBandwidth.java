package org.soilcast.land.bench;

/** What one core reads and writes of main memory: the floor under all that streams through many cells. */
final class MemoryBandwidth {
    private static final int LENGTH = 1 << 26; // 256 MiB of floats, beyond every cache
    private static final int REPEATS = 8;

    private MemoryBandwidth() {}

    /** Bytes read and written by copying a large array, the best of several runs. */
    static double bytesPerSecond() {
        float[] from = new float[LENGTH];
        float[] to = new float[LENGTH];
        double best = 0;
        for (int i = 0; i < REPEATS; i++) {
            long begin = System.nanoTime();
            System.arraycopy(from, 0, to, 0, LENGTH);
            best = Math.max(best, 2.0 * Float.BYTES * LENGTH * 1e9 / (System.nanoTime() - begin));
        }
        return best;
    }
}
