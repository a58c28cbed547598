package org.soilcast.land.cuda;

import java.util.Optional;
import org.soilcast.land.kernel.CellBlocks;

/** Floats in a device's memory, until closed. */
final class DeviceArray implements AutoCloseable {
    /** No array: a null pointer to a kernel. */
    static final DeviceArray NONE = new DeviceArray();

    private final Optional<CudaDevice> device;
    private final long floats;
    private long address;

    private DeviceArray() {
        device = Optional.empty();
        floats = 0;
    }

    DeviceArray(CudaDevice device, long floats, long address) {
        this.device = Optional.of(device);
        this.floats = floats;
        this.address = address;
    }

    /** Where it is on the device; 0 if it is none or closed. */
    long address() {
        return address;
    }

    /** Number of floats; 0 if it is none or closed. */
    long floats() {
        return address == 0 ? 0 : floats;
    }

    /** Replaces the first floats by all values of some blocks. */
    void upload(CellBlocks blocks) {
        float[] values = blocks.values();
        open(values.length).upload(values, 0, values.length, address);
    }

    /** Fills blocks with the first floats. */
    void download(CellBlocks blocks) {
        float[] values = blocks.values();
        open(values.length).download(address, values, 0, values.length);
    }

    private CudaDevice open(int needed) {
        if (needed > floats()) {
            throw new IllegalStateException("expected " + needed + " floats on the device, found " + floats());
        }
        return device.orElseThrow();
    }

    @Override
    public void close() {
        if (address != 0) {
            device.orElseThrow().free(address);
            address = 0;
        }
    }
}
