package org.soilcast.land.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.soilcast.land.kernel.CellBlocks;

/**
 * A file with the drivers of a window, for a machine that has neither the data nor their readers: number of variables
 * ({@code [day][driver]}), number of cells, both as an int, and the blocks' values as floats, all with the high byte first.
 */
public final class Weather {
    private Weather() {}

    /** Writes a file. */
    public static void write(Path file, CellBlocks drivers) throws IOException {
        float[] values = drivers.values();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(drivers.variables());
            out.writeInt(drivers.cells());
            out.write(bytes.array());
        }
    }

    /** Reads a file. */
    static CellBlocks read(Path file) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            var drivers = new CellBlocks(in.readInt(), in.readInt());
            ByteBuffer.wrap(in.readAllBytes()).asFloatBuffer().get(drivers.values());
            return drivers;
        }
    }
}
