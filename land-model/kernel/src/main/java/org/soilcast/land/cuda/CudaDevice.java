package org.soilcast.land.cuda;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.FloatByReference;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.soilcast.land.kernel.CellBlocks;

/**
 * A GPU with the land model's kernels loaded: its memory, its copies and launches, all in the order they are asked for.
 *
 * <p>One thread at a time may use it; each thread that computes opens its own. Closing it frees all it holds but the
 * arrays, which are closed first.
 */
public final class CudaDevice implements AutoCloseable {
    private static final String DRIVER = "libcuda.so.1";
    private static final int STREAM_NON_BLOCKING = 1;

    /** The kernels, by their names in the generated source. */
    enum Kernel {
        FORWARD("forward_window"),
        ADJOINT("adjoint_window");

        final String functionName;

        Kernel(String functionName) {
            this.functionName = functionName;
        }
    }

    private final CudaDriver driver;
    private final int number;
    private final Pointer context;
    private final Pointer module;
    private final Pointer[] kernels = new Pointer[Kernel.values().length];
    private final Pointer stream;
    private final Pointer begin;
    private final Pointer end;
    private final HostStaging staging;

    private CudaDevice(CudaDriver driver, int number, Pointer context, Pointer module) {
        this.driver = driver;
        this.number = number;
        this.context = context;
        this.module = module;
        for (Kernel kernel : Kernel.values()) {
            kernels[kernel.ordinal()] = driver.pointer("cuModuleGetFunction", module, kernel.functionName);
        }
        stream = driver.pointer("cuStreamCreate", STREAM_NON_BLOCKING);
        begin = driver.pointer("cuEventCreate", 0);
        end = driver.pointer("cuEventCreate", 0);
        staging = new HostStaging(driver, stream);
    }

    /**
     * Looks for a GPU, the first that {@code CUDA_VISIBLE_DEVICES} allows, and makes it ready; compiling takes seconds.
     * Never fails: why there is none is part of the answer.
     */
    public static CudaSearch find() {
        return find(DRIVER, LandSource::ptx);
    }

    /**
     * Looks for a GPU.
     *
     * @param driverLibrary name or path of the driver's library
     * @param compiler from a compute capability, major and minor, to PTX for it
     */
    static CudaSearch find(String driverLibrary, BiFunction<Integer, Integer, String> compiler) {
        try {
            return new CudaSearch.Found(open(CudaDriver.start(driverLibrary), compiler));
        } catch (CudaException unusable) {
            return new CudaSearch.Missing(String.valueOf(unusable.getMessage()));
        }
    }

    private static CudaDevice open(CudaDriver driver, BiFunction<Integer, Integer, String> compiler) {
        int number = driver.number("cuDeviceGet", 0);
        String ptx = compiler.apply(
                driver.attribute(CudaDriver.COMPUTE_CAPABILITY_MAJOR, number),
                driver.attribute(CudaDriver.COMPUTE_CAPABILITY_MINOR, number));
        Pointer context = driver.pointer("cuDevicePrimaryCtxRetain", number);
        try {
            driver.call("cuCtxSetCurrent", context);
            return new CudaDevice(driver, number, context, driver.loadModule(ptx));
        } catch (CudaException failed) {
            driver.call("cuDevicePrimaryCtxRelease_v2", number);
            throw failed;
        }
    }

    /** The device's name. */
    public String name() {
        return driver.name(number);
    }

    /** Bytes of memory. */
    public long memoryBytes() {
        return driver.bits64("cuDeviceTotalMem_v2", number);
    }

    /** The most bytes a second its memory can move by its clock (two transfers a cycle) and width; 0 if not told. */
    public double memoryBytesPerSecond() {
        double transfersPerSecond = 2e3 * driver.attribute(CudaDriver.MEMORY_CLOCK_RATE_KHZ, number);
        return transfersPerSecond * driver.attribute(CudaDriver.GLOBAL_MEMORY_BUS_WIDTH_BITS, number) / Byte.SIZE;
    }

    /** Memory for so many floats, of any content. */
    DeviceArray allocate(long floats) {
        makeCurrent();
        return new DeviceArray(this, floats, driver.bits64("cuMemAlloc_v2", floats * Float.BYTES));
    }

    void free(long address) {
        makeCurrent();
        driver.call("cuMemFree_v2", address);
    }

    /** Copies floats to the device; returns when they may be changed. */
    void upload(float[] from, int first, int count, long address) {
        makeCurrent();
        staging.upload(from, first, count, address);
    }

    /** Copies floats from the device; returns when they are there. */
    void download(long address, float[] to, int first, int count) {
        makeCurrent();
        staging.download(address, to, first, count);
    }

    /**
     * Starts a kernel, a thread for each cell, after all that has been asked for before.
     *
     * @param blocks blocks of {@value CellBlocks#CELLS} cells
     * @param arguments in the kernel's order, see {@link KernelArguments}
     */
    void launch(Kernel kernel, int blocks, List<Object> arguments) {
        makeCurrent();
        try (var layout = new KernelArguments(arguments)) {
            driver.call("cuEventRecord", begin, stream);
            driver.call(
                    "cuLaunchKernel",
                    kernels[kernel.ordinal()],
                    blocks,
                    1,
                    1,
                    CellBlocks.CELLS,
                    1,
                    1,
                    0,
                    stream,
                    layout.table(),
                    Pointer.NULL);
            driver.call("cuEventRecord", end, stream);
        }
    }

    /** Waits for the last launch, and returns its time on the device. */
    double kernelSeconds() {
        makeCurrent();
        driver.call("cuEventSynchronize", end);
        var milliseconds = new FloatByReference();
        driver.call("cuEventElapsedTime", milliseconds, begin, end);
        return milliseconds.getValue() * 1e-3;
    }

    /** The driver keeps a current context for each thread. */
    private void makeCurrent() {
        driver.call("cuCtxSetCurrent", context);
    }

    @Override
    public void close() {
        makeCurrent();
        driver.call("cuStreamSynchronize", stream);
        staging.close();
        driver.call("cuEventDestroy_v2", end);
        driver.call("cuEventDestroy_v2", begin);
        driver.call("cuStreamDestroy_v2", stream);
        driver.call("cuModuleUnload", module);
        driver.call("cuDevicePrimaryCtxRelease_v2", number);
    }

    /** Name, memory, compute capability and driver, for logs and reports. */
    @Override
    public String toString() {
        int version = driver.number("cuDriverGetVersion");
        return String.format(
                Locale.ROOT,
                "%s, %d multiprocessors, %d GiB, compute capability %d.%d, driver for CUDA %d.%d",
                name(),
                driver.attribute(CudaDriver.MULTIPROCESSOR_COUNT, number),
                memoryBytes() >> 30,
                driver.attribute(CudaDriver.COMPUTE_CAPABILITY_MAJOR, number),
                driver.attribute(CudaDriver.COMPUTE_CAPABILITY_MINOR, number),
                version / 1000,
                version % 1000 / 10);
    }
}
