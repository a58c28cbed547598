package org.soilcast.land.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.util.List;

/** A kernel's arguments as the driver takes them: a table of addresses, each that of one argument's value. */
final class KernelArguments implements AutoCloseable {
    private final Memory values;
    private final Memory table;

    /**
     * @param arguments in the kernel's order: {@link DeviceArray} for a pointer ({@link DeviceArray#NONE}
     *     for a null pointer), {@link Integer} for an int
     */
    KernelArguments(List<Object> arguments) {
        values = new Memory((long) Long.BYTES * arguments.size());
        table = new Memory((long) Native.POINTER_SIZE * arguments.size());
        values.clear();
        for (int i = 0; i < arguments.size(); i++) {
            long at = (long) Long.BYTES * i;
            Object argument = arguments.get(i);
            if (argument instanceof DeviceArray array) {
                values.setLong(at, array.address());
            } else if (argument instanceof Integer number) {
                values.setInt(at, number);
            } else {
                throw new IllegalArgumentException("argument " + i + ": expected an array or an int, got " + argument);
            }
            table.setPointer((long) Native.POINTER_SIZE * i, values.share(at));
        }
    }

    /** Address of the table. */
    Memory table() {
        return table;
    }

    @Override
    public void close() {
        table.close();
        values.close();
    }
}
