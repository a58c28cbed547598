package org.soilcast.dayline.ensemble;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What random numbers of a cell are keyed by: its name in the domain, whatever tile it lies in. */
public final class CellKeys {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private CellKeys() {}

    /** FNV-1a of 64 bits of a cell's name in UTF-8. */
    public static long of(String cell) {
        long hash = OFFSET_BASIS;
        for (byte each : cell.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ each & 0xff) * PRIME;
        }
        return hash;
    }

    /** The keys of some cells. */
    public static long[] of(List<String> cells) {
        return cells.stream().mapToLong(CellKeys::of).toArray();
    }
}
